package org.ranvier.validation.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.circuits.Circuit;
import org.ranvier.networks.circuits.Circuits;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.cli.Subcommand;
import org.ranvier.networks.experiment.Experiment;
import org.ranvier.networks.experiment.RunOptions;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how fast a built-in network is built and run. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures how fast a built-in network is built and simulated, with the spike log on.")
public final class BenchCommand implements Subcommand {
  private static final Set<String> COMMON = Set.of("--threads", "--duration", "--json");
  private static final double TURNS_WARMUP_MS = 2000;
  private static final double TURNS_DURATION_MS = 10_000;
  private static final double PLASTIC_WARMUP_MS = 150;
  private static final double PLASTIC_DURATION_MS = 250;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "NETWORK",
      description =
          "A built-in network ('ranvier list' names them; hpc runs with plastic and with frozen weights), dopamine (gated, plastic and "
              + "static synapses), rewiring, low-rank, rows (of one rank of many), "
              + "csdp (images learnt), cells or rallpack3 (of compartments).")
  private String name = "";

  @Option(names = "--scale", paramLabel = "FACTOR", description = "Size of the network, 1 for the published one.")
  private @Nullable String scale;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Changes a setting; 'ranvier describe NETWORK' names them. May be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--duration", paramLabel = "TIME", description = "Biological time to measure. Default: that of the network.")
  private @Nullable String duration;

  @Option(names = "--warmup", paramLabel = "TIME", description = "Biological time before. Default: that of the network, mostly at least 1 "
      + "s, and a twin before if it is small.")
  private @Nullable String warmup;

  @Option(names = "--threads", paramLabel = "N", description = "Worker threads. Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all random draws. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--no-log", description = "Leave the spike log off, to see what it costs.")
  private boolean noLog;

  @Option(names = "--exact", description = "brunel: in continuous time and on grids of 1, 0.5, 0.1 and 0.01 ms, with their statistics. dopamine: in continuous time.")
  private boolean exact;

  @Option(names = "--rates", split = ",", paramLabel = "HZ", description = "sparse only: firing rates to measure at. Default: 0.1.")
  private List<Double> rates = List.of(0.1);

  @Option(names = "--plot", paramLabel = "FILE", description = "sparse only: draws the cost against the rates.")
  private @Nullable Path plot;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  /** What can be measured, and by which options beside {@code --threads}, {@code --duration} and {@code --json}. */
  private record Kind(String name, Set<String> options, Supplier<List<? extends Measurement>> measured) {}

  private List<Kind> kinds() {
    var kinds = new ArrayList<Kind>();
    for (Circuit circuit : Circuits.all()) {
      String name = circuit.name();
      if (name.equals("sparse")) {
        kinds.add(new Kind(name, Set.of("--scale", "--set", "--seed", "--no-log", "--rates", "--plot"), this::sparse));
      } else if (isPlastic(circuit)) {
        kinds.add(new Kind(name, Set.of("--scale", "--set", "--warmup", "--seed"), () -> List.of(plastic(circuit))));
      } else if (exact && name.equals("brunel")) {
        kinds.add(new Kind(name, Set.of("--exact", "--scale", "--set", "--warmup", "--seed"), () -> List.of(exactBrunel(circuit))));
      } else {
        kinds.add(new Kind(name, Set.of("--scale", "--set", "--warmup", "--seed", "--no-log"), () -> List.of(circuit(circuit))));
      }
    }
    kinds.add(new Kind("dopamine", Set.of("--exact", "--warmup", "--seed"), () -> List.of(dopamine())));
    kinds.add(new Kind("rewiring", Set.of("--scale", "--warmup", "--seed"), () -> List.of(rewiring())));
    kinds.add(new Kind("low-rank", Set.of("--warmup", "--seed"), () -> List.of(lowRank())));
    kinds.add(new Kind("rows", Set.of("--seed"), () -> RowsBenchmark.run(seed)));
    kinds.add(new Kind("csdp", Set.of("--seed"), () -> List.of(ImageBenchmark.run(threads, seed))));
    for (String cells : CellBenchmark.NAMES) {
      kinds.add(new Kind(cells, Set.of(), () -> List.of(CellBenchmark.run(cells, threads, duration == null ? null : durationMs(0)))));
    }
    return kinds;
  }

  @Override
  public Integer call() {
    List<Kind> kinds = kinds();
    Kind kind =
        kinds.stream()
            .filter(k -> k.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new RanvierException("no benchmark '" + name + "'" + Names.suggest(name, kinds.stream().map(Kind::name).toList())));
    for (OptionSpec given : spec.commandLine().getParseResult().matchedOptions()) {
      String option = given.longestName();
      if (!kind.options().contains(option) && !COMMON.contains(option)) {
        var taken = new TreeSet<>(kind.options());
        taken.addAll(COMMON);
        throw new ParameterException(
            spec.commandLine(), "'bench " + name + "' has no " + option + "; it takes " + String.join(", ", taken));
      }
    }
    if (durationMs(1) == 0) {
      throw new ParameterException(spec.commandLine(), "--duration 0 leaves nothing to measure; give a time above 0");
    }
    if (scale != null && settings.putIfAbsent("scale", scale) != null) {
      throw new ParameterException(spec.commandLine(), "--scale and --set scale=… say the same thing; give one of them");
    }
    for (Measurement m : kind.measured().get()) {
      System.out.println(json ? m.json() : m.text());
    }
    return 0;
  }

  private static boolean isPlastic(Circuit circuit) {
    return circuit.settings().stream().anyMatch(s -> s.name().equals("plastic"));
  }

  private List<SparseBenchmark.Report> sparse() {
    List<SparseBenchmark.Report> reports = SparseBenchmark.run(rates, settings, threads, seed, duration, !noLog);
    if (plot != null) {
      SparsePicture.write(reports, plot);
    }
    return reports;
  }

  private Measurement dopamine() {
    double warm = warmup == null ? TURNS_WARMUP_MS : RunOptions.parseMs(warmup, "--warmup");
    return DopamineBenchmark.run(threads, seed, warm, durationMs(TURNS_DURATION_MS), exact);
  }

  private Measurement rewiring() {
    double warm = warmup == null ? TURNS_WARMUP_MS : RunOptions.parseMs(warmup, "--warmup");
    var size = new Settings("bench rewiring", List.of(new Setting("scale", "", 1, 0.02, 10, "neurons, and synapses of each")), settings);
    return RewiringBenchmark.run(size.get("scale"), threads, seed, warm, durationMs(TURNS_DURATION_MS));
  }

  private Measurement lowRank() {
    double warm = warmup == null ? TURNS_WARMUP_MS : RunOptions.parseMs(warmup, "--warmup");
    return LowRankBenchmark.run(threads, seed, warm, durationMs(1000));
  }

  private Measurement plastic(Circuit circuit) {
    double warm = warmup == null ? PLASTIC_WARMUP_MS : experiment(circuit).warmupMs(options());
    return PlasticBenchmark.run(new PlasticBenchmark.Plan(circuit, settings, threads, seed, warm, durationMs(PLASTIC_DURATION_MS)));
  }

  private Measurement exactBrunel(Circuit circuit) {
    var experiment = experiment(circuit);
    return ExactBrunel.run(settings, threads, seed, experiment.warmupMs(options()), experiment.durationMs(options()));
  }

  private Measurement circuit(Circuit circuit) {
    var experiment = experiment(circuit);
    double warm = experiment.warmupMs(options());
    boolean twin = warmup == null;
    if (twin) {
      warm = Math.max(warm, 1000); // the JIT needs about a second until it has compiled everything, and takes a core for it
    }
    return Benchmark.run(new Benchmark.Plan(name, experiment, threads, seed, twin, warm, experiment.durationMs(options()), !noLog));
  }

  private Experiment experiment(Circuit circuit) {
    return circuit.create(new Settings(circuit.name(), circuit.settings(), settings));
  }

  private RunOptions options() {
    return new RunOptions(duration, warmup);
  }

  private double durationMs(double otherwise) {
    return duration == null ? otherwise : RunOptions.parseMs(duration, "--duration");
  }
}
