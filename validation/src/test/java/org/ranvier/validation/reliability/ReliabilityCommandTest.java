package org.ranvier.validation.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.log.SpikeLogStatus;
import org.ranvier.simulator.log.SpikeLogStatus.Ending;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeTrains;
import org.ranvier.validation.Printed;

/** The attacks take minutes; here, that they see what is wrong. */
final class ReliabilityCommandTest {
  private static SpikeTrains trains(long to, long[] steps, int... ids) {
    return new SpikeTrains(List.of(new PopulationRange("E", "iaf_psc_exp", 0, 9)), 0.1, 0, to, steps, ids);
  }

  @Test
  void aLogIsTheBeginningOfAnotherOrIsNot() {
    var whole = trains(10, new long[] {1, 4, 4, 9}, 3, 1, 5, 2);
    var status = new SpikeLogStatus(Ending.UNFINISHED, "unfinished", 1, 5, 3);
    assertTrue(new LogOfRun(status, trains(5, new long[] {1, 4, 4}, 3, 1, 5)).isBeginningOf(whole));
    assertFalse(new LogOfRun(status, trains(5, new long[] {1, 4}, 3, 1)).isBeginningOf(whole)); // one is lost
    assertFalse(new LogOfRun(status, trains(5, new long[] {1, 4, 4}, 3, 1, 6)).isBeginningOf(whole)); // one is wrong
  }

  @Test
  void aTallyCountsWhatHappened() {
    var tally = new Tally();
    tally.held("refused");
    tally.held("complete");
    tally.held("refused");
    tally.failed("trial 3: a block is lost");
    assertEquals(4, tally.trials());
    assertEquals(List.of("trial 3: a block is lost"), tally.failures());
    assertEquals("1 complete, 2 refused", tally.outcomes());
  }

  @Test
  void oneTrialOfEachHolds(@TempDir Path temp) throws Exception {
    for (Attack attack : List.of(new Kills(), new ParallelStarts())) {
      var tally = new Tally();
      attack.run(new Arena(temp, 1, Long.MAX_VALUE / 4, 3), tally);
      assertEquals(List.of(), tally.failures());
      assertEquals(1, tally.trials());
    }
  }

  @Test
  void refusesAttacksThatAreNone() {
    var refused = Printed.by("reliability --only kils");
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("no attack 'kils'; did you mean 'kills'?"), refused.err());
    assertEquals(1, Printed.by("reliability --trials 0").code());
  }
}
