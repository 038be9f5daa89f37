package org.ranvier.networks.space;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.connect.Projector;
import org.ranvier.networks.connect.SynapseValues;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;

/** The synapses of a projection between two populations with positions, as the engine would get them. */
record Connected(Geometry geometry, List<Synapse> synapses) {
  static final double RESOLUTION_MS = 0.1;

  record Synapse(int source, int target, int delay, float weight) {}

  /** A projection with its values bound to the positions. */
  record Plan(
      ConnectionRule rule, Positions source, Positions target, NeuronSet sources, NeuronSet targets, boolean same, Sampler weight,
      Sampler delay, long seed) {

    static Plan of(ConnectionRule rule, Positions positions, SynapticValue<?> weight, SynapticValue<?> delay, long seed) {
      var all = NeuronSet.range(0, positions.size());
      return of(rule, positions, positions, all, all, true, weight, delay, seed);
    }

    static Plan of(
        ConnectionRule rule, Positions source, Positions target, NeuronSet sources, NeuronSet targets, boolean same,
        SynapticValue<?> weight, SynapticValue<?> delay, long seed) {
      var geometry = Geometry.between("projection", source, target);
      return new Plan(
          rule, source, target, sources, targets, same, bound(weight.in(Units.PICOAMPERE, "weight"), geometry),
          bound(delay.in(Units.MILLISECOND, "delay"), geometry), seed);
    }

    private static Sampler bound(Sampler sampler, Geometry geometry) {
      return sampler instanceof Profile.Values profile ? profile.between(geometry, Double.POSITIVE_INFINITY) : sampler;
    }

    Geometry geometry() {
      return Geometry.between("projection", source, target);
    }

    SynapseValues values() {
      int min = (int) Math.max(1, Math.round(delay.min() / RESOLUTION_MS));
      int max = (int) Math.min(65_535, Math.round(Math.min(1e5, delay.max()) / RESOLUTION_MS));
      return SynapseValues.of(seed, "projection", weight, delay, RESOLUTION_MS, min, max);
    }
  }

  /** Generates all, in pieces of so many blocks of targets. */
  static Connected of(Plan plan, int blocksAtOnce) {
    var synapses = new ArrayList<Synapse>();
    var projector =
        new Projector("projection", plan.rule(), plan.sources(), plan.targets(), plan.same(), plan.geometry(), plan.values());
    var batch =
        new SynapseBatch(
            b -> {
              for (int k = 0; k < b.size; k++) {
                synapses.add(new Synapse(b.source[k], b.target[k], b.delay[k], (float) b.weight[k]));
              }
            });
    int n = plan.target().size();
    int step = blocksAtOnce * SynapseGenerator.TARGET_BLOCK;
    for (int from = 0; from < n; from += step) {
      projector.generate(from, Math.min(n, from + step), batch, true);
    }
    batch.flush();
    return new Connected(plan.geometry(), synapses);
  }

  static Connected of(Plan plan) {
    return of(plan, 1 << 20);
  }

  /** Distance of the two neurons of each synapse. */
  double[] distances() {
    return synapses.stream().mapToDouble(s -> displacement(s.source(), s.target()).distance[0]).toArray();
  }

  /** How many synapses end at each neuron. */
  int[] inDegrees() {
    int[] degrees = new int[geometry.target().size()];
    synapses.forEach(s -> degrees[s.target()]++);
    return degrees;
  }

  Displacements displacement(int source, int target) {
    return displacement(geometry, source, target);
  }

  /** Computed for one pair alone. */
  static Displacements displacement(Geometry geometry, int source, int target) {
    var d = new Displacements(1);
    d.size = 1;
    d.toleranceUm = geometry.toleranceUm();
    double[][] axes = {d.x, d.y, d.z};
    double square = 0;
    for (int a = 0; a < geometry.dimensions(); a++) {
      double delta = geometry.target().um(target, a) - geometry.source().um(source, a);
      double period = geometry.source().isPeriodic(a) ? geometry.source().extentUm(a) : 0;
      delta -= period > 0 ? period * Math.floor((delta + geometry.toleranceUm()) / period + 0.5) : 0;
      axes[a][0] = delta;
      square += delta * delta;
    }
    d.distance[0] = Math.sqrt(square);
    return d;
  }
}
