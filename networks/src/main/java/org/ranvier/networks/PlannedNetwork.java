package org.ranvier.networks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plan.ChangePlan;
import org.ranvier.networks.plan.CurrentPlan;
import org.ranvier.networks.plan.LowRankPlan;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.networks.plan.NeuronsPlan;
import org.ranvier.networks.plan.NoisePlan;
import org.ranvier.networks.plan.PoissonPlan;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.plan.ProjectionPlan;
import org.ranvier.networks.plan.ReadoutPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.synapses.SynapseGenerator.WeightSign;

/** Describes again what a plan says, by the verbs that a script would use: what they refuse is refused here. */
final class PlannedNetwork {
  private final Network network;
  private final Map<String, Projection> projections = new HashMap<>();

  private PlannedNetwork(Network network) {
    this.network = network;
  }

  /**
   * The network of a plan.
   *
   * @throws RanvierException that begins with the place in the plan, as in {@code projections[3]}
   */
  static Network of(NetworkPlan plan) {
    var network = new Network(plan.name());
    at("resolution", plan.resolution(), network::resolution);
    given(plan.roundTimes(), network::roundTimes);
    var planned = new PlannedNetwork(network);
    each("populations", plan.populations(), planned::population);
    each("projections", plan.projections(), planned::projection);
    each("poisson", plan.poisson(), planned::poisson);
    each("currents", plan.currents(), planned::current);
    each("noises", plan.noises(), planned::noise);
    each("lowRank", plan.lowRank(), planned::lowRank);
    var modulation = new PlannedModulation(network, planned::neurons, planned::projection);
    each("modulators", plan.modulators(), modulation::modulator);
    each("modulators", plan.modulators(), modulation::sources); // a gain may be by one that comes later
    each("receptors", plan.receptors(), modulation::receptor);
    each("readouts", plan.readouts(), planned::readout);
    var upkeep = new PlannedUpkeep(network, planned::neurons, planned::projection);
    each("upkeep", plan.upkeep(), upkeep::add);
    each("changes", plan.changes(), planned::change);
    var recorders = new PlannedRecorders(network, planned::neurons, planned::projection, modulation);
    each("recorders", plan.recorders(), recorders::add);
    return network;
  }

  private static <T> void each(String list, List<T> planned, Consumer<T> add) {
    for (int k = 0; k < planned.size(); k++) {
      at(list + "[" + k + "]", planned.get(k), add);
    }
  }

  private static <T> void at(String place, T planned, Consumer<T> add) {
    try {
      add.accept(planned);
    } catch (RanvierException e) {
      throw new RanvierException(place + ": " + e.getMessage(), e);
    }
  }

  /** Does what is to be done where something is given. */
  static <T> void given(@Nullable T value, Consumer<T> act) {
    if (value != null) {
      act.accept(value);
    }
  }

  Neurons neurons(NeuronsPlan plan) {
    Population population = network.population(plan.population());
    var chosen = plan.chosen();
    if (chosen == null) {
      return population;
    }
    return chosen.isRange() ? population.range(chosen.get(0), chosen.get(0) + chosen.size()) : population.neurons(chosen.toArray());
  }

  private Projection projection(String name) {
    Projection projection = projections.get(name);
    if (projection == null) {
      throw new RanvierException(
          "network '" + network.name() + "' has no projection '" + name + "'; it has " + network.projections().stream().map(Projection::name).toList());
    }
    return projection;
  }

  private void population(PopulationPlan plan) {
    Population p = network.population(plan.name(), plan.size(), plan.model());
    given(plan.note(), p::note);
    plan.parameters().forEach(p::planned);
    plan.initial().forEach(p::initial);
    given(plan.layout(), p::positions);
  }

  private void projection(ProjectionPlan plan) {
    Projection p = network.connect(plan.name(), neurons(plan.source()), neurons(plan.target()));
    projections.put(plan.name(), p);
    given(plan.receptor(), p::receptor);
    given(plan.rule(), p::rule);
    given(plan.weight(), w -> p.weight(w));
    given(plan.delay(), d -> p.delay(d));
    given(plan.plasticity(), p::planned);
    WeightSign sign = plan.sign();
    if (sign != null) {
      switch (sign) {
        case NEGATIVE -> p.negativeWeights();
        case POSITIVE -> p.positiveWeights();
        case MIXED -> throw new RanvierException(p.where() + ": sign MIXED says nothing; leave it out");
      }
    }
    if (plan.doubleWeights()) {
      p.doubleWeights();
    }
    if (plan.symmetric()) {
      p.symmetric();
    }
    if (plan.oneWay()) {
      p.oneWay();
    }
    if (plan.interpolated()) {
      p.interpolated();
    }
  }

  private void poisson(PoissonPlan plan) {
    PoissonInput p = network.poisson(plan.name(), neurons(plan.target()));
    if (plan.rate() != null && plan.course() != null) {
      throw new RanvierException(p.where() + ": rate and course exclude each other; leave one of them out");
    }
    given(plan.receptor(), p::receptor);
    given(plan.rate(), r -> p.rate(r));
    given(plan.course(), c -> p.rate(c));
    given(plan.weight(), p::weight);
    given(plan.active(), a -> p.between(a.start(), stop(a.stop(), p.where())));
    if (plan.doubleWeights()) {
      p.doubleWeights();
    }
  }

  private void current(CurrentPlan plan) {
    CurrentInput c = network.current(plan.name(), neurons(plan.target()));
    switch (plan.shape()) {
      case null -> {}
      case CurrentPlan.Steps(var steps) -> steps.forEach(s -> c.from(s.time(), s.amplitude()));
      case CurrentPlan.Listed(var times, var amplitudes) -> c.steps(Units::ms, times, Units::pA, amplitudes);
      case CurrentPlan.Following(var course) -> c.of(course);
      case CurrentPlan.Pulsed(var pulses) -> c.pulses(pulses);
      case CurrentPlan.Noise n when n.correlated() -> c.ornsteinUhlenbeck(n.mean(), n.sd(), n.time());
      case CurrentPlan.Noise n -> c.noise(n.mean(), n.sd(), n.time());
    }
    given(plan.active(), a -> c.between(a.start(), stop(a.stop(), c.where())));
  }

  private void noise(NoisePlan plan) {
    NoiseInput n = network.noise(plan.name(), neurons(plan.target()));
    given(plan.receptor(), n::receptor);
    given(plan.process(), p -> n.ornsteinUhlenbeck(p.mean(), p.sd(), p.timeConstant()));
    given(plan.active(), a -> n.between(a.start(), stop(a.stop(), n.where())));
  }

  private void lowRank(LowRankPlan plan) {
    LowRankProjection l = network.lowRank(plan.name(), neurons(plan.source()), neurons(plan.target()));
    if (plan.left().length > 0 || plan.right().length > 0) {
      l.factors(plan.left(), plan.right());
    }
    l.gains(plan.gains());
    given(plan.weight(), w -> l.weight(w));
    given(plan.delay(), l::delay);
    given(plan.tau(), l::tau);
    given(plan.receptor(), l::receptor);
    given(plan.recorded(), l::recorded);
    if (plan.doubleWeights()) {
      l.doubleWeights();
    }
  }

  private static <T> T stop(@Nullable T stop, String where) {
    if (stop == null) {
      throw new RanvierException(where + ": its active time has no stop; give one, or leave the time out");
    }
    return stop;
  }

  private void readout(ReadoutPlan plan) {
    Readout r = network.readout(plan.name(), plan.populations().stream().map(network::population).toArray(Population[]::new));
    r.outputs(plan.outputs()).tau(plan.tau()).loss(plan.loss()).feedback(plan.feedback()).decay(plan.decay()).optimiser(plan.optimiser());
    r.weightScale(plan.scale()).weights(plan.weights());
    given(plan.interval(), r::interval);
    given(plan.recorded(), r::recorded);
  }

  private void change(ChangePlan plan) {
    network.at(plan.time()).set(neurons(plan.neurons()), plan.parameter(), plan.values());
  }

}
