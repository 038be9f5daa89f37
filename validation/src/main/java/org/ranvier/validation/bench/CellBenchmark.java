package org.ranvier.validation.bench;

import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.values.Course;
import org.ranvier.neuronmodels.cells.Cell;
import org.ranvier.neuronmodels.cells.CellModel;
import org.ranvier.neuronmodels.cells.Integrator;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.Piece;
import org.ranvier.neuronmodels.morphology.Region;
import org.ranvier.simulator.recording.SpikeDigest;
import org.ranvier.validation.cables.Rallpack;

/**
 * Measures cells of compartments: {@code cells}, a ring of 256 cells of 41 compartments with the channels of Hodgkin and Huxley
 * everywhere and one
 * exponential synapse each, and {@code rallpack3}, one cable of 1,000 compartments. Each is run once to warm the JIT up, then
 * several times
 * from the start; the seconds are the median's.
 */
final class CellBenchmark {
  static final List<String> NAMES = List.of("cells", "rallpack3");

  private static final int REPETITIONS = 5;
  private static final int CELLS = 256;
  private static final int DENDRITE = 40; // compartments

  private CellBenchmark() {}

  /**
   * What has been measured; the names are those of the JSON line.
   *
   * @param seconds median of the repetitions
   */
  record Report(
      String benchmark,
      int cells,
      int compartments,
      int threads,
      double step_ms,
      double biological_ms,
      double build_s,
      double seconds,
      double least_seconds,
      double greatest_seconds,
      double compartment_steps_per_s,
      long spikes,
      String spikes_sha256) implements Measurement {

    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          """
          %s: %d cells of %d compartments, step %s ms, %s ms of biological time, %d threads
          built in %.2f s; %.3f s (%.3f to %.3f): %.3g compartment-steps/s
          %,d spikes, SHA-256 %s""",
          benchmark, cells, compartments, step_ms, biological_ms, threads, build_s, seconds, least_seconds, greatest_seconds,
          compartment_steps_per_s, spikes, spikes_sha256);
    }
  }

  /**
   * Runs a benchmark.
   *
   * @param durationMs biological time; null for that of the definition
   */
  static Report run(String name, int threads, @Nullable Double durationMs) {
    boolean ring = name.equals("cells");
    double step = ring ? 0.025 : Rallpack.STEP_MS;
    double duration = durationMs != null ? durationMs : ring ? 500 : Rallpack.DURATION_MS;
    double[] seconds = new double[REPETITIONS];
    double build = 0;
    var digest = new SpikeDigest();
    long spikes = 0;
    int compartments = 0;
    int used = ring ? threads : 1;
    for (int k = -1; k < REPETITIONS; k++) {
      CellModel model = ring ? cell() : Rallpack.three(1000, Integrator.BACKWARD_EULER);
      compartments = model.tree().count();
      Network network = ring ? ring(model) : single(model, duration);
      digest = new SpikeDigest();
      try (var simulation = Simulation.of(network, Simulation.Options.DEFAULT.threads(used).keepSpikes(false))) {
        simulation.addListener(digest);
        var result = simulation.run(ms(duration));
        if (k < 0) {
          simulation.run(ms(duration)); // the JIT is done within two
        } else {
          seconds[k] = result.seconds();
          spikes = result.spikes();
          build = simulation.buildSeconds();
        }
      }
    }
    Arrays.sort(seconds);
    int cells = ring ? CELLS : 1;
    double median = seconds[REPETITIONS / 2];
    double steps = (double) cells * compartments * Math.rint(duration / step);
    return new Report(
        name, cells, compartments, used, step, duration, build, median, seconds[0], seconds[REPETITIONS - 1], steps / median,
            spikes, digest.hex());
  }

  private static CellModel cell() {
    var tree =
        Morphology.of(Piece.soma(12.6157), Piece.cylinder("dend", 200, 1).on("soma", 1))
            .divide(Division.fixed(DENDRITE).in("soma", Division.fixed(1)), CableProperties.ra(100).cm(1));
    return Cell.of("ring_cell", tree)
        .insert("hh", Region.all())
        .synapse("exc", "exp_syn", Location.at("dend", 0.5), Map.of("tau", 2.0))
        .detect(Location.at("soma", 0.5), -10)
        .model();
  }

  private static Network ring(CellModel model) {
    var network = new Network("ring").resolution(ms(0.025));
    var cells = network.population("cells", CELLS, model);
    int[] from = new int[CELLS];
    int[] to = new int[CELLS];
    for (int i = 0; i < CELLS; i++) {
      from[i] = i;
      to[i] = (i + 1) % CELLS;
    }
    network.connect(cells, cells).rule(ConnectionRule.explicit(from, to)).weight(nS(20)).delay(ms(5));
    network.current(cells.range(0, 1)).of(Course.step(ms(0), pA(500))).between(ms(1), ms(3));
    return network;
  }

  private static Network single(CellModel model, double durationMs) {
    var network = new Network("rallpack3").resolution(ms(Rallpack.STEP_MS));
    var cell = network.population("cable", 1, model);
    network.current(cell).between(ms(0), ms(2 * durationMs + 1)).from(ms(0), pA(Rallpack.CURRENT_PA));
    return network;
  }
}
