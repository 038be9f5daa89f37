package org.ranvier.simulator.log;

import java.nio.file.Path;
import org.ranvier.simulator.recording.SpikeBlock;

/** A program that logs blocks: arguments are the directory, the number of blocks and the pause between two in microseconds. */
final class EndlessWriter {
  private EndlessWriter() {}

  public static void main(String[] arguments) throws InterruptedException {
    long blocks = Long.parseLong(arguments[1]);
    long pauseMicros = Long.parseLong(arguments[2]);
    var block = new SpikeBlock();
    try (var writer = SpikeLogWriter.create(Path.of(arguments[0]), Logs.manifest())) {
      try {
        for (long b = 0; b < blocks; b++) {
          Logs.fill(block, 1 + 10 * b, 10);
          writer.accept(block);
          if (pauseMicros > 0) {
            Thread.sleep(0, (int) pauseMicros * 1000);
          }
        }
      } catch (org.ranvier.simulator.RanvierException e) {
        writer.finish(SpikeLogStatus.failed("refused")); // as a run does
        throw e;
      }
      writer.finish(SpikeLogStatus.COMPLETE);
    } catch (org.ranvier.simulator.RanvierException e) {
      System.out.print(e.getMessage());
    }
  }
}
