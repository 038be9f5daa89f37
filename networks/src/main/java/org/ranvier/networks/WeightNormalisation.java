package org.ranvier.networks;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.homeostasis.Normalisation;
import org.ranvier.plasticity.homeostasis.Normalisation.Norm;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.PlasticPart;

/**
 * Scales the weights of each neuron, at an interval, so that their sum or Euclidean norm is a given value: {@code w ← w·value/‖w‖}. All
 * weights of the projections are counted together; each keeps its sign and its share.
 *
 * <pre>{@code
 * net.normalise(ee, xe).sum(pA(2000)).every(ms(1000));
 * }</pre>
 */
public final class WeightNormalisation implements Upkeep {
  private final Network network;
  private final List<Projection> projections;
  private Quantity<Time> interval = Units.s(1);
  private @Nullable Quantity<?> value;
  private Norm norm = Norm.SUM;
  private double part = 1;
  private final OneOf norms = new OneOf();

  WeightNormalisation(Network network, Projection... projections) {
    this.network = network;
    this.projections = Upkeep.incoming(network, "normalisation of weights", projections);
  }

  /** What the sum of the magnitudes of a neuron's weights becomes. */
  public WeightNormalisation sum(Quantity<?> sum) {
    return norm(Norm.SUM, sum);
  }

  /** What the root of the sum of the squares of a neuron's weights becomes. */
  public WeightNormalisation euclidean(Quantity<?> norm) {
    return norm(Norm.EUCLIDEAN, norm);
  }

  private WeightNormalisation norm(Norm norm, Quantity<?> value) {
    network.requireOpen();
    norms.say(where(), norm == Norm.SUM ? ".sum(…)" : ".euclidean(…)", "a neuron's weights have one norm; leave one of them out");
    this.norm = norm;
    this.value = value;
    return this;
  }

  /** Goes only this part of the way each time, so that the norm approaches its value softly; all of it until told otherwise. */
  public WeightNormalisation partially(double part) {
    network.requireOpen();
    this.part = part;
    return this;
  }

  /** How often it is done, every second until told otherwise. */
  public WeightNormalisation every(Quantity<Time> interval) {
    network.requireOpen();
    this.interval = interval;
    return this;
  }

  @Override
  public UpkeepPlan plan() {
    return new UpkeepPlan.Normalising(projections.stream().map(Projection::name).toList(), norm, value, part, interval);
  }

  @Override
  public Quantity<Time> interval() {
    return interval;
  }

  @Override
  public Projection[] changed() {
    return projections.toArray(Projection[]::new);
  }

  @Override
  public String where() {
    return "normalisation of " + projections.stream().map(Projection::name).toList();
  }

  private Normalisation rule() {
    Quantity<?> given = value;
    if (given == null) {
      throw new RanvierException(where() + " has no norm; add .sum(pA(1000)) or .euclidean(pA(100))");
    }
    String unit = projections.getFirst().receptorUnit();
    for (Projection p : projections) {
      if (!p.receptorUnit().equals(unit)) {
        throw new RanvierException(
            where() + ": weights in " + unit + " and in " + p.receptorUnit() + " cannot be added; normalise them apart");
      }
    }
    return new Normalisation(norm, Units.in(Units.unit(unit), given, where() + ": norm"), part);
  }

  @Override
  public void check(ParameterCourse parameters) {
    projections.forEach(p -> PlasticWeights.requireGrid(p, where()));
    Upkeep.requireChanging(projections, where());
    rule();
    intervalSteps(network.grid());
  }

  @Override
  public Pauses.Act begin(Site site) {
    Normalisation rule = rule();
    int targets = projections.getFirst().target().population().size();
    return step -> {
      List<PlasticPart> parts = site.parts(projections);
      rule.apply(parts, targets);
    };
  }

  @Override
  public String toString() {
    return where() + "  " + (value == null ? "" : norm + " " + Units.text(value)) + (part < 1 ? "  by a part of " + part : "") + "  every "
        + Units.text(interval);
  }
}
