package org.ranvier.networks;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.plasticity.curves.WeightCurve;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.simulator.RanvierException;

/**
 * Synapses whose weights lie on a curve along which modulators move them (Benjamin et al. 2025, arXiv:2505.22994): of an ellipse {@code w = P1 +
 * m1·P2 + m2·P3}. Each component
 * is a projection of its own between the same neurons, which receptors express by the concentrations.
 *
 * <pre>{@code
 * var cosine = net.modulator("cosine").signed();
 * var sine = net.modulator("sine").signed();
 * net.curve(in, out, new WeightCurve.Ellipse(), cosine, sine).rule(allToAll()).weight(0, normal(mV(1), mV(1))).weight(1, mV(0)).weight(2, mV(0)).delay(ms(1))
 *     .plastic(ThreeFactor.gatedHebb(ThirdFactor.of("reward"), 1));
 * }</pre>
 */
public final class CurvedProjection {
  private final WeightCurve curve;
  private final List<Modulator> modulators;
  private final List<Projection> components;

  /**
   * @param known the network's modulators
   * @param connect makes one component
   */
  CurvedProjection(String where, WeightCurve curve, List<Modulator> modulators, List<Modulator> known, Supplier<Projection> connect) {
    this.curve = curve;
    this.modulators = modulators;
    if (modulators.size() != curve.modulators()) {
      throw new RanvierException(where + ": " + modulators.size() + " modulators for " + curve + ", whose position has " + curve.modulators() + "; name as many");
    }
    for (int m = 0; m < modulators.size(); m++) {
      Modulator modulator = modulators.get(m);
      if (!known.contains(modulator)) {
        throw new RanvierException(where + ": modulator '" + modulator.name() + "' belongs to another network");
      }
      if (modulators.indexOf(modulator) < m) {
        throw new RanvierException(where + ": modulator '" + modulator.name() + "' is named twice; " + curve + " takes one for each part of a position");
      }
    }
    components = Stream.generate(connect).limit(curve.components()).toList();
    for (int m = 0; m < modulators.size(); m++) {
      express(m);
    }
  }

  private void express(int modulator) {
    var receptor = modulators.get(modulator).receptor(components.getFirst().name() + " by " + modulators.get(modulator).name(), new Response.Signed(1));
    for (int k = 0; k < components.size(); k++) {
      for (WeightCurve.Factor f : curve.factors().get(k)) {
        if (f.modulator() == modulator) {
          receptor.gates(components.get(k), f.effect());
        }
      }
    }
  }

  /** The projections, a component each. */
  public List<Projection> components() {
    return List.copyOf(components);
  }

  /** Which synapses there are: all, one to one, or explicit ones, so that all components have the same. */
  public CurvedProjection rule(ConnectionRule rule) {
    if (!(rule instanceof ConnectionRule.AllToAll || rule instanceof ConnectionRule.OneToOne || rule instanceof ConnectionRule.Explicit)) {
      throw new RanvierException(
          components.getFirst().where() + ": " + rule + " draws other synapses for each component of a curve; use allToAll(), oneToOne() or explicit(sources, targets)");
    }
    components.forEach(c -> c.rule(rule));
    return this;
  }

  /** Weights of a component, counted from 0. */
  public CurvedProjection weight(int component, SynapticValue<?> weight) {
    component(component).weight(weight);
    return this;
  }

  /** The weight of all synapses of a component, counted from 0. */
  public <Q extends Quantity<Q>> CurvedProjection weight(int component, Quantity<Q> weight) {
    component(component).weight(weight);
    return this;
  }

  private Projection component(int k) {
    if (k < 0 || k >= components.size()) {
      throw new RanvierException(components.getFirst().where() + ": " + curve + " has " + components.size() + " components, counted from 0; there is no " + k);
    }
    return components.get(k);
  }

  /** The delay of all synapses. */
  public CurvedProjection delay(Quantity<Time> delay) {
    components.forEach(c -> c.delay(delay));
    return this;
  }

  /** The receptor at which all components end. */
  public CurvedProjection receptor(String receptor) {
    components.forEach(c -> c.receptor(receptor));
    return this;
  }

  /** A rule that splits its changes among the components, as the metric of the curve has it: one that has a third factor. */
  public CurvedProjection plastic(LearningRule rule) {
    List<String> names = modulators.stream().map(Modulator::name).toList();
    for (int k = 0; k < components.size(); k++) {
      int component = k;
      components.get(k)
          .plastic(
              rule.times(curve.split(k, names))
                  .orElseThrow(
                      () -> new RanvierException(
                          components.get(component).where() + ": " + rule.name()
                              + " has no third factor by which its changes could be split among the components of a curve; use a"
                              + " three-factor rule or R-max")));
    }
    return this;
  }

  @Override
  public String toString() {
    return "curve " + curve + " of " + components.stream().map(Projection::name).toList();
  }
}
