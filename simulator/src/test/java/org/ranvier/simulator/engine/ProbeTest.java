package org.ranvier.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.ranvier.simulator.engine.CountingNeurons.Accident;
import org.ranvier.simulator.recording.SpikeDigest;
import org.ranvier.simulator.recording.StateTrace;

final class ProbeTest {
  /** A sample of {@code place} says of which neuron and step it is, wherever the neurons are and however the run is divided. */
  @Property(tries = 100)
  void samplesAreThoseOfTheirNeuronsAndTimes(
      @ForAll @Size(min = 1, max = 20) Set<@IntRange(max = 299) Integer> chosen,
      @ForAll @IntRange(min = 1, max = 13) int interval,
      @ForAll @IntRange(min = 1, max = 7) int threads,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 40) Integer> runs,
      @ForAll @IntRange(max = 4) int discardBefore) {
    int[] neurons = chosen.stream().mapToInt(i -> i).sorted().toArray();
    var engine = new Engine(
        CountingNeurons.network(threads, Accident.NONE, new ProbeSpec(0, List.of("place", "clock"), neurons, interval)));
    long from = 0;
    for (int r = 0; r < runs.size(); r++) {
      if (r == discardBefore) {
        engine.traces(true);
        from = engine.now();
      }
      engine.run(runs.get(r), RunMonitor.NONE);
    }
    List<StateTrace> traces = engine.traces(false);
    assertEquals(2, traces.size());
    StateTrace place = traces.getFirst();
    assertEquals("a", place.population());
    assertEquals("place", place.variable());
    assertEquals("mV", place.unit());
    assertEquals("clock", traces.get(1).variable());
    assertEquals("1", traces.get(1).unit());
    assertArrayEquals(neurons, place.neurons());
    long[] steps = LongStream.rangeClosed(from + 1, engine.now()).filter(s -> s % interval == 0).toArray();
    assertArrayEquals(Arrays.stream(steps).mapToDouble(s -> s / 10.0).toArray(), place.timesMs());
    for (int n = 0; n < neurons.length; n++) {
      int neuron = neurons[n];
      assertArrayEquals(Arrays.stream(steps).mapToDouble(s -> 1000 * s + neuron).toArray(), place.values()[n]);
      assertArrayEquals(Arrays.stream(steps).mapToDouble(s -> s).toArray(), traces.get(1).values()[n]);
    }
  }

  @Test
  void probesOfDifferentPopulationsAndIntervalsKeepApart() {
    var engine =
        new Engine(
            CountingNeurons.network(
                3, Accident.NONE, new ProbeSpec(1, List.of("place"), new int[] {99}, 4),
                new ProbeSpec(0, List.of("place"), new int[] {1}, 5)));
    engine.run(20, RunMonitor.NONE);
    var traces = engine.traces(false);
    assertEquals(List.of("b", "a"), traces.stream().map(StateTrace::population).toList());
    assertArrayEquals(new double[] {4099, 8099, 12099, 16099, 20099}, traces.get(0).values()[0]);
    assertArrayEquals(new double[] {5001, 10001, 15001, 20001}, traces.get(1).values()[0]);
  }

  @Test
  void recordingChangesNothing() {
    var plain = new Engine(CountingNeurons.network(2, Accident.NONE));
    var watched = new Engine(
        CountingNeurons.network(2, Accident.NONE, new ProbeSpec(0, List.of("heard"), new int[] {3, 290}, 1)));
    var digests = List.of(new SpikeDigest(), new SpikeDigest());
    plain.addListener(digests.get(0));
    watched.addListener(digests.get(1));
    plain.run(300, RunMonitor.NONE);
    watched.run(300, RunMonitor.NONE);
    assertEquals(digests.get(0).hex(), digests.get(1).hex());
  }

  /** What was sampled before a failure helps to find its cause. */
  @Test
  void samplesOutliveAFailure() {
    Accident accident =
        (step, neuron, heard) -> {
          if (step == 50 && neuron == 299) {
            throw new IllegalStateException("on purpose");
          }
          return step == 42 && neuron == 3 ? Double.NaN : heard;
        };
    for (int threads = 1; threads <= 4; threads++) {
      var engine = new Engine(
          CountingNeurons.network(threads, accident, new ProbeSpec(0, List.of("heard", "clock"), new int[] {3, 298}, 1)));
      assertThrows(IllegalStateException.class, () -> engine.run(100, RunMonitor.NONE));
      var traces = engine.traces(false);
      int samples = traces.getFirst().timesMs().length;
      assertTrue(samples >= 48, samples + " samples");
      assertEquals(4.2, traces.getFirst().timesMs()[41]);
      assertTrue(Double.isNaN(traces.getFirst().values()[0][41]));
      assertTrue(Double.isFinite(traces.getFirst().values()[1][41]));
      assertEquals(42, traces.get(1).values()[1][41]);
    }
  }
}
