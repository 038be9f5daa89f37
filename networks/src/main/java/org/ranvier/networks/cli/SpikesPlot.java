package org.ranvier.networks.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.analysis.LastSpikes;
import org.ranvier.networks.experiment.RunOptions;
import org.ranvier.networks.plot.RasterOptions;
import org.ranvier.networks.plot.RasterPicture;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.PopulationRange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws the spikes of a log. */
@Command(
    name = "plot",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Draws spikes and rates.")
final class SpikesPlot implements Callable<Integer> {
  @Mixin private LogArgument argument = new LogArgument();
  @Mixin private Interval interval = new Interval();

  @Option(names = "--window", paramLabel = "TIME", description = "Draw the last so much of it. Default: 500 ms.")
  private @Nullable String window;

  @Option(names = "--out", paramLabel = "FILE", description = "The picture: PNG, SVG or PDF, as its name ends. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("spikes.png");

  @Option(names = "--overwrite", description = "Replace the picture if it exists.")
  private boolean overwrite;

  @Override
  public Integer call() {
    if (Files.isDirectory(out) || (Files.exists(out) && !overwrite)) {
      throw new RanvierException(out + " exists; name another file with --out" + (Files.isDirectory(out) ? "" : ", or replace it with --overwrite"));
    }
    var log = argument.open();
    var manifest = log.manifest();
    RasterOptions options = RasterOptions.DEFAULTS.withExcitatory(kinds(manifest.populations()));
    boolean all = window == null && !interval.isWholeLog(); // who names an interval wants to see all of it
    if (window != null) {
      options = options.withWindowMs(RunOptions.parseMs(window, "--window"));
    }
    var steps = interval.of(log);
    long windowSteps = all ? steps.to() - steps.from() : options.windowSteps(manifest.resolutionMs());
    var last = new LastSpikes(manifest.populations(), manifest.resolutionMs(), windowSteps, steps.from(), steps.to());
    var statistics = interval.gather(log, last).statistics();
    var spikes = last.trains();
    RasterPicture.write(out, spikes, statistics, all ? options.withWindowMs(spikes.durationMs()) : options);
    System.out.println("written to " + out);
    LogArgument.ending(log);
    return 0;
  }

  /** The log does not say which populations are excitatory; names that all end in E or I do. */
  private static Map<String, Boolean> kinds(List<PopulationRange> populations) {
    boolean telling = populations.stream().allMatch(p -> p.name().endsWith("E") || p.name().endsWith("I"));
    return telling ? populations.stream().collect(Collectors.toMap(PopulationRange::name, p -> p.name().endsWith("E"))) : Map.of();
  }
}
