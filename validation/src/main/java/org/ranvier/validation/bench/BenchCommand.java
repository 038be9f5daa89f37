package org.ranvier.validation.bench;

import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
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
  private static final double PLASTIC_WARMUP_MS = 500;
  private static final double PLASTIC_DURATION_MS = 1000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "NETWORK", description = "A built-in network: microcircuit, brunel; hpc runs with plastic and with frozen weights.")
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

  @Option(names = "--json", description = "Print one line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (scale != null && settings.putIfAbsent("scale", scale) != null) {
      throw new ParameterException(spec.commandLine(), "--scale and --set scale=… say the same thing; give one of them");
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
    System.out.println(json ? new GsonBuilder().serializeNulls().disableHtmlEscaping().create().toJson(report) : text(report));
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
