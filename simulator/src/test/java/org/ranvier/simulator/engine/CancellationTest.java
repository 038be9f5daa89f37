package org.ranvier.simulator.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.simulator.recording.SpikeDigest;

@Timeout(60)
final class CancellationTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aCancelledRunEndsAfterAnEpochAndGoesOnAsIfNothingHadHappened(int threads) throws InterruptedException {
    var underWay = new CountDownLatch(1);
    var cancelled = new CountDownLatch(1);
    CountingNeurons.Accident pause =
        (step, neuron, heard) -> {
          if (step == 1000 && neuron == 0) {
            underWay.countDown();
            await(cancelled);
          }
          return heard;
        };
    var engine = new Engine(CountingNeurons.network(threads, pause));
    var digest = new SpikeDigest();
    engine.addListener(digest);
    var canceller =
        Thread.ofPlatform()
            .start(
                () -> {
                  await(underWay);
                  engine.cancel();
                  cancelled.countDown();
                });
    RunResult first = engine.run(1_000_000, RunMonitor.NONE);
    canceller.join();
    assertTrue(first.cancelled());
    assertEquals(engine.now(), first.steps());
    assertTrue(first.steps() >= 1000 && first.steps() < 1000 + 2 * 3, first.steps() + " steps, though an epoch is 3");
    RunResult second = engine.run(2000 - first.steps(), RunMonitor.NONE);
    assertFalse(second.cancelled());
    assertEquals(2000, engine.now());

    var undisturbed = new Engine(CountingNeurons.network(1, CountingNeurons.Accident.NONE));
    var expected = new SpikeDigest();
    undisturbed.addListener(expected);
    RunResult whole = undisturbed.run(2000, RunMonitor.NONE);
    assertEquals(expected.hex(), digest.hex());
    assertEquals(whole.spikes(), first.spikes() + second.spikes());
    assertEquals(whole.synapticEvents(), first.synapticEvents() + second.synapticEvents());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
