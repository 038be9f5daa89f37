package org.ranvier.validation.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ranvier.networks.cli.Subcommand;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Attacks the program, and says what held. */
@Command(
    name = "reliability",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Kills runs, starts them at once, damages their logs, gives them what they should refuse, and counts what held; ends with 1"
        + " if something did not. Takes minutes.")
public final class ReliabilityCommand implements Subcommand {
  private static final List<Attack> ATTACKS = List.of(
      new Kills(), new Signals(), new ParallelStarts(), new DamagedLogs(), new FullDisks(), new ResumedKills(), new FullCheckpoints());

  @Option(names = "--only", paramLabel = "A,B", split = ",", description = "Which attacks. Default: all: kills, signals, starts, …")
  private List<String> only = new ArrayList<>();

  @Option(names = "--trials", paramLabel = "N", description = "How often each. Default: ${DEFAULT-VALUE}.")
  private int trials = 25;

  @Option(names = "--minutes", paramLabel = "M", description = "Each attack's limit of time. Default: ${DEFAULT-VALUE}.")
  private double minutes = 3;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of what is random. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Override
  public Integer call() throws IOException {
    if (trials < 1 || !(minutes > 0)) {
      throw new RanvierException("--trials " + trials + " and --minutes " + minutes + " must be above 0");
    }
    List<String> names = ATTACKS.stream().map(Attack::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        throw new RanvierException("no attack '" + name + "'" + Names.suggest(name, names) + "; there are " + String.join(", ", names));
      }
    }
    boolean held = true;
    System.out.println("| attack | trials | did not hold | what happened |");
    System.out.println("|---|---|---|---|");
    for (Attack attack : ATTACKS) {
      if (only.isEmpty() || only.contains(attack.name())) {
        var tally = run(attack);
        System.out.printf(
            Locale.ROOT, "| **%s**: %s | %d | %d | %s |%n", attack.name(), attack.summary(), tally.trials(), tally.failures().size(), tally.outcomes());
        tally.failures().forEach(f -> System.err.println(attack.name() + ": " + f));
        held &= tally.failures().isEmpty();
      }
    }
    return held ? 0 : 1;
  }

  private Tally run(Attack attack) throws IOException {
    Path directory = Files.createTempDirectory("ranvier-reliability");
    var tally = new Tally();
    try {
      attack.run(new Arena(directory, trials, (long) (minutes * 60e9), seed), tally);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RanvierException(attack.name() + ": interrupted", e);
    } catch (Exception e) {
      tally.failed("the attack itself failed: " + e);
    } finally {
      Arena.delete(directory);
    }
    return tally;
  }
}
