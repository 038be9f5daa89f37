package org.ranvier.simulator.log;

import java.nio.file.Path;

/** A program that follows a log to its end and prints what it saw. */
final class Follower {
  private Follower() {}

  public static void main(String[] arguments) {
    long[] seen = {0, 0};
    var status =
        SpikeLogReader.open(Path.of(arguments[0]))
            .follow(
                block -> {
                  seen[0] += block.spikeCount();
                  if (seen[1]++ == 0) {
                    System.out.println("first");
                  }
                },
                () -> false);
    System.out.println(seen[1] + " blocks, " + seen[0] + " spikes, " + status.text() + " at step " + status.lastStep());
  }
}
