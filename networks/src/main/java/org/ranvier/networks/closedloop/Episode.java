package org.ranvier.networks.closedloop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What happened in an episode of a {@link ClosedLoop}. */
public record Episode(long seed, List<Turn> turns) {

  /**
   * One turn: what was seen and done in an interval, and what it was worth.
   *
   * @param beginMs time at which the interval began
   */
  public record Turn(double beginMs, double[] observation, double[] action, double reward, boolean done) {}

  public double totalReward() {
    return turns.stream().mapToDouble(Turn::reward).sum();
  }

  /** Appends the episode to a file of tab-separated values: seed, time, observation, action, reward, done; a line for each turn. */
  public void appendTo(Path file) {
    String lines =
        turns.stream()
            .map(
                t ->
                    String.join(
                        "\t", Long.toString(seed), Double.toString(t.beginMs), text(t.observation), text(t.action), Double.toString(t.reward),
                        t.done ? "done" : ""))
            .collect(Collectors.joining("\n", "", "\n"));
    try {
      if (!Files.exists(file)) {
        Files.writeString(file, "seed\ttime_ms\tobservation\taction\treward\tdone\n");
      }
      Files.writeString(file, lines, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(double[] values) {
    return DoubleStream.of(values).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }
}
