package org.ranvier.networks.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ranvier.networks.Descriptions;
import org.ranvier.networks.Network;

/** In what two networks differ, as they are described. */
public final class Differences {
  private Differences() {}

  /**
   * What differs from the network of a run's directory: its lines that are not there now with {@code -} before them, then the new ones with {@code
   * +}.
   */
  public static List<String> from(Path directory, Network network) {
    return between(lines(directory), Descriptions.of(network).lines().toList());
  }

  /** What differs between the networks of two directories. */
  public static List<String> between(Path before, Path after) {
    return between(lines(before), lines(after));
  }

  private static List<String> between(List<String> before, List<String> after) {
    var differences = new ArrayList<String>();
    before.stream().filter(line -> !after.contains(line)).forEach(line -> differences.add("- " + line.strip()));
    after.stream().filter(line -> !before.contains(line)).forEach(line -> differences.add("+ " + line.strip()));
    return differences;
  }

  private static List<String> lines(Path directory) {
    try {
      return Files.readAllLines(directory.resolve(OutputFiles.DESCRIPTION));
    } catch (IOException e) {
      return List.of();
    }
  }
}
