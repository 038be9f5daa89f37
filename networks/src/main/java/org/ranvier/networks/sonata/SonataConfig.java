package org.ranvier.networks.sonata;

import com.google.gson.JsonElement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ranvier.networks.export.SpikeOrder;

/**
 * What a configuration says: a file with {@code network} and {@code simulation}, a simulation's file that names its circuit's,
 * or all in one file.
 *
 * @param nodes files of node populations
 * @param edges files of edge populations
 * @param components directories of parameter files, by their names such as {@code point_neuron_models_dir}
 * @param nodeSets the file of node sets
 * @param passedOver sections that no guide knows, which are for other programs
 * @param read the configuration's own files
 */
record SonataConfig(
    Path file,
    List<Files> nodes,
    List<Files> edges,
    Map<String, Path> components,
    Optional<Path> nodeSets,
    Run run,
    List<SpikeInput> spikes,
    List<ClampInput> clamps,
    List<Report> reports,
    Output output,
    List<String> passedOver,
    List<Path> read) {

  /** An HDF5 file and the table of its types. */
  record Files(Path data, Optional<Path> types) {}

  /**
   * How the network is run.
   *
   * @param spikeThresholdMv at which cells of compartments fire
   * @param compartmentUm about how long their compartments are
   * @param initialMv potential of such cells at the start
   */
  record Run(
      double durationMs, double resolutionMs, double spikeThresholdMv, double compartmentUm, double celsius,
      Optional<Double> initialMv) {}

  /**
   * Spikes of virtual neurons.
   *
   * @param module {@code h5}, {@code sonata}, {@code csv} or {@code nwb}
   * @param nodeSet the name of a node set or a population, or a node set written out
   * @param trial which trial of an NWB file
   */
  record SpikeInput(String name, Path file, String module, JsonElement nodeSet, Optional<String> trial) {}

  /** Currents injected into neurons, each amplitude from a time on, for a while or until the next one. */
  record ClampInput(String name, JsonElement nodeSet, List<Pulse> pulses) {}

  /** A current in the unit of the target's simulator, from {@code startMs} to {@code stopMs}. */
  record Pulse(double startMs, double stopMs, double amplitude) {}

  /**
   * States to be written.
   *
   * @param file a name in the output directory
   */
  record Report(
      String name, JsonElement cells, String variable, String sections, double startMs, double endMs, double intervalMs,
      Optional<String> unit, String file) {}

  /** What to write. Files that are only a name stand in the directory. */
  record Output(Path directory, Path spikes, Optional<Path> csv, Optional<Path> log, SpikeOrder order, boolean overwrite) {}

  double durationMs() {
    return run.durationMs;
  }

  double resolutionMs() {
    return run.resolutionMs;
  }
}
