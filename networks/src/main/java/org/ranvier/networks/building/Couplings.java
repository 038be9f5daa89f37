package org.ranvier.networks.building;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.SymmetricPairs;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Coupling;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.couplings.Timing;
import org.ranvier.simulator.engine.CouplingSpec;
import org.ranvier.simulator.engine.JunctionSpec;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.synapses.SynapseGenerator;

/** Projections that couple neurons continuously. */
final class Couplings {
  private Couplings() {}

  /** What the engine needs of a projection: a coupling, and where it is symmetric another in the other direction. */
  static List<CouplingSpec> specs(
      Connection p, Coupling coupling, int source, int target, SynapseGenerator generator, Function<PopulationPlan, ParameterValues> parameters) {
    requirePublished(p, coupling, p.source().population());
    Timing timing = !p.plan().interpolated() ? Timing.HELD : p.isInstantaneous() ? Timing.EXTRAPOLATED : Timing.INTERPOLATED;
    if (!p.plan().symmetric()) {
      return List.of(spec(p.name(), coupling, source, target, timing, generator, junction(p, coupling, p.target().population(), parameters)));
    }
    PopulationPlan back = p.source().population();
    if (back.model().couplings().stream().noneMatch(c -> c.name().equals(coupling.name()) && c.unit().equals(coupling.unit()))) {
      throw new RanvierException(
          p.where() + " is symmetric, but " + back.model().name() + " of " + back.where() + " has no coupling '" + coupling.name() + "' with weights in "
              + coupling.unit() + "; give its model one, or leave .symmetric() out");
    }
    requirePublished(p, coupling, p.target().population());
    var pairs =
        new SymmetricPairs(
            p.where(), p.rule(), generator, p.source().set(), p.target().set(), p.target().population().size(),
            p.source().isOfSamePopulation(p.target()));
    return List.of(
        spec(p.name(), coupling, source, target, timing, pairs.forward(), junction(p, coupling, p.target().population(), parameters)),
        spec(p.name() + " backward", coupling, target, source, timing, pairs.backward(), junction(p, coupling, back, parameters)));
  }

  private static CouplingSpec spec(String name, Coupling c, int source, int target, Timing timing, SynapseGenerator generator, @Nullable JunctionSpec junction) {
    return new CouplingSpec(name, source, c.variable(), target, c.name(), c.total(), timing, generator, junction);
  }

  /** What the engine must know of a gap junction; null of other couplings. */
  private static @Nullable JunctionSpec junction(Connection p, Coupling c, PopulationPlan heardBy, Function<PopulationPlan, ParameterValues> parameters) {
    if (!isJunction(c, heardBy.model())) {
      if (p.plan().oneWay()) {
        throw new RanvierException(p.where() + ": .oneWay() is for gap junctions, and '" + c.name() + "' is none; leave it out");
      }
      return null;
    }
    double[] capacitances = heardBy.model().capacitances(c, parameters.apply(heardBy)).orElse(new double[0]);
    return new JunctionSpec(capacitances, p.isInstantaneous(), p.plan().oneWay());
  }

  /** Whether weights are conductances between potentials, of which the neuron's own is one. */
  static boolean isJunction(Coupling c, NeuronModel model) {
    return Units.unit(c.unit()).isCompatible(Units.NANOSIEMENS) && Units.unit(c.variableUnit()).isCompatible(Units.MILLIVOLT)
        && model.variables().stream().anyMatch(v -> v.name().equals(c.total()));
  }

  /** Refuses conductances below 0. */
  static void requireConductance(Connection p, Coupling c, double least) {
    if (least < 0 && isJunction(c, p.model())) {
      throw new RanvierException(
          p.where() + ": weight " + p.weight() + " may be below 0, and a gap junction has no negative conductance; give it 0 nS or more, and bound a distribution, as in"
              + " .redraw(nS(0), nS(10))");
    }
  }

  private static void requirePublished(Connection p, Coupling coupling, PopulationPlan source) {
    if (source.isExact()) {
      throw new RanvierException(
          p.where() + ": coupling '" + coupling.name() + "' hears its sources at every step, but " + source.where()
              + " is exact and has no steps; leave .exact() out");
    }
    List<StateVariable> variables = source.model().variables();
    Optional<StateVariable> heard = variables.stream().filter(v -> v.name().equals(coupling.variable())).findFirst();
    String who = p.where() + ": coupling '" + coupling.name() + "' hears " + coupling.variable() + " in " + coupling.variableUnit();
    if (heard.isEmpty()) {
      throw new RanvierException(
          who + ", but " + source.model().name() + " of " + source.where() + " has only " + variables.stream().map(StateVariable::name).toList()
              + "; connect neurons that have it, or give the model an equation for it and the line 'publish: " + coupling.variable() + "'");
    }
    if (!heard.get().unit().equals(coupling.variableUnit())) {
      throw new RanvierException(
          who + ", but " + source.where() + " has it in " + heard.get().unit() + "; write both models with one unit, or publish "
              + coupling.variable() + " in " + coupling.variableUnit() + " under another name");
    }
  }
}
