package org.ranvier.networks.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ranvier.networks.analysis.PopulationStatistics;
import org.ranvier.networks.analysis.StatisticsFile;
import org.ranvier.networks.analysis.StatisticsTable;
import org.ranvier.simulator.log.StepTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rate, irregularity and synchrony from a log. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Prints rate, irregularity and synchrony of each population.")
final class SpikesStats implements Callable<Integer> {
  @Mixin private LogArgument argument = new LogArgument();
  @Mixin private Interval interval = new Interval();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    var log = argument.open();
    var gathered = interval.gather(log);
    var statistics = gathered.statistics();
    String ending = LogArgument.ending(log);
    if (json) {
      System.out.print(StatisticsFile.toJson(statistics, Optional.empty()));
      return 0;
    }
    var manifest = log.manifest();
    var time = StepTime.of(manifest.resolutionMs());
    System.out.printf(
        Locale.ROOT, "%s: %,d spikes from %s ms to %s ms, seed %d, %s%n%n",
        log.directory(), statistics.stream().mapToLong(PopulationStatistics::spikes).sum(), time.text(gathered.fromStep()),
        time.text(gathered.toStep()), manifest.seed(), ending);
    System.out.print(StatisticsTable.of(statistics));
    return 0;
  }
}
