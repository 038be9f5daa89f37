package org.ranvier.networks.sonata;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.nio.file.Path;
import java.util.Arrays;
import org.ranvier.simulator.RanvierException;

/**
 * Spikes read from a file.
 *
 * @param ids of the nodes, one for each spike
 */
record SpikePairs(double[] timesMs, long[] ids) {

  /** Reads what an input's file holds for a population. */
  static SpikePairs read(SonataConfig.SpikeInput input, String population) {
    return switch (input.module()) {
      case "csv" -> table(input.file(), population);
      case "nwb" -> Hdf.read(input.file(), hdf -> nwb(hdf, input));
      default -> Hdf.read(input.file(), hdf -> sonata(hdf, input.file(), population));
    };
  }

  /** {@code /spikes/<population>/{timestamps,node_ids}}, or without population and {@code gids}, as early files have it. */
  private static SpikePairs sonata(HdfFile hdf, Path file, String population) {
    Group spikes = Hdf.group(hdf, "spikes");
    Group of = Hdf.dataset(spikes, "timestamps").isPresent() ? spikes : Hdf.group(spikes, population);
    var times = Hdf.requiredDataset(of, "timestamps");
    var ids = Hdf.dataset(of, "node_ids").or(() -> Hdf.dataset(of, "gids")).orElseGet(() -> Hdf.requiredDataset(of, "node_ids"));
    var pairs = new SpikePairs(inMs(times), HdfColumn.wholes(ids));
    if (pairs.timesMs.length != pairs.ids.length) {
      throw new RanvierException(file + ": " + pairs.timesMs.length + " timestamps for " + pairs.ids.length + " nodes");
    }
    return pairs;
  }

  /** Times that are no numbers, or before the start, are in no run. */
  private static double[] requireTimes(double[] values, Dataset dataset) {
    for (int k = 0; k < values.length; k++) {
      if (!(values[k] > 0 && Double.isFinite(values[k]))) {
        throw new RanvierException(
            Hdf.where(dataset) + ", row " + k + ": spike time " + values[k] + " must be a finite number above 0");
      }
    }
    return values;
  }

  private static double[] inMs(Dataset times) {
    String unit = Hdf.attribute(times, "units").orElse("ms");
    double[] values = requireTimes(HdfColumn.numbers(times), times);
    return switch (unit) {
      case "ms", "milliseconds", "millisecond" -> values;
      case "s", "sec", "seconds" -> Arrays.stream(values).map(t -> 1000 * t).toArray();
      default -> throw new RanvierException(Hdf.where(times) + " is in units '" + Shown.of(unit) + "'; ms and s are supported");
    };
  }

  /** {@code /processing/<trial>/spike_train/<node>/data}, in ms, as the Allen Institute's first NWB files have it. */
  private static SpikePairs nwb(HdfFile hdf, SonataConfig.SpikeInput input) {
    String trial = input.trial().orElseThrow(
        () -> new RanvierException(input.file() + ": input " + input.name() + " names no 'trial'"));
    Group trains = Hdf.group(Hdf.group(Hdf.group(hdf, "processing"), trial), "spike_train");
    var foundMs = new DoubleArrayList();
    var foundIds = new LongArrayList();
    for (var child : Hdf.children(trains).entrySet()) {
      if (!(child.getValue() instanceof Group train) || !child.getKey().matches("[0-9]{1,18}")) {
        throw new RanvierException(Hdf.where(child.getValue()) + " is no spike train; groups named by node ids are");
      }
      var data = Hdf.requiredDataset(train, "data");
      double[] more = requireTimes(HdfColumn.numbers(data), data);
      foundMs.addElements(foundMs.size(), more);
      for (int k = 0; k < more.length; k++) {
        foundIds.add(Long.parseLong(child.getKey()));
      }
    }
    return new SpikePairs(foundMs.toDoubleArray(), foundIds.toLongArray());
  }

  /**
   * A row for each spike: {@code timestamps [population] node_ids}; or for each node, as early files have it: {@code gid
   * spike-times}.
   */
  private static SpikePairs table(Path file, String population) {
    var table = SpacedText.read(file);
    int times = table.column("timestamps");
    int ids = Math.max(table.column("node_ids"), Math.max(table.column("gids"), table.column("gid")));
    int trains = table.column("spike-times");
    if (ids < 0 || times < 0 && trains < 0) {
      throw new RanvierException(
          file + " has columns " + Shown.of(table.header().toString()) + "; needs timestamps and node_ids, or gid and spike-times");
    }
    int of = table.column("population");
    var foundMs = new DoubleArrayList();
    var foundIds = new LongArrayList();
    for (int r = 0; r < table.rows().size(); r++) {
      var row = table.rows().get(r);
      if (of >= 0 && !row.get(of).equals(population)) {
        continue;
      }
      try {
        long id = Long.parseLong(row.get(ids));
        for (var time : row.get(trains >= 0 ? trains : times).split(",")) {
          if (!time.isBlank()) {
            double ms = Double.parseDouble(time);
            if (!(ms > 0 && Double.isFinite(ms))) {
              throw table.wrong(r, "spike time " + ms + " must be a finite number above 0");
            }
            foundMs.add(ms);
            foundIds.add(id);
          }
        }
      } catch (NumberFormatException e) {
        throw table.wrong(r, Shown.of(row.toString()) + " holds something that is no number");
      }
    }
    return new SpikePairs(foundMs.toDoubleArray(), foundIds.toLongArray());
  }
}
