package org.ranvier.networks.building;

import java.util.Optional;
import org.ranvier.networks.connect.Projector;
import org.ranvier.networks.connect.SynapseValues;
import org.ranvier.networks.space.Geometry;
import org.ranvier.networks.space.Profile;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Coupling;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.synapses.SynapseGenerator.WeightSign;
import org.ranvier.simulator.time.TimeGrid;

/** The synapses of projections: pairs, weights and delays, with all that is refused of them. */
final class Projectors {
  private final NetworkIndex index;
  private final TimeGrid grid;
  private final RoundedTimes times;
  private final long seed;

  Projectors(NetworkIndex index, RoundedTimes times, long seed) {
    this.index = index;
    grid = index.grid();
    this.times = times;
    this.seed = seed;
  }

  Projector of(Connection p) {
    Sampler weight = p.weight().in(Units.unit(p.receptorUnit()), p.where() + ": weight");
    Sampler delay = p.delay().in(Units.MILLISECOND, p.where() + ": delay");
    Geometry geometry = null;
    if (p.rule().isSpatial() || weight instanceof Profile.Values || delay instanceof Profile.Values) {
      geometry = Geometry.between(p.where(), index.positions(p.source().population()), index.positions(p.target().population()));
      weight = in(geometry, p, weight);
      delay = in(geometry, p, delay);
    }
    checkStorable(p, weight);
    double least = weight.min();
    Optional<Coupling> coupling = p.coupling();
    coupling.ifPresent(c -> Couplings.requireConductance(p, c, least));
    if (coupling.isEmpty()) {
      weight = p.signs().checked(weight);
    }
    WeightSign sign = FirstWeights.sign(p, weight);
    if (p.isPlastic()) {
      weight = FirstWeights.bounded(p, weight, sign);
    }
    if (p.endsInContinuousTime()) {
      DelaysToExact.check(p, delay, grid);
    } else {
      delay = times.delay(delay, p.where() + ": delays");
      checkDelay(p, delay);
    }
    int min = (int) Math.max(1, grid.nearestStep(delay.min()));
    int max = (int) Math.max(1, grid.nearestStep(delay.max()));
    var values = SynapseValues.of(seed, p.name(), weight, delay, grid.resolutionMs(), min, max);
    boolean same = p.source().isOfSamePopulation(p.target());
    return new Projector(p.where(), p.rule(), p.source().set(), p.target().set(), same, geometry, values, sign);
  }

  private static void checkStorable(Connection p, Sampler weight) {
    boolean given = weight instanceof Sampler.Constant || weight instanceof Sampler.Listed; // others may have no bounds
    if (given && !p.plan().doubleWeights() && Math.max(-weight.min(), weight.max()) > Float.MAX_VALUE) {
      throw new RanvierException(p.where() + ": weight " + p.weight() + " is too large; weights are at most " + Float.MAX_VALUE);
    }
  }

  /** Delays that are given lie on the grid; drawn ones are rounded to it, so one down to half a step becomes one step. */
  private void checkDelay(Connection p, Sampler delay) {
    String what = p.where() + ": delay";
    switch (delay) {
      case Sampler.Constant c -> grid.delaySteps(c.value(), what, RoundedTimes.MEND);
      case Sampler.Listed list -> {
        for (double d : list.values()) {
          grid.delaySteps(d, what, RoundedTimes.MEND);
        }
      }
      default -> {
        double h = grid.resolutionMs();
        double longest = grid.toMs(TimeGrid.MAX_DELAY_STEPS);
        String mend = "; bound it, as in " + (delay instanceof Profile.Values ? ".clip(ms(" : ".redraw(ms(") + TimeGrid.trim(h) + "), ms("
            + TimeGrid.trim(100 * h) + "))";
        if (delay.min() < h / 2) {
          throw new RanvierException(what + " " + p.delay() + " may be below the resolution " + TimeGrid.trim(h) + " ms" + mend);
        }
        if (delay.max() > longest) {
          throw new RanvierException(
              what + " " + p.delay() + " may be above the longest possible, " + TimeGrid.trim(longest) + " ms" + mend);
        }
      }
    }
  }

  private static Sampler in(Geometry geometry, Connection p, Sampler value) {
    return value instanceof Profile.Values profile ? profile.between(geometry, p.rule().reachUm(geometry.dimensions())) : value;
  }
}
