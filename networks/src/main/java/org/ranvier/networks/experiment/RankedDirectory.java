package org.ranvier.networks.experiment;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.Ranks;

/** The directory of a run on ranks: rank 0 holds it, and all know where it is. What is called here is called by all. */
public final class RankedDirectory implements AutoCloseable {
  private final Meeting meeting;
  private final boolean several;
  private final @Nullable OutputDirectory own;
  private final Path path;

  private RankedDirectory(Ranks ranks, @Nullable OutputDirectory own, Path path) {
    meeting = new Meeting(ranks);
    several = ranks.size() > 1;
    this.own = own;
    this.path = path;
  }

  /**
   * Claims it at rank 0.
   *
   * @param claim is called there only; where it fails, all fail
   */
  public static RankedDirectory claim(Ranks ranks, Supplier<OutputDirectory> claim) {
    var meeting = new Meeting(ranks);
    OutputDirectory own = meeting.together(() -> ranks.rank() == 0 ? Optional.of(claim.get()) : Optional.<OutputDirectory>empty()).orElse(null);
    String said = meeting.fromFirst(own == null ? "" : own.path().toAbsolutePath().toString());
    return new RankedDirectory(ranks, own, own == null ? Path.of(said) : own.path());
  }

  /** At rank 0 as it was asked for, elsewhere from the root. */
  public Path path() {
    return path;
  }

  /** The directory where it is held; null elsewhere. */
  public @Nullable OutputDirectory own() {
    return own;
  }

  /** Does something with it where it is held; where that fails, all fail. */
  public void byOwner(Consumer<OutputDirectory> work) {
    OutputDirectory here = own;
    meeting.together(() -> {
      if (here != null) {
        work.accept(here);
      }
      return path;
    });
  }

  /** Refuses ranks that do not see what rank 0 has written about the run. */
  public void requireShared() {
    if (several) {
      SharedDirectory.require(meeting, path);
    }
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
