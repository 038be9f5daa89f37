package org.ranvier.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ranvier.simulator.engine.CountingNeurons.Accident;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.ranks.OtherRankFailed;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.ranks.ThreadRanks;
import org.ranvier.simulator.recording.SpikeDigest;
import org.ranvier.simulator.recording.SpikeListener;
import org.ranvier.simulator.state.State;

/** What an engine does on several ranks beside delivering spikes, which {@link DeliveryTest} sees to. */
@Timeout(60)
final class EngineOnRanksTest {
  private static final int STEPS = 700;

  /** Neuron i fires in the steps s for which s + i is a multiple of 11: 700 steps of 400 neurons. */
  private static long expectedSpikes() {
    long n = 0;
    for (int step = 1; step <= STEPS; step++) {
      for (int p = 0; p < 2; p++) {
        for (int i = 0; i < (p == 0 ? 300 : 100); i++) {
          n += (step + i) % 11 == 0 ? 1 : 0;
        }
      }
    }
    return n;
  }

  @Test
  void listenersHearAllSpikesAndLoggersTheirShare() {
    var one = new SpikeDigest();
    var alone = new Engine(CountingNeurons.network(1, Accident.NONE));
    alone.addListener(one);
    alone.run(STEPS, RunMonitor.NONE);
    String expected = one.hex();
    Set<List<Long>> logged = ConcurrentHashMap.newKeySet();
    List<RunResult> results =
        ThreadRanks.run(
            3,
            ranks -> {
              var engine = new Engine(CountingNeurons.network(2, Accident.NONE), ranks);
              var all = new SpikeDigest();
              engine.addListener(all);
              engine.addLogger(each((step, id) -> assertTrue(logged.add(List.of(step, (long) id)), "heard twice")));
              RunResult result = engine.run(STEPS, RunMonitor.NONE);
              assertEquals(expected, all.hex());
              assertEquals(alone.synapses(), engine.synapses());
              return result;
            });
    assertEquals(expectedSpikes(), logged.size());
    results.forEach(r -> assertEquals(expectedSpikes(), r.spikes()));
  }

  private interface Spike {
    void at(long step, int id);
  }

  private static SpikeListener each(Spike spike) {
    return block -> {
      for (int k = 0; k < block.stepCount(); k++) {
        for (int s = block.begin(k); s < block.end(k); s++) {
          spike.at(block.firstStep() + k, block.ids()[s]);
        }
      }
    };
  }

  @Test
  void aRunThatOneRankCancelsEndsAtOneStepAtAll() {
    var ends = new HashSet<>(
        ThreadRanks.run(
            3,
            ranks -> {
              var engine = new Engine[1];
              Accident cancel = (step, neuron, heard) -> {
                if (step == 301 && neuron == 250) {
                  engine[0].cancel();
                }
                return heard;
              };
              engine[0] = new Engine(CountingNeurons.network(1, cancel), ranks);
              RunResult first = engine[0].run(STEPS, RunMonitor.NONE);
              assertTrue(first.cancelled());
              RunResult second = engine[0].run(STEPS - first.steps(), RunMonitor.NONE);
              assertEquals(expectedSpikes(), first.spikes() + second.spikes());
              return first.steps();
            }));
    assertEquals(Set.of(303L), ends); // epochs of 3 steps
  }

  @Test
  void whereOneRankFailsAllFail() {
    var expected = new IllegalStateException("expected");
    Accident accident = (step, neuron, heard) -> {
      if (step == 77 && neuron == 3) {
        throw expected;
      }
      return heard;
    };
    var others = new ArrayList<RuntimeException>();
    List<RuntimeException> failures = ThreadRanks.run(3, ranks -> failure(ranks, accident));
    for (RuntimeException e : failures) {
      if (e != expected) {
        others.add(e);
      }
    }
    assertEquals(2, others.size());
    others.forEach(e -> assertSame(OtherRankFailed.class, e.getClass()));
  }

  private static RuntimeException failure(Ranks ranks, Accident accident) {
    var engine = new Engine(CountingNeurons.network(2, accident), ranks);
    return assertThrows(RuntimeException.class, () -> engine.run(STEPS, RunMonitor.NONE));
  }

  @Test
  void aFailureOfAListenerInTheLastBlockIsHeardByAll() {
    var expected = new IllegalStateException("disk full");
    List<RuntimeException> failures =
        ThreadRanks.run(
            2,
            ranks -> {
              var engine = new Engine(CountingNeurons.network(1, Accident.NONE), ranks);
              engine.addLogger(block -> {
                if (ranks.rank() == 1 && block.endStepExclusive() > STEPS) {
                  throw expected;
                }
              });
              return assertThrows(RuntimeException.class, () -> engine.run(STEPS, RunMonitor.NONE));
            });
    assertSame(OtherRankFailed.class, failures.get(0).getClass());
    assertSame(expected, failures.get(1));
  }

  /** Blocks grow with what is to be sent, and shrink again. */
  @Test
  void burstsAndSilenceAreExchanged() {
    var one = new SpikeDigest();
    var alone = new Engine(bursting());
    alone.addListener(one);
    alone.run(10_000, RunMonitor.NONE);
    String expected = one.hex();
    ThreadRanks.run(
        2,
        ranks -> {
          var engine = new Engine(bursting(), ranks);
          var all = new SpikeDigest();
          engine.addListener(all);
          engine.run(10_000, RunMonitor.NONE);
          assertEquals(expected, all.hex());
          return 0;
        });
  }

  private static EngineSpec bursting() {
    var network = CountingNeurons.network(1, Accident.NONE);
    return new EngineSpec(
        network.grid(), 1, 1,
        List.of(new PopulationSpec("bursts", "bursting", 100_000, 1, (KernelFactory) Bursting::new, (state, first, n) -> {})), List.of(), List.of(), List.of());
  }

  /** All fire in one step of 5000, and one in a thousand of the steps of the first 1000. */
  private record Bursting(SliceContext slice, State state)
      implements NeuronKernel {
    Bursting(SliceContext slice) {
      this(slice, new State(slice.paddedSize()));
    }

    @Override
    public void advance(long step, int from, int to, SpikeSink spikes) {
      for (int i = from; i < to; i++) {
        int neuron = slice.first() + i;
        if (step % 5000 == 0 || step < 1000 && (neuron + step) % 1000 == 0) {
          spikes.add(i, neuron % 3 == 0 ? 0.05 : 0);
        }
      }
    }
  }
}
