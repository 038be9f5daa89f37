package org.ranvier.networks.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Meeting;

/** The directory of a run on several ranks, which all of them have to see: logs of some would stand elsewhere, and be missed at the end only. */
final class SharedDirectory {
  private SharedDirectory() {}

  /** Refuses ranks that do not see in it what rank 0 has written there. All call at a time, once rank 0 has begun to record. */
  static void require(Meeting meeting, Path out) {
    String here = run(out);
    String first = meeting.fromFirst(here);
    meeting.together(() -> {
      if (first.isEmpty()) {
        throw new RanvierException("rank 0 cannot read " + out.resolve(OutputFiles.RUN) + ", which it has just written; choose a directory that can be read with --out");
      }
      if (!here.equals(first)) {
        throw new RanvierException("the directory of results, " + out + ", is not the one here that rank 0 writes into; choose one with --out that all machines see");
      }
      return out;
    });
  }

  private static String run(Path out) {
    try {
      return Files.readString(out.resolve(OutputFiles.RUN));
    } catch (IOException e) {
      return "";
    }
  }
}
