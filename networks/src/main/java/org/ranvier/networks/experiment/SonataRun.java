package org.ranvier.networks.experiment;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.sonata.SonataNetwork;
import org.ranvier.networks.sonata.SonataOptions;
import org.ranvier.networks.sonata.SonataOutput;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.RunResult;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Runs what a SONATA configuration describes, and writes what it asks for. The spikes go into a log as they come, as in any other run: what
 * ends the run early leaves those that there were.
 */
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
    options.refuseCheckpoints("a SONATA run writes no checkpoints");
    if (options.warmup != null && RunOptions.parseMs(options.warmup, "--warmup") != 0) {
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
    boolean logged = OutputDirectory.canLog();
    try (var guard = new CancelOnExit(network.name())) {
      try {
        run(sonata, output, options, new Times(durationMs, logged), guard, report);
      } catch (RanvierException e) {
        throw guard.said(e);
      }
    }
  }

  private record Times(double durationMs, boolean logged) {}

  private static void run(
      SonataNetwork sonata, SonataOutput output, RunOptions options, Times times, CancelOnExit guard, PrintStream report) {
    var network = sonata.network();
    var text = new StringBuilder();
    sonata.notes().forEach(note -> text.append("note: ").append(note).append(System.lineSeparator()));
    var settings = options.simulation().keepSpikes(!times.logged);
    try (var directory = guard.claim(output.runDirectory(), options.overwrite).withRoomForALog(times.logged);
        var simulation = Progress.building(network.name(), () -> Simulation.of(network, settings))) {
      guard.cancels(simulation);
      text.append(String.format(Locale.ROOT, "%s: %,d neurons, %,d synapses, built in %.1f s with %d thread%s%n", network.name(),
          simulation.neurons(), simulation.synapses(), simulation.buildSeconds(), options.threads, options.threads == 1 ? ""
              : "s"));
      simulation.shifts().forEach(shift -> text.append("note: ").append(shift).append(System.lineSeparator()));
      report.print(text);
      RunContext.Begun begun = RunContext.begin();
      var manifest = RunManifest.of(begun.origin(), begun.number(), options, 0, times.durationMs);
      var recording = Recording.begin(simulation, directory, times.logged, manifest, guard);
      RunResult result;
      try (var progress = Progress.of("run", network.grid())) {
        result = simulation.run(Units.ms(times.durationMs), progress);
      }
      recording.end();
      var files = new ArrayList<String>();
      output.write(recording.spikes(), simulation.traces()).forEach(f -> files.add(f.toString()));
      if (times.logged) {
        files.add(recording.directory().resolve(OutputFiles.LOG) + " (log)");
      }
      String end = String.format(Locale.ROOT, "%s ms simulated%s in %.2f s, written to %s%n", TimeGrid.trim(simulation.timeMs()),
          result.cancelled() ? " of " + TimeGrid.trim(times.durationMs) + " ms (cancelled)" : "", result.seconds(), String.join(", ", files));
      report.print(end);
      output.writeLog(text + end);
    }
  }
}
