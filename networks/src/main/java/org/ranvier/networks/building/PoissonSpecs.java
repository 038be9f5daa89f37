package org.ranvier.networks.building;

import java.util.Objects;
import javax.measure.quantity.Frequency;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.plan.ActiveTime;
import org.ranvier.networks.plan.PoissonPlan;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.exact.ExactPoissonDrive;
import org.ranvier.neuronmodels.stimuli.PoissonDrive;
import org.ranvier.neuronmodels.stimuli.TimeCourse;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.StimulusSpec;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/** A Poisson drive as the engine has it. */
public final class PoissonSpecs {
  private final PoissonPlan plan;
  private final NeuronGroup target;
  private final String where;
  private final ActiveTime active;

  private PoissonSpecs(PoissonPlan plan, NeuronGroup target) {
    this.plan = plan;
    this.target = target;
    where = plan.where();
    active = ActiveTime.of(plan.active());
  }

  /**
   * The stimulus of a drive.
   *
   * @throws RanvierException if something is missing or cannot be
   */
  public static StimulusSpec of(PoissonPlan plan, NetworkIndex index, long seed) {
    NeuronGroup target = index.neurons(plan.target());
    return new PoissonSpecs(plan, target).spec(index.index(target), index.grid(), seed);
  }

  private StimulusSpec spec(int population, TimeGrid grid, long seed) {
    boolean still = plan.rate() == null && plan.course() == null;
    if (still || plan.weight() == null) {
      throw new RanvierException(where + " has no " + (still ? "rate; add .rate(Hz(1000))" : "weight; add .weight(pA(50))"));
    }
    ReceptorChoice choice = Receptors.choice(target.model(), plan.receptor(), where);
    double w = Units.in(Units.unit(Receptors.unit(target.model(), choice)), plan.weight(), where + ": weight");
    new ConductanceSigns(where, target.model(), choice).check(w);
    int r = w >= 0 ? choice.positive() : choice.negative();
    int size = target.population().size();
    if (target.population().isExact()) {
      return exact(population, seed, w, r, size);
    }
    boolean wide = plan.doubleWeights();
    var drive = new PoissonDrive(plan.name(), size, rate(size, seed), w, r, wide, active.fromStep(grid, where), active.toStep(grid, where));
    return new StimulusSpec(population, false, wide, drive);
  }

  private StimulusSpec exact(int population, long seed, double w, int r, int size) {
    if (plan.course() != null) {
      throw new RanvierException(
          where + " of exact neurons: the rate " + plan.course() + " changes with time; exact Poisson spikes have constant rates");
    }
    return new StimulusSpec(population, false, new ExactPoissonDrive(plan.name(), rates(size, seed), w, r, active.startMs(where), active.stopMs(where)));
  }

  private TimeCourse rate(int size, long seed) {
    Course<Frequency> course = plan.course();
    return course == null
        ? new TimeCourse.Constant(rates(size, seed))
        : course.in(Units.HERTZ, where + ": rate", target.set().toArray(), size);
  }

  private double[] rates(int size, long seed) {
    Sampler sampler = Objects.requireNonNull(plan.rate()).in(Units.HERTZ, where + ": rate");
    NeuronSet set = target.set();
    if (sampler instanceof Sampler.Listed list && list.values().length != set.size()) {
      throw new RanvierException(
          where + ": there are " + list.values().length + " rates for " + set.size() + " neurons; give one for each");
    }
    if (sampler instanceof Sampler.Constant c && set.size() == size) {
      return new double[] {check(c.value())};
    }
    double[] rates = new double[size];
    var random = new RandomStream(RandomKey.of(seed, "poisson-rate", plan.name(), target.population().name()));
    for (int k = 0; k < set.size(); k++) {
      int i = set.get(k);
      random.select(i);
      rates[i] = check(sampler instanceof Sampler.Listed list ? list.values()[k] : sampler.draw(random));
    }
    return rates;
  }

  private double check(double rateHz) {
    if (!(rateHz >= 0) || Double.isInfinite(rateHz)) {
      throw new RanvierException(where + ": rate " + rateHz + " Hz must be 0 or above");
    }
    return rateHz;
  }
}
