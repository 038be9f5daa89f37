package org.ranvier.networks.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.experiment.OutputDirectory;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.log.SpikeLogStatus;
import org.ranvier.simulator.log.SpikeLogStatus.Ending;
import org.ranvier.simulator.log.StepTime;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.time.TimeGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows spikes as they happen. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Prints the last spikes of a log, and those to come as the run goes on, until it ends or Ctrl-C: a line"
        + " 'time_ms population neuron' each.")
final class SpikesTail implements Callable<Integer> {
  private static final int LONGEST_WAIT_SECONDS = 1_000_000;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private LogArgument argument = new LogArgument();

  @Option(names = {"-n", "--last"}, paramLabel = "N", description = "How many of the spikes that are there to print. Default: ${DEFAULT-VALUE}.")
  private int last = 10;

  @Option(names = "--from-start", description = "Print all spikes that are there.")
  private boolean fromStart;

  @Option(names = "--wait", paramLabel = "SECONDS", description =
      "How long to wait for a run that has not begun its log yet. Default: ${DEFAULT-VALUE}.")
  private double wait = 10;

  @Override
  public Integer call() {
    if (fromStart && spec.commandLine().getParseResult().hasMatchedOption("--last")) {
      throw new ParameterException(spec.commandLine(), "--last and --from-start exclude each other: one prints the last spikes, the other all; give one of them");
    }
    if (last < 0) {
      throw new ParameterException(spec.commandLine(), "--last " + last + " must be 0 or above");
    }
    if (!(wait >= 0 && wait <= LONGEST_WAIT_SECONDS)) {
      throw new ParameterException(spec.commandLine(), "--wait " + wait + " must be from 0 to " + LONGEST_WAIT_SECONDS + " seconds");
    }
    SpikeLogReader log = argument.open(wait);
    var printer = new Printer(log);
    long seen = log.manifest().firstStep() - 1;
    if (!fromStart) {
      SpikeLogStatus now = log.forEach(printer::keep);
      printer.printKept();
      seen = now.lastStep();
      if (now.ending() == Ending.UNFINISHED && !wasKilled(log)) {
        System.err.println(log.directory() + ": the log is unfinished so far: its run goes on, or was killed; waiting for more, Ctrl-C ends this");
      }
    }
    long after = seen;
    var watch = new Watch(log);
    SpikeLogStatus end =
        log.follow(
            block -> {
              watch.came = true;
              printer.print(block, after);
            },
            watch::isOver);
    switch (end.ending()) {
      case COMPLETE -> {}
      case UNFINISHED -> System.err.println(log.directory() + ": the log is unfinished: its run "
          + (wasKilled(log) ? "was killed" : "goes on, or was killed"));
      case CANCELLED, FAILED -> System.err.println(log.directory() + ": the run ended early (" + end.text() + ")");
    }
    return 0;
  }

  private static boolean wasKilled(SpikeLogReader log) {
    return log.directory().toAbsolutePath().normalize().getParent() instanceof Path run && OutputDirectory.wasKilled(run);
  }

  /** Knows when there is nothing more to wait for. */
  private static final class Watch {
    private final SpikeLogReader log;
    private boolean came; // a block, since it was asked last
    private boolean killed;

    Watch(SpikeLogReader log) {
      this.log = log;
    }

    /** Asked after each block, and when there is none: what a run wrote last may come after it was seen to be dead once. */
    boolean isOver() {
      if (System.out.checkError()) { // a reader that hangs up, such as head, shows so
        return true;
      }
      boolean before = killed;
      killed = !came && wasKilled(log);
      came = false;
      return before && killed;
    }
  }

  /** Writes spikes as lines. */
  private final class Printer {
    private final StepTime time;
    private final TimeGrid grid;
    private final List<PopulationRange> populations;
    private final ArrayDeque<String> kept = new ArrayDeque<>();
    private @Nullable PopulationRange found;

    Printer(SpikeLogReader log) {
      time = StepTime.of(log.manifest().resolutionMs());
      grid = new TimeGrid(log.manifest().resolutionMs());
      populations = log.manifest().populations();
    }

    /** Keeps the last lines only, and makes no more of them than it must. */
    void keep(SpikeBlock block) {
      int skip = Math.max(0, block.spikeCount() - last);
      for (int k = 0; k < block.stepCount(); k++) {
        for (int s = Math.max(skip, block.begin(k)); s < block.end(k); s++) {
          kept.addLast(line(text(block, k, s), block.ids()[s]));
          if (kept.size() > last) {
            kept.removeFirst();
          }
        }
      }
    }

    void printKept() {
      kept.forEach(System.out::println);
      kept.clear();
    }

    void print(SpikeBlock block, long afterStep) {
      if (block.endStepExclusive() - 1 <= afterStep) {
        return;
      }
      var lines = new StringBuilder();
      for (int k = 0; k < block.stepCount(); k++) {
        for (int s = block.begin(k); s < block.end(k); s++) {
          lines.append(line(text(block, k, s), block.ids()[s])).append(System.lineSeparator());
        }
      }
      System.out.print(lines);
    }

    private String text(SpikeBlock block, int k, int s) {
      long step = block.firstStep() + k;
      return block.offset(s) == 0 ? time.text(step) : BigDecimal.valueOf(grid.toMs(step) - block.offset(s)).toPlainString();
    }

    /** A name with blanks is quoted as in CSV, so that a line has three fields. */
    private static String name(PopulationRange population) {
      String name = population.name();
      return name.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '"')
          ? '"' + name.replace("\"", "\"\"") + '"'
          : name;
    }

    private String line(String ms, int id) {
      PopulationRange of = found;
      if (of == null || !of.contains(id)) {
        of = populations.stream().filter(p -> p.contains(id)).findFirst().orElseThrow(); // the reader refuses others
        found = of;
      }
      return ms + " " + name(of) + " " + (id - of.firstId());
    }
  }
}
