package org.ranvier.networks.building;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.ranvier.networks.SynapseStorage;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.ProjectionSpec;
import org.ranvier.simulator.synapses.SynapseGenerator;

/**
 * The least memory that a network needs, told from its description: where the heap cannot hold it, it is refused before anything is built. Only what is surely
 * needed is counted, so that no network is refused that would fit.
 */
final class MemoryEstimate {
  private static final int BYTES_OF_SYNAPSE = 6; // a target of 2 bytes and a weight of 4
  private static final int BYTES_OF_COUPLING = 12;
  private static final int BYTES_OF_DEGREE = 12; // of a source or target of a procedural projection

  /** A part of a network and what it takes. */
  private record Part(String what, double bytes) {}

  private final String network;
  private final double available;
  private final List<Part> parts = new ArrayList<>();

  /**
   * @param available bytes that the heap may grow to
   */
  MemoryEstimate(NetworkPlan network, double available) {
    this.network = network.name();
    this.available = available;
    for (PopulationPlan p : network.populations()) {
      parts.add(new Part(count(p.size()) + " neurons of population '" + p.name() + "'", (double) p.size() * bytes(p.model())));
    }
  }

  private MemoryEstimate(String network, double available, List<Part> parts) {
    this.network = network;
    this.available = available;
    this.parts.addAll(parts);
  }

  private static double bytes(NeuronModel model) {
    return 8.0 * model.variables().size() + 4.0 * model.receptors().size();
  }

  /** What a network needs at least, with stored synapses and, where some can be so, with procedural ones. */
  static String describe(NetworkIndex index, EngineSpec spec) {
    NetworkPlan network = index.plan();
    var choice = new ProceduralChoice(index, spec);
    var stored = new MemoryEstimate(network, Double.POSITIVE_INFINITY);
    stored.parts(choice.choose(SynapseStorage.STORED, () -> true));
    EngineSpec drawn = choice.choose(SynapseStorage.AUTOMATIC, () -> false);
    String text = "Memory: at least " + text(stored.total()) + " (" + stored.largest() + ")";
    if (drawn.projections().stream().noneMatch(ProjectionSpec::procedural)) {
      return text;
    }
    var procedural = new MemoryEstimate(network, Double.POSITIVE_INFINITY);
    procedural.parts(drawn);
    return text + "; with --synapses procedural " + text(procedural.total());
  }

  /** Refuses more neurons than have numbers, or than fit. */
  static MemoryEstimate ofNeurons(NetworkPlan network, double available) {
    var estimate = new MemoryEstimate(network, available);
    long neurons = network.populations().stream().mapToLong(PopulationPlan::size).sum();
    if (neurons > Integer.MAX_VALUE) {
      throw new RanvierException(
          "network '" + network.name() + "' has " + count(neurons) + " neurons; at most " + count(Integer.MAX_VALUE)
              + " can be numbered, and these would take at least " + text(estimate.total()) + ": " + estimate.largest() + "; make populations smaller");
    }
    estimate.check();
    return estimate;
  }

  /** Refuses more synapses than fit beside the neurons. */
  void addSynapses(EngineSpec spec) {
    parts(spec);
    check();
  }

  private void parts(EngineSpec spec) {
    for (ProjectionSpec p : spec.projections()) {
      if (p.procedural()) {
        double neurons = (double) spec.populations().get(p.source()).size() + spec.populations().get(p.target()).size();
        parts.add(new Part("degrees of projection " + p.name(), neurons * BYTES_OF_DEGREE));
      } else {
        add(p.name(), p.generator(), p.wide() ? BYTES_OF_SYNAPSE + 4 : BYTES_OF_SYNAPSE);
      }
    }
    spec.plastic().forEach(p -> add(p.name(), p.generator(), p.wideWeights() ? BYTES_OF_SYNAPSE + 4 : BYTES_OF_SYNAPSE));
    spec.couplings().forEach(c -> add(c.name(), c.generator(), BYTES_OF_COUPLING));
  }

  /** Whether there is room for the synapses beside the neurons. */
  boolean has(EngineSpec spec) {
    var with = new MemoryEstimate(network, available, parts);
    with.parts(spec);
    return with.total() <= available;
  }

  private void add(String projection, SynapseGenerator generator, int bytes) {
    long n = generator.expectedCount();
    parts.add(new Part(count(n) + " synapses of projection " + projection, (double) n * bytes));
  }

  private double total() {
    return parts.stream().mapToDouble(Part::bytes).sum();
  }

  private void check() {
    if (total() > available) {
      throw new RanvierException(
          "network '" + network + "' needs at least " + text(total()) + " of memory, and the heap has at most " + text(available) + ": " + largest()
              + "; make the network smaller, or give Java more memory with -Xmx");
    }
  }

  /** The three largest parts. */
  private String largest() {
    return String.join(
        ", ", parts.stream().sorted(Comparator.comparingDouble(Part::bytes).reversed()).limit(3).map(p -> p.what + " " + text(p.bytes)).toList());
  }

  private static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  private static String text(double bytes) {
    double mib = bytes / (1 << 20);
    return mib < 1024 ? String.format(Locale.ROOT, "%.0f MiB", mib) : String.format(Locale.ROOT, "%.1f GiB", mib / 1024);
  }
}
