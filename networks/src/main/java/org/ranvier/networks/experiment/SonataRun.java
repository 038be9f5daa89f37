package org.ranvier.networks.experiment;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.sonata.SonataNetwork;
import org.ranvier.networks.sonata.SonataOptions;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.RunResult;
import org.ranvier.simulator.time.TimeGrid;

/** Runs what a SONATA configuration describes, and writes what it asks for. */
public final class SonataRun {
  private SonataRun() {}

  /**
   * Reads, runs and writes.
   *
   * @param choices how the files are read
   * @param options duration and output directory go before those of the configuration
   * @param report takes what a person wants to know
   */
  public static void run(Path config, SonataOptions choices, RunOptions options, PrintStream report) {
    if (options.warmup != null) {
      throw new RanvierException("--warmup: a SONATA run has none; it is recorded from 0 to its 'tstop'");
    }
    var sonata = SonataNetwork.read(config, choices);
    var network = sonata.network();
    double durationMs = options.duration == null ? sonata.durationMs() : RunOptions.parseMs(options.duration, "--duration");
    network.grid().steps(durationMs, "duration", 1, "");
    options.round(network);
    var output = options.out().map(sonata.output()::in).orElse(sonata.output());
    output = options.overwrite() ? output.overwriting() : output;
    output.check();
    var text = new StringBuilder();
    sonata.notes().forEach(note -> text.append("note: ").append(note).append(System.lineSeparator()));
    var settings = Simulation.Options.DEFAULT.threads(options.threads).seed(options.seed);
    try (var guard = new CancelOnExit(network.name());
        var simulation = Progress.building(network.name(), () -> Simulation.of(network, settings))) {
      guard.cancels(simulation);
      text.append(String.format(Locale.ROOT, "%s: %,d neurons, %,d synapses, built in %.1f s with %d thread%s%n", network.name(),
          simulation.neurons(), simulation.synapses(), simulation.buildSeconds(), options.threads, options.threads == 1 ? ""
              : "s"));
      simulation.shifts().forEach(shift -> text.append("note: ").append(shift).append(System.lineSeparator()));
      report.print(text);
      RunResult result;
      try (var progress = Progress.of("run", network.grid())) {
        result = simulation.run(Units.ms(durationMs), progress);
      }
      var files = output.write(simulation);
      String end = String.format(Locale.ROOT, "%s ms simulated%s in %.2f s, written to %s%n", TimeGrid.trim(simulation.timeMs()),
          result.cancelled() ? " of " + TimeGrid.trim(durationMs) + " ms (cancelled)" : "", result.seconds(),
          String.join(", ", files.stream().map(Path::toString).toList()));
      report.print(end);
      output.writeLog(text + end);
    }
  }
}
