package org.ranvier.networks.experiment;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.sonata.SonataNetwork;
import org.ranvier.networks.sonata.SonataOptions;
import org.ranvier.networks.sonata.SonataOutput;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.RunResult;
import org.ranvier.simulator.ranks.Job;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Runs what a SONATA configuration describes, and writes what it asks for. The spikes go into a log as they come, as in any other run: what
 * ends the run early leaves those that there were.
 */
public final class SonataRun {
  private SonataRun() {}

  /**
   * Reads, runs and writes; on the ranks of this process, where there are several.
   *
   * @param choices how the files are read
   * @param options duration and output directory go before those of the configuration
   * @param report takes what a person wants to know
   */
  public static void run(Path config, SonataOptions choices, RunOptions options, PrintStream report) {
    run(Job.ofThisProcess().ranks(), config, choices, options, report);
  }

  /** The same on ranks: all read the files and simulate, each logs the spikes of its neurons, and rank 0 writes what is asked for. */
  public static void run(Ranks ranks, Path config, SonataOptions choices, RunOptions options, PrintStream report) {
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
    SonataOutput files = options.overwrite() ? output.overwriting() : output;
    var meeting = new Meeting(ranks);
    meeting.together(() -> ranks.rank() == 0 ? check(files) : files); // rank 0 writes them
    boolean logged = OutputDirectory.canLog();
    if (ranks.size() > 1) {
      meeting.together(() -> requireLog(logged));
      meeting.requireSame(Map.of("duration", TimeGrid.trim(durationMs) + " ms"));
    }
    try (var guard = new CancelOnExit(network.name())) {
      try {
        run(ranks, sonata, files, options, new Times(durationMs, logged), guard, report);
      } catch (RanvierException e) {
        throw guard.said(e);
      }
    }
  }

  private static SonataOutput check(SonataOutput files) {
    files.check();
    return files;
  }

  private static boolean requireLog(boolean logged) {
    if (!logged) {
      throw new RanvierException("a run without a spike log (the warning says why there is none) does not work on several ranks; run it in one process, without mpirun");
    }
    return true;
  }

  private record Times(double durationMs, boolean logged) {}

  /** What rank 0 holds; nothing elsewhere. */
  private record Held(@Nullable OutputDirectory directory) implements AutoCloseable {
    @Override
    public void close() {
      if (directory != null) {
        directory.close();
      }
    }
  }

  private static void run(
      Ranks ranks, SonataNetwork sonata, SonataOutput output, RunOptions options, Times times, CancelOnExit guard, PrintStream report) {
    var network = sonata.network();
    var meeting = new Meeting(ranks);
    boolean first = ranks.rank() == 0;
    var text = new StringBuilder();
    sonata.notes().forEach(note -> text.append("note: ").append(note).append(System.lineSeparator()));
    var settings = options.simulation().keepSpikes(!times.logged).ranks(ranks);
    try (Held held = meeting.together(() -> new Held(first ? guard.claim(output.runDirectory(), options.overwrite).withRoomForALog(times.logged) : null));
        var simulation = Progress.building(network.name(), () -> Simulation.of(network, settings))) {
      guard.cancels(simulation);
      text.append(String.format(Locale.ROOT, "%s: %,d neurons, %,d synapses, built in %.1f s %s%n", network.name(), simulation.neurons(), simulation.synapses(),
          simulation.buildSeconds(), on(options.threads, ranks)));
      simulation.shifts().forEach(shift -> text.append("note: ").append(shift).append(System.lineSeparator()));
      if (first) {
        report.print(text);
      }
      RunContext.Begun begun = RunContext.begin();
      var manifest = RunManifest.of(begun.origin(), begun.number(), options, 0, times.durationMs);
      OutputDirectory directory = held.directory;
      Path out = Path.of(meeting.fromFirst(directory == null ? "" : directory.path().toAbsolutePath().toString()));
      Optional<Recording> recorded =
          meeting.together(() -> Optional.ofNullable(directory).map(d -> Recording.begin(simulation, d, times.logged, manifest, guard)));
      SharedDirectory.require(meeting, out);
      meeting.together(() -> {
        if (directory == null) { // the directory is there now, and empty
          simulation.logTo(out.resolve(OutputFiles.LOG));
        }
        return out;
      });
      RunResult result;
      try (var progress = first ? Progress.of("run", network.grid()) : Progress.silent(network.grid())) {
        result = simulation.run(Units.ms(times.durationMs), progress);
      }
      meeting.together(() -> {
        simulation.endLog();
        return out;
      });
      meeting.together(() -> {
        recorded.ifPresent(recording -> written(simulation, output, recording, result, times, text, report));
        return out;
      });
    }
  }

  private static String on(int threads, Ranks ranks) {
    long all = new Meeting(ranks).sum(threads)[0];
    return ranks.size() == 1 ? "with " + threads + " thread" + (threads == 1 ? "" : "s") : "on " + ranks.size() + " ranks with " + all + " threads in all";
  }

  private static void written(
      Simulation simulation, SonataOutput output, Recording recording, RunResult result, Times times, StringBuilder text, PrintStream report) {
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
