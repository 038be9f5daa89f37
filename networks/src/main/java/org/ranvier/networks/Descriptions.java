package org.ranvier.networks;

import java.util.Locale;
import org.ranvier.networks.json.PlanDigest;
import org.ranvier.simulator.RanvierException;

/** Networks as text, for people and for telling two descriptions apart. */
public final class Descriptions {
  private Descriptions() {}

  /** The populations, projections and stimuli of a network, a line each. */
  public static String of(Network network) {
    var text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "network %s, resolution %s ms\n", network.name(), network.grid().resolutionMs()));
    text.append(network.rounding() == TimeRounding.NONE ? "" : "  " + network.rounding() + '\n');
    for (Population p : network.populations()) {
      text.append(String.format(Locale.ROOT, "  %-12s %,9d × %s", p.name(), p.size(), p.model().name()));
      text.append(p.note().isEmpty() ? "" : "  " + p.note());
      p.parameters().forEach((name, value) -> text.append("  ").append(name).append(" = ").append(value));
      p.initial().forEach((name, value) -> text.append("  ").append(name).append("(0) = ").append(value));
      p.layout().ifPresent(layout -> text.append("  at ").append(layout));
      text.append('\n');
    }
    for (Projection p : network.projections()) {
      text.append(String.format(Locale.ROOT, "  %-12s %s", p.name(), part(p)));
      text.append('\n');
    }
    for (PoissonInput d : network.drives()) {
      text.append("  ").append(d).append('\n');
    }
    for (CurrentInput c : network.currents()) {
      text.append("  ").append(c).append('\n');
    }
    for (NoiseInput n : network.noises()) {
      text.append("  ").append(n).append('\n');
    }
    for (LowRankProjection l : network.lowRanks()) {
      text.append("  ").append(l).append('\n');
    }
    for (Modulator m : network.modulators()) {
      text.append("  ").append(m).append('\n');
    }
    for (ModulatorReceptor r : network.receptors()) {
      text.append("  ").append(r).append('\n');
    }
    for (Upkeep u : network.upkeep()) {
      text.append("  ").append(u).append('\n');
    }
    for (Readout r : network.readouts()) {
      text.append("  ").append(r).append('\n');
    }
    for (ParameterChange c : network.changes()) {
      text.append("  ").append(c).append('\n');
    }
    return text.toString();
  }

  private static String part(Projection p) {
    try {
      return String.format(
          Locale.ROOT, "%s  weight %s  delay %s%s  (%s × %s)", p.rule(), p.weight(), p.delay(), p.receptorText(),
          neurons(p.source()), neurons(p.target()));
    } catch (RanvierException e) {
      return "incomplete: " + e.getMessage();
    }
  }

  /** The size of a population; which neurons, where it is a part of one. */
  static String neurons(Neurons neurons) {
    return neurons instanceof Population ? Integer.toString(neurons.size()) : "[" + neurons.set() + "]";
  }

  /** What tells two networks apart: {@link PlanDigest} of the plan. */
  static String digest(Network network) {
    return PlanDigest.of(network.plan());
  }
}
