package org.ranvier.validation.bench;

import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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
      return sparse();
    }
    if (exact) {
      return brunel();
    }
    if (CellBenchmark.NAMES.contains(name)) {
      CellBenchmark.Report report = CellBenchmark.run(name, threads, duration == null ? null : RunOptions.parseMs(duration, "--duration"));
      System.out.println(json ? report.json() : report.text());
      return 0;
    }
    if (name.equals("dopamine")) {
      return dopamine();
    }
    var circuit = Circuits.find(name);
    if (circuit.settings().stream().anyMatch(s -> s.name().equals("plastic"))) {
      return comparePlastic(circuit);
    }
    var experiment = circuit.create(new Settings(circuit.name(), circuit.settings(), settings));
    var options = new RunOptions(duration, warmup);
    var plan =
        new Benchmark.Plan(name, experiment, threads, seed, warmupMs(experiment.warmupMs(options)), experiment.durationMs(options), !noLog);
    Benchmark.Report report = Benchmark.run(plan);
    System.out.println(json ? json(report) : text(report));
    return 0;
  }

  private static String json(Object report) {
    return new GsonBuilder().serializeNulls().serializeSpecialFloatingPointValues().disableHtmlEscaping().create().toJson(report);
  }

  private Integer sparse() {
    List<SparseBenchmark.Report> reports = SparseBenchmark.run(rates, settings, threads, seed, duration, !noLog);
    for (SparseBenchmark.Report report : reports) {
      System.out.println(json ? json(report) : report.text());
    }
    if (plot != null) {
      SparsePicture.write(reports, plot);
    }
    return 0;
  }

  private Integer dopamine() {
    if (!settings.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "'bench dopamine' has no settings, and one size; leave --set and --scale out");
    }
    double warm = warmup == null ? 2000 : RunOptions.parseMs(warmup, "--warmup");
    double run = duration == null ? 10_000 : RunOptions.parseMs(duration, "--duration");
    DopamineBenchmark.Report report = DopamineBenchmark.run(threads, seed, warm, run);
    System.out.println(json ? json(report) : report.text());
    return 0;
  }

  private Integer brunel() {
    var circuit = Circuits.find(name);
    var experiment = circuit.create(new Settings(circuit.name(), circuit.settings(), settings));
    var options = new RunOptions(duration, warmup);
    ExactBrunel.Report report =
        ExactBrunel.run(settings, threads, seed, experiment.warmupMs(options), experiment.durationMs(options));
    System.out.println(json ? json(report) : report.text());
    return 0;
  }

  private int comparePlastic(Circuit circuit) {
    var options = new RunOptions(duration, warmup);
    var experiment = circuit.create(new Settings(circuit.name(), circuit.settings(), settings));
    double warm = warmup == null ? PLASTIC_WARMUP_MS : experiment.warmupMs(options);
    double run = duration == null ? PLASTIC_DURATION_MS : experiment.durationMs(options);
    PlasticBenchmark.Report report = PlasticBenchmark.run(new PlasticBenchmark.Plan(circuit, settings, threads, seed, warm, run));
    System.out.println(
        json ? new GsonBuilder().serializeNulls().disableHtmlEscaping().create().toJson(report) : PlasticBenchmark.text(report));
    return 0;
  }

  /** The JIT needs about a second until it has compiled everything, and takes a core for it. */
  private double warmupMs(double usual) {
    return warmup == null ? Math.max(usual, 1000) : usual;
  }

  private static String text(Benchmark.Report r) {
    String rates =
        r.rates_hz().entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%s %.2f", e.getKey(), e.getValue()))
            .collect(Collectors.joining("  "));
    String phases =
        r.phases_s().entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%s %.2f", e.getKey(), e.getValue()))
            .collect(Collectors.joining("  "));
    return String.format(
        Locale.ROOT,
        """
        %s: %,d neurons, %,d synapses, %d threads, seed %d
        built in %.2f s, warm-up %.2f s, %s s of biological time in %.2f s: real-time factor %.3f
        %.3g synaptic events/s; seconds by phase: %s
        spikes/s: %s
        peak memory %s MiB; %,d spikes, SHA-256 %s""",
        r.benchmark(), r.neurons(), r.synapses(), r.threads(), r.seed(), r.build_s(), r.warmup_s(), r.biological_s(), r.simulate_s(),
        r.real_time_factor(), r.events_per_s(), phases, rates, r.peak_rss_mib(), r.spikes(), r.spikes_sha256());
  }
}
