package org.ranvier.networks.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ranvier.simulator.recording.SpikeBlock;

/** Writes spikes as lines of text while they are read. */
final class CsvSpikes {
  private final PopulationIndex populations;
  private final String[] names;
  private final StepOrder order;
  private final BufferedWriter out;

  private CsvSpikes(SpikeSource source, BufferedWriter out) {
    this.out = out;
    order = new StepOrder(source.resolutionMs());
    populations = new PopulationIndex(source.populations());
    names = new String[populations.size()];
    for (int p = 0; p < names.length; p++) {
      names[p] = quoted(populations.get(p).name());
    }
  }

  static void write(SpikeSource source, Path file) throws IOException {
    try (var out = Files.newBufferedWriter(file)) {
      var csv = new CsvSpikes(source, out);
      out.write("time_ms,population,neuron\n");
      source.forEach(csv::write);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void write(SpikeBlock block) {
    try {
      for (int k = 0; k < block.stepCount(); k++) {
        if (block.begin(k) == block.end(k)) {
          continue;
        }
        long step = block.firstStep() + k;
        String end = order.text(step, 0);
        int[] ordered = order.of(block, k);
        for (int n = 0; n < block.end(k) - block.begin(k); n++) {
          int s = ordered[n];
          String ms = block.offset(s) == 0 ? end : order.text(step, block.offset(s));
          int id = block.ids()[s];
          int p = populations.of(id);
          out.append(ms).append(',').append(names[p]).append(',');
          out.append(Integer.toString(id - populations.get(p).firstId())).append('\n');
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As RFC 4180 quotes a field that needs it; blanks at its ends and characters of which some reader makes a line break do too. */
  static String quoted(String name) {
    boolean plain =
        name.equals(name.strip())
            && name.codePoints().noneMatch(c -> c == ',' || c == '"' || c == 0x2028 || c == 0x2029 || Character.isISOControl(c));
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
