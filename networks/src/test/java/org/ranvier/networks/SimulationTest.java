package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.explicit;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.RunResult;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.log.SpikeLogStatus;
import org.ranvier.simulator.recording.StateTrace;

/** Running a description: who receives what and when, recordings, cancellation and failures. */
@Timeout(60)
final class SimulationTest {
  private static Simulation.Options threads(int threads) {
    return Simulation.Options.DEFAULT.threads(threads);
  }

  /** What arrives at a receptor is recorded in the step in which it arrives, synapses and a drive together. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void receptorsAreRecordedByTheirNames(int threads) {
    var net = new Network("net");
    var source = net.spikeSource("source", new double[][] {{1}, {2}});
    var target = net.population("target", 200, "iaf_psc_exp");
    net.connect(source, target).rule(allToAll()).weight(pA(16)).delay(ms(0.5));
    net.connect(source, target.neurons(150)).rule(allToAll()).weight(pA(-4)).delay(ms(0.5));
    net.poisson("drive", target.neurons(150)).rate(Hz(5000)).weight(pA(0.5));
    net.record(target.neurons(7, 150), "inhibitory", "V_m", "excitatory").every(ms(0.1));
    try (var simulation = Simulation.of(net, threads(threads))) {
      simulation.run(ms(3));
      double[][] inhibitory = simulation.traces().get(0).values();
      double[][] excitatory = simulation.traces().get(2).values();
      assertEquals("pA", simulation.traces().get(2).unit());
      for (int step = 1; step <= 30; step++) {
        boolean arrival = step == 15 || step == 25;
        assertEquals(arrival ? 16 : 0, excitatory[0][step - 1]);
        assertEquals(0, inhibitory[0][step - 1]);
        assertEquals(arrival ? -4 : 0, inhibitory[1][step - 1]);
        double drive = excitatory[1][step - 1] - (arrival ? 16 : 0);
        assertEquals(Math.rint(drive * 2), drive * 2, "a whole number of weights");
      }
      assertTrue(Arrays.stream(excitatory[1]).sum() > 33, "the drive is seen too");
    }
  }

  /** A spike of weight w at t with delay d: I_syn is 0 before t + d and w at it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void eachListedSynapseHasItsOwnWeightAndDelay(int threads) {
    var net = new Network("net");
    var source = net.spikeSource("source", new double[][] {{1}, {2}});
    var target = net.population("target", 200, "iaf_psc_exp");
    net.connect(source, target)
        .rule(explicit(new int[] {1, 0, 0}, new int[] {150, 150, 7}))
        .weight(each(Units::pA, 10, -20, 30))
        .delay(each(Units::ms, 0.5, 1, 3));
    net.record(target.neurons(7, 8, 150), "I_syn_ex", "I_syn_in").every(ms(0.1));
    try (var simulation = Simulation.of(net, threads(threads))) {
      simulation.run(ms(5));
      assertEquals(3, simulation.synapses());
      StateTrace excitatory = simulation.traces().get(0);
      StateTrace inhibitory = simulation.traces().get(1);
      assertArrayEquals(new int[] {7, 8, 150}, excitatory.neurons());
      assertStep(excitatory.values()[0], 40, 30);
      assertStep(excitatory.values()[1], 51, 0);
      assertStep(excitatory.values()[2], 25, 10);
      assertStep(inhibitory.values()[0], 51, 0);
      assertStep(inhibitory.values()[2], 20, -20);
    }
  }

  /** Samples begin at step 1: 0 before {@code step}, {@code weight} at it. */
  private static void assertStep(double[] samples, int step, double weight) {
    for (int k = 1; k < step; k++) {
      assertEquals(0, samples[k - 1], "step " + k);
    }
    if (step <= samples.length) {
      assertEquals(weight, samples[step - 1], 1e-6);
    }
  }

  @Test
  void viewsConnectTheirOwnNeurons() {
    var net = new Network("net");
    var source = net.spikeSource("source", new double[][] {{1}, {1}, {1}, {1}});
    var target = net.population("target", 100, "iaf_psc_exp");
    net.connect(source.range(1, 3), target.neurons(3, 99)).rule(oneToOne()).weight(pA(5)).delay(ms(1));
    net.connect(source.neurons(0), target.range(10, 12)).rule(allToAll()).weight(pA(7)).delay(ms(1));
    net.record(target, "I_syn_ex").every(ms(2));
    try (var simulation = Simulation.of(net, threads(2))) {
      simulation.run(ms(2));
      double[][] current = simulation.traces().getFirst().values();
      double[] expected = new double[100];
      expected[3] = expected[99] = 5;
      expected[10] = expected[11] = 7;
      assertArrayEquals(expected, Arrays.stream(current).mapToDouble(c -> c[0]).toArray(), 1e-6);
    }
  }

  @Test
  void drivesAndCurrentsReachTheirViewsOnly() {
    var net = new Network("net");
    var neurons = net.population("n", 200, "iaf_psc_exp");
    net.poisson("noise", neurons.range(10, 20)).rate(Hz(50_000)).weight(pA(1));
    net.poisson("late", neurons.neurons(150)).rate(Hz(50_000)).weight(pA(-1)).between(ms(5), ms(6));
    net.current(neurons.neurons(30, 190)).from(ms(2), pA(100));
    net.record(neurons, "I_syn_ex", "I_syn_in", "V_m").every(ms(1));
    try (var simulation = Simulation.of(net, threads(3))) {
      simulation.run(ms(10));
      var traces = simulation.traces();
      for (int i = 0; i < 200; i++) {
        assertEquals(i >= 10 && i < 20, traces.get(0).values()[i][9] != 0, "noise at " + i);
        assertEquals(0, traces.get(1).values()[i][4]); // 5 ms
        assertEquals(i == 150, traces.get(1).values()[i][5] != 0, "late noise at " + i); // 6 ms
        boolean moved = i >= 10 && i < 20 || i == 150 || i == 30 || i == 190;
        assertEquals(moved, Math.abs(traces.get(2).values()[i][9] + 70) > 1e-9, "potential at " + i);
        assertEquals(i < 10 || i >= 20, Math.abs(traces.get(2).values()[i][1] + 70) < 1e-9); // 2 ms: no current so far
      }
    }
  }

  @Test
  void whatIsDiscardedIsGoneAndTimesGoOn() {
    var net = new Network("net");
    net.spikeSource("source", new double[][] {{1, 2, 3.5, 12}});
    net.record(net.population("n", 3, "iaf_psc_exp"), "V_m").every(ms(1));
    try (var simulation = Simulation.of(net)) {
      simulation.run(ms(2.5));
      assertArrayEquals(new double[] {1, 2}, simulation.traces().getFirst().timesMs());
      simulation.discardRecordings();
      assertEquals(0, simulation.spikes().size());
      assertEquals(0, simulation.traces().getFirst().timesMs().length);
      simulation.run(ms(1));
      simulation.run(ms(10));
      assertArrayEquals(new double[] {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}, simulation.traces().getFirst().timesMs());
      assertArrayEquals(new long[] {35, 120}, simulation.spikes().steps());
      assertEquals(11, simulation.spikes().durationMs(), 1e-9);
      assertEquals(13.5, simulation.timeMs());
    }
  }

  @Test
  void aCancelledRunCanGoOn(@TempDir Path directory) {
    var net = new Network("net");
    var source = net.spikeSource("source", new double[][] {{1, 50, 99.9, 150}});
    net.connect(source, net.population("target", 10, "iaf_psc_exp")).rule(allToAll()).weight(pA(1)).delay(ms(1));
    Path log = directory.resolve("log");
    try (var simulation = Simulation.of(net, threads(2))) {
      simulation.logTo(log);
      simulation.addListener(block -> {
        if (block.firstStep() == 401) {
          simulation.cancel();
        }
      });
      RunResult first = simulation.run(ms(200));
      assertTrue(first.cancelled());
      assertTrue(simulation.timeMs() >= 50 && simulation.timeMs() < 75, simulation.timeMs() + " ms");
      RunResult second = simulation.run(ms(200 - simulation.timeMs()));
      assertFalse(second.cancelled());
      assertArrayEquals(
          new double[] {1, 50, 99.9, 150}, simulation.spikes().trainsMs(simulation.spikes().population("source"))[0], 1e-9);
    }
    var reader = SpikeLogReader.open(log);
    assertEquals(4, reader.readAll().size());
    assertEquals(SpikeLogStatus.Ending.COMPLETE, reader.status().ending());
  }

  @Test
  void inputsTooLargeStopTheRunAndAreNamed(@TempDir Path directory) {
    var net = new Network("net");
    var source = net.spikeSource("source", new double[][] {{3}, {3}});
    var target = net.population("target", 90, "iaf_psc_exp");
    net.connect(source, target.neurons(77)).rule(allToAll()).weight(pA(3e38)).delay(ms(1));
    Path log = directory.resolve("log");
    try (var simulation = Simulation.of(net, threads(2))) {
      simulation.logTo(log);
      var e = assertThrows(RanvierException.class, () -> simulation.run(ms(100)));
      assertTrue(e.getMessage().startsWith("population 'target', neuron 77: "), e.getMessage());
      assertTrue(e.getMessage().matches(".* is (Infinity|NaN) at or shortly before .*"), e.getMessage());
      assertThrows(RanvierException.class, () -> simulation.run(ms(1)));
    }
    String status = SpikeLogReader.open(log).status().text();
    assertTrue(status.startsWith("failed: population 'target', neuron 77: "), status);
  }

  @Test
  void initialValuesAndParametersAreTheNeuronsOwn() {
    var net = new Network("net");
    double[] potentials = new double[150];
    Arrays.setAll(potentials, i -> -70 + i / 100.0);
    var neurons = net.population("n", 150, "iaf_psc_exp").initial("V_m", each(Units::mV, potentials))
        .set("E_L", each(Units::mV, potentials));
    net.record(neurons, "V_m").every(ms(0.1));
    for (int threads = 1; threads <= 3; threads++) {
      try (var simulation = Simulation.of(net, threads(threads))) {
        simulation.run(ms(1));
        double[][] v = simulation.traces().getFirst().values();
        for (int i = 0; i < 150; i++) {
          assertEquals(potentials[i], v[i][9], 1e-9); // each at its own rest
        }
      }
    }
  }
}
