package org.ranvier.networks.export;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;

/** Collects the spikes of each population into arrays and writes them as one SONATA spike file. */
final class SonataSpikes {
  /** The root's {@code magic} and {@code version}, which the guide gives every SONATA file. */
  private static final int MAGIC = 0x0A7A;

  private static final int[] VERSION = {0, 1};

  /** HDF5 is written from one buffer, whose bytes an int counts. */
  private static final long MAX_SPIKES = Integer.MAX_VALUE / 8 - 8;

  private final PopulationIndex populations;
  private final StepOrder order;
  private final double[][] timestamps;
  private final long[][] nodeIds;
  private final int[] filled;

  private SonataSpikes(SpikeSource source) {
    populations = new PopulationIndex(source.populations());
    order = new StepOrder(source.resolutionMs());
    long[] counts = new long[populations.size()];
    source.forEach(block -> count(block, counts));
    timestamps = new double[counts.length][];
    nodeIds = new long[counts.length][];
    filled = new int[counts.length];
    for (int p = 0; p < counts.length; p++) {
      if (counts[p] > MAX_SPIKES) {
        throw new RanvierException(
            "population " + populations.get(p).name() + " has " + counts[p] + " spikes; one SONATA file takes " + MAX_SPIKES
                + " of a population; export a shorter interval");
      }
      timestamps[p] = new double[(int) counts[p]];
      nodeIds[p] = new long[(int) counts[p]];
    }
    source.forEach(this::take);
  }

  static void write(SpikeSource source, Path file) {
    var spikes = new SonataSpikes(source);
    var names = groupNames(spikes.populations);
    try (var hdf = HdfFile.write(file)) {
      begin(hdf);
      WritableGroup root = hdf.putGroup("spikes");
      for (int p = 0; p < spikes.filled.length; p++) {
        spikes.writePopulation(root, names.get(p), p);
      }
    }
  }

  /** Marks a file as SONATA's. */
  static void begin(WritableHdfFile hdf) {
    hdf.putAttribute("magic", MAGIC, true);
    hdf.putAttribute("version", VERSION, true);
  }

  /** Writes spikes into the group of their population. */
  static void put(WritableGroup group, double[] timesMs, long[] ids, SpikeOrder order) {
    group.getAttributes().put(SonataSorting.NAME, new SonataSorting(group, order));
    group.putDataset("timestamps", timesMs).putAttribute("units", "ms");
    group.putDataset("node_ids", ids, DatasetCreationOptions.builder().unsigned().build());
  }

  /** HDF5 takes a slash in a name for a path, so slashes are left out, as in L23E for L2/3E. */
  private static List<String> groupNames(PopulationIndex populations) {
    var names = new ArrayList<String>();
    for (int p = 0; p < populations.size(); p++) {
      PopulationRange population = populations.get(p);
      String name = population.name().replace("/", "");
      if (name.isEmpty() || name.equals(".") || names.contains(name)) {
        throw new RanvierException(
            "population '" + population.name() + "' would be the HDF5 group '" + name
                + "', which is taken or no name for a group; rename the population, or export to CSV");
      }
      names.add(name);
    }
    return names;
  }

  /** A silent population gets no group: readers that look at its first spike would fail. */
  private void writePopulation(WritableGroup root, String name, int p) {
    if (filled[p] == 0) {
      return;
    }
    WritableGroup group = root.putGroup(name);
    if (!name.equals(populations.get(p).name())) {
      group.putAttribute("ranvier_population", populations.get(p).name());
    }
    put(group, timestamps[p], nodeIds[p], SpikeOrder.BY_TIME);
  }

  private void count(SpikeBlock block, long[] counts) {
    for (int s = 0; s < block.spikeCount(); s++) {
      counts[populations.of(block.ids()[s])]++;
    }
  }

  private void take(SpikeBlock block) {
    for (int k = 0; k < block.stepCount(); k++) {
      if (block.begin(k) == block.end(k)) {
        continue;
      }
      int[] ordered = order.of(block, k);
      for (int n = 0; n < block.end(k) - block.begin(k); n++) {
        int s = ordered[n];
        double ms = order.ms(block.firstStep() + k, block.offset(s));
        int id = block.ids()[s];
        int p = populations.of(id);
        // The log of a run that goes on may have grown since it was counted.
        if (filled[p] < timestamps[p].length) {
          timestamps[p][filled[p]] = ms;
          nodeIds[p][filled[p]++] = id - populations.get(p).firstId();
        }
      }
    }
  }
}
