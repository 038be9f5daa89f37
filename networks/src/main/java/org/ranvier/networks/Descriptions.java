package org.ranvier.networks;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.ranvier.networks.building.Connection;
import org.ranvier.networks.building.EngineSpecs;
import org.ranvier.networks.building.ModulatorModels;
import org.ranvier.networks.building.NetworkIndex;
import org.ranvier.networks.building.NeuronGroup;
import org.ranvier.networks.building.ParameterChanges;
import org.ranvier.networks.building.UpkeepRules;
import org.ranvier.networks.json.PlanDigest;
import org.ranvier.networks.plan.CurrentPlan;
import org.ranvier.networks.plan.LowRankPlan;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.networks.plan.NeuroreceptorPlan;
import org.ranvier.networks.plan.NoisePlan;
import org.ranvier.networks.plan.PoissonPlan;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.plan.ReadoutPlan;
import org.ranvier.simulator.RanvierException;

/** Networks as text, for people and for telling two descriptions apart. */
public final class Descriptions {
  private Descriptions() {}

  /** The populations, projections and stimuli of a network, a line each. */
  public static String of(Network network) {
    NetworkIndex index = network.index();
    NetworkPlan plan = index.plan();
    var text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "network %s, resolution %s ms\n", plan.name(), index.grid().resolutionMs()));
    text.append(plan.roundTimes() == null ? "" : "  " + plan.roundTimes() + '\n');
    plan.populations().forEach(p -> text.append(population(p)).append('\n'));
    plan.projections().forEach(p -> text.append(String.format(Locale.ROOT, "  %-12s %s\n", p.name(), projection(index.connection(p)))));
    lines(text, plan.poisson(), PoissonPlan::toString);
    lines(text, plan.currents(), CurrentPlan::toString);
    lines(text, plan.noises(), NoisePlan::toString);
    lines(text, plan.lowRank(), LowRankPlan::toString);
    lines(text, plan.modulators(), m -> ModulatorModels.text(m, index::modulator));
    lines(text, plan.receptors(), NeuroreceptorPlan::toString);
    lines(text, plan.upkeep(), u -> UpkeepRules.text(u, index));
    lines(text, plan.readouts(), ReadoutPlan::toString);
    lines(text, plan.changes(), c -> ParameterChanges.text(c, index.neurons(c.neurons())));
    return text.toString();
  }

  private static <T> void lines(StringBuilder text, List<T> all, Function<T, String> line) {
    all.forEach(one -> text.append("  ").append(line.apply(one)).append('\n'));
  }

  private static String population(PopulationPlan p) {
    var text = new StringBuilder(String.format(Locale.ROOT, "  %-12s %,9d × %s", p.name(), p.size(), p.model().name()));
    text.append(p.note() == null ? "" : "  " + p.note());
    p.parameters().forEach((name, value) -> text.append("  ").append(name).append(" = ").append(value));
    p.initial().forEach((name, value) -> text.append("  ").append(name).append("(0) = ").append(value));
    return text.append(p.layout() == null ? "" : "  at " + p.layout()).toString();
  }

  /** A line about the memory that a network needs at least; empty where the description has mistakes. */
  public static String memory(Network network) {
    try {
      return EngineSpecs.memory(network.index()) + '\n';
    } catch (RanvierException e) {
      return ""; // building says what is wrong
    }
  }

  private static String projection(Connection p) {
    try {
      return String.format(
          Locale.ROOT, "%s  weight %s  delay %s%s  (%s × %s)", p.rule(), p.weight(), p.delay(), p.plan().more(), neurons(p.source()), neurons(p.target()));
    } catch (RanvierException e) {
      return "incomplete: " + e.getMessage();
    }
  }

  /** The size of a population; which neurons, where it is a part of one. */
  private static String neurons(NeuronGroup neurons) {
    return neurons.isWhole() ? Integer.toString(neurons.size()) : "[" + neurons.set() + "]";
  }

  /** What tells two networks apart: {@link PlanDigest} of the plan. */
  static String digest(Network network) {
    return PlanDigest.of(network.plan());
  }
}
