package org.ranvier.networks.experiment;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From where a run starts, if not from nothing.
 *
 * @param options instead of those that it is called with
 * @param experiment which of the experiments of a script is meant, from 1 on
 * @param checkpoint the state from which it starts; none if from the description
 * @param before the directory of the run that it goes on from or repeats
 * @param use what it does with that
 */
public record RunStart(RunOptions options, int experiment, @Nullable Path checkpoint, Path before, Use use) {
  /** What a run does with an earlier one. */
  public enum Use {
    /** Goes on with it in its own directory. */
    RESUME,
    /** Goes on from it as a variant, in a directory of its own. */
    FORK,
    /** Does a part of it again, in a directory of its own. */
    REPEAT
  }

  /** The checkpoint, if there is one. */
  public Optional<Path> from() {
    return Optional.ofNullable(checkpoint);
  }

  boolean resumes() {
    return use == Use.RESUME;
  }

  boolean isVariant() {
    return use == Use.FORK;
  }
}
