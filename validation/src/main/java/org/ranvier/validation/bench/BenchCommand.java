package org.ranvier.validation.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.circuits.Circuit;
import org.ranvier.networks.circuits.Circuits;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.cli.Subcommand;
import org.ranvier.networks.experiment.RunOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
  private static final double PLASTIC_WARMUP_MS = 150;
  private static final double PLASTIC_DURATION_MS = 250;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "NETWORK",
      description = "A built-in network: microcircuit, brunel, sparse; hpc runs with plastic and with frozen weights; dopamine with gated, plastic and static synapses; cells and rallpack3 are of compartments.")
  private String name = "";

  @Option(names = "--scale", paramLabel = "FACTOR", description = "Size of the network, 1 for the published one.")
  private @Nullable String scale;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Changes a setting; 'ranvier describe NETWORK' names them. May be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--duration", paramLabel = "TIME", description = "Biological time to measure. Default: that of the network.")
  private @Nullable String duration;

  @Option(names = "--warmup", paramLabel = "TIME", description = "Biological time before. Default: that of the network, at least 1 s.")
  private @Nullable String warmup;

  @Option(names = "--threads", paramLabel = "N", description = "Worker threads. Default: all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all random draws. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--no-log", description = "Leave the spike log off, to see what it costs.")
  private boolean noLog;

  @Option(names = "--exact", description = "brunel only: in continuous time and on grids of 1, 0.5, 0.1 and 0.01 ms, with their statistics.")
  private boolean exact;

  @Option(names = "--rates", split = ",", paramLabel = "HZ", description = "sparse only: firing rates to measure at. Default: 0.1.")
  private List<Double> rates = List.of(0.1);

  @Option(names = "--plot", paramLabel = "FILE", description = "sparse only: draws the cost against the rates.")
  private @Nullable Path plot;

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (scale != null && settings.putIfAbsent("scale", scale) != null) {
      throw new ParameterException(spec.commandLine(), "--scale and --set scale=… say the same thing; give one of them");
    }
    if (exact && !name.equals("brunel")) {
      throw new ParameterException(spec.commandLine(), "--exact is for 'bench brunel'; 'bench sparse' is exact by itself");
    }
    if (plot != null && !name.equals("sparse")) {
      throw new ParameterException(spec.commandLine(), "--plot is for 'bench sparse'");
    }
    if (name.equals("sparse")) {
      List<SparseBenchmark.Report> reports = SparseBenchmark.run(rates, settings, threads, seed, duration, !noLog);
      reports.forEach(this::show);
      if (plot != null) {
        SparsePicture.write(reports, plot);
      }
    } else if (CellBenchmark.NAMES.contains(name)) {
      show(CellBenchmark.run(name, threads, duration == null ? null : RunOptions.parseMs(duration, "--duration")));
    } else if (name.equals("dopamine")) {
      show(dopamine());
    } else {
      show(circuit(Circuits.find(name)));
    }
    return 0;
  }

  private void show(Measurement measured) {
    System.out.println(json ? measured.json() : measured.text());
  }

  private Measurement dopamine() {
    if (!settings.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "'bench dopamine' has no settings, and one size; leave --set and --scale out");
    }
    double warm = warmup == null ? 2000 : RunOptions.parseMs(warmup, "--warmup");
    double run = duration == null ? 10_000 : RunOptions.parseMs(duration, "--duration");
    return DopamineBenchmark.run(threads, seed, warm, run);
  }

  private Measurement circuit(Circuit circuit) {
    var experiment = circuit.create(new Settings(circuit.name(), circuit.settings(), settings));
    var options = new RunOptions(duration, warmup);
    double warm = experiment.warmupMs(options);
    double run = experiment.durationMs(options);
    if (exact) {
      return ExactBrunel.run(settings, threads, seed, warm, run);
    }
    if (circuit.settings().stream().anyMatch(s -> s.name().equals("plastic"))) {
      return PlasticBenchmark.run(
          new PlasticBenchmark.Plan(
              circuit, settings, threads, seed, warmup == null ? PLASTIC_WARMUP_MS : warm, duration == null ? PLASTIC_DURATION_MS : run));
    }
    return Benchmark.run(new Benchmark.Plan(name, experiment, threads, seed, warmupMs(warm), run, !noLog));
  }

  /** The JIT needs about a second until it has compiled everything, and takes a core for it. */
  private double warmupMs(double usual) {
    return warmup == null ? Math.max(usual, 1000) : usual;
  }
}
