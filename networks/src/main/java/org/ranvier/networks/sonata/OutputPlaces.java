package org.ranvier.networks.sonata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.ranvier.simulator.RanvierException;

/**
 * Where a run may write. A configuration may come from anywhere, so it writes below its own folder or where the user says, never
 * over what it reads, and over other files only if the user says so.
 */
final class OutputPlaces {
  private final Optional<Path> within;
  private final Collection<Path> inputs;
  private final boolean overwrite;

  /**
   * @param within the folder that all outputs must stand below; empty where the user chose the directory
   * @param inputs files that are read
   */
  OutputPlaces(Optional<Path> within, Collection<Path> inputs, boolean overwrite) {
    this.within = within;
    this.inputs = inputs;
    this.overwrite = overwrite;
  }

  /** Refuses what must not be written, all of it at once. */
  void check(List<Path> outputs) {
    var problems = new ConfigurationProblems();
    var seen = new HashSet<Path>();
    for (Path output : outputs) {
      problems.attempt(() -> check(output));
      if (!seen.add(output.toAbsolutePath().normalize())) {
        problems.add(output + " would be written twice; give each output a file of its own");
      }
    }
    problems.refuse();
  }

  /** Refuses a path that is not below the folder. */
  void requireWithin(Path output) {
    Path real = real(output);
    within.ifPresent(folder -> {
      if (!real.startsWith(real(folder))) {
        throw new RanvierException(
            output + " is not below " + folder + ", the folder of the configuration; a configuration writes there only;"
                + " name a directory with --out");
      }
    });
  }

  private void check(Path output) {
    requireWithin(output);
    for (Path input : inputs) {
      if (same(input, output) || same(input, part(output))) {
        throw new RanvierException(output + " is read by the run, and is not overwritten; name another directory with --out");
      }
    }
    if (Files.isDirectory(output)) {
      throw new RanvierException(output + " is a directory; name another one with --out");
    }
    if (!overwrite && Files.exists(output, LinkOption.NOFOLLOW_LINKS)) {
      throw new RanvierException(
          output + " exists, and only the user may say that it is to be replaced; name another directory with --out,"
              + " or replace it with --overwrite");
    }
    requireWritable(output);
  }

  /** The name under which a file is written before it is whole. */
  private static Path part(Path output) {
    return output.resolveSibling(output.getFileName() + ".part");
  }

  private static boolean same(Path input, Path output) {
    try {
      return Files.exists(output) && Files.exists(input) && Files.isSameFile(input, output);
    } catch (IOException e) {
      return real(input).equals(real(output));
    }
  }

  private static void requireWritable(Path output) {
    Path there = existing(output.toAbsolutePath().normalize());
    boolean file = there.equals(output.toAbsolutePath().normalize());
    if (!Files.isWritable(there) || !file && !Files.isDirectory(there)) {
      throw new RanvierException(output + " cannot be written: " + there + (Files.isWritable(there) ? " is no directory"
          : " cannot be written to") + "; name another directory with --out");
    }
  }

  private static Path existing(Path path) {
    Path at = path;
    while (!Files.exists(at) && at.getParent() instanceof Path parent) {
      at = parent;
    }
    return at;
  }

  /** Where a path leads, links followed as far as it is there. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    var missing = new ArrayList<Path>();
    Path at = absolute;
    while (!Files.exists(at) && at.getParent() instanceof Path parent && at.getFileName() instanceof Path name) {
      if (Files.isSymbolicLink(at)) {
        throw new RanvierException(at + " is a link that leads nowhere; an output is not written through it");
      }
      missing.addFirst(name);
      at = parent;
    }
    try {
      Path found = at.toRealPath();
      for (Path name : missing) {
        found = found.resolve(name);
      }
      return found;
    } catch (IOException e) {
      throw new RanvierException(path + " cannot be looked up: " + e, e);
    }
  }
}
