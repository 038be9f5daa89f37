package org.ranvier.networks.study;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.ranvier.networks.experiment.RunManifest;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.Ranks;

/** Which ranks run the trials of which seeds: those of a seed are one rank's, for twins need each other. */
final class SeedShares {
  private final Ranks ranks;
  private final Meeting meeting;

  SeedShares(Ranks ranks) {
    this.ranks = ranks;
    meeting = new Meeting(ranks);
  }

  int rank() {
    return ranks.rank();
  }

  boolean isFirst() {
    return ranks.rank() == 0;
  }

  /** What is said of them after the seeds. */
  String words() {
    return ranks.size() == 1 ? "" : ", shared by " + ranks.size() + " ranks";
  }

  /** Refuses ranks that were started for another run. */
  void requireSame(String run) {
    var same = new LinkedHashMap<String, String>(); // all name them in one order
    RunManifest.Part part = RunManifest.Part.now(0, 1);
    same.put("version of Ranvier", part.ranvierVersion());
    same.put("version of Java", part.javaVersion());
    same.put("study", run);
    meeting.requireSame(same);
  }

  /** The seeds of this rank. */
  long[] of(long first, int seeds) {
    return LongStream.range(0, seeds).filter(k -> k % ranks.size() == ranks.rank()).map(k -> first + k).toArray();
  }

  /** Does something at rank 0, and then at all others. */
  void inTurn(Runnable work) {
    for (boolean first : new boolean[] {true, false}) {
      meeting.together(() -> {
        if (first == isFirst()) {
          work.run();
        }
        return work;
      });
    }
  }

  /** Runs trials, of which the others hear nothing until all are done; a run that is being stopped ends here without a word. */
  void apart(Runnable trials, BooleanSupplier stopping) {
    meeting.apart(() -> {
      try {
        trials.run();
      } catch (RanvierException e) {
        if (!stopping.getAsBoolean()) {
          throw e;
        }
      }
    });
  }

  /** The trials of all ranks in the order of seeds and conditions, at rank 0; elsewhere its own. */
  List<Trial> gather(List<Trial> mine, List<String> conditions) {
    List<String> texts = toFirst(Rows.text(mine));
    if (texts.isEmpty()) {
      return mine;
    }
    var all = new ArrayList<>(mine);
    texts.forEach(text -> all.addAll(Rows.trials(text)));
    all.sort(Comparator.comparingLong(Trial::seed).thenComparingInt(t -> conditions.indexOf(t.condition())));
    return all;
  }

  /** Brings what is learnt into one file. */
  void gather(CourseFile courses) {
    toFirst(isFirst() ? "" : courses.text()).forEach(courses::add);
    inTurn(courses::end);
  }

  /** What each of the others says, at rank 0; nothing elsewhere. */
  private List<String> toFirst(String mine) {
    byte[] bytes = mine.getBytes(StandardCharsets.UTF_8);
    long[][] lengths = meeting.gather(new long[] {bytes.length});
    var texts = new ArrayList<String>();
    if (!isFirst()) {
      ranks.send(0, bytes, bytes.length);
      return texts;
    }
    for (int r = 1; r < lengths.length; r++) {
      byte[] from = new byte[(int) lengths[r][0]];
      ranks.receive(r, from, from.length);
      texts.add(new String(from, StandardCharsets.UTF_8));
    }
    return texts;
  }
}
