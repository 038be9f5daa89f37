package org.ranvier.networks.building;

import java.util.Arrays;
import java.util.List;
import org.ranvier.networks.plan.ActiveTime;
import org.ranvier.networks.plan.CurrentPlan;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.PulseTrain;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.stimuli.CourseCurrent;
import org.ranvier.neuronmodels.stimuli.NoiseCurrent;
import org.ranvier.neuronmodels.stimuli.OrnsteinUhlenbeck;
import org.ranvier.neuronmodels.stimuli.OrnsteinUhlenbeckCurrent;
import org.ranvier.neuronmodels.stimuli.PulseCurrent;
import org.ranvier.neuronmodels.stimuli.TimeCourse;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.StimulusSpec;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.time.TimeGrid;

/** A current as the engine has it. */
public final class CurrentSpecs {
  private final CurrentPlan plan;
  private final NeuronGroup target;
  private final TimeGrid grid;
  private final long seed;
  private final long from;
  private final long to;

  private CurrentSpecs(CurrentPlan plan, NeuronGroup target, TimeGrid grid, long seed) {
    this.plan = plan;
    this.target = target;
    this.grid = grid;
    this.seed = seed;
    ActiveTime active = ActiveTime.of(plan.active());
    from = active.fromStep(grid, plan.where());
    to = active.toStep(grid, plan.where());
  }

  /**
   * The stimulus of a current.
   *
   * @throws RanvierException if it has no shape
   */
  public static StimulusSpec of(CurrentPlan plan, NetworkIndex index, long seed) {
    NeuronGroup target = index.neurons(plan.target());
    return new StimulusSpec(index.index(target), true, new CurrentSpecs(plan, target, index.grid(), seed).factory());
  }

  /** The stimulator of a current that is a train of pulses. */
  public static PulseCurrent train(CurrentPlan plan, NeuronGroup target, TimeGrid grid) {
    if (!(plan.shape() instanceof CurrentPlan.Pulsed(var pulses))) {
      throw new RanvierException(plan.where() + " is no train of pulses; add .pulses(PulseTrain.of(pA(300), ms(0.3)).at(Hz(130)))");
    }
    return new CurrentSpecs(plan, target, grid, 0).train(pulses);
  }

  private PulseCurrent train(PulseTrain pulses) {
    return pulses.in(plan.where(), plan.name(), chosen(), size(), grid, from, to);
  }

  private int size() {
    return target.population().size();
  }

  private int[] chosen() {
    return target.set().toArray();
  }

  private InputKernel.Factory factory() {
    String name = plan.name();
    String where = plan.where();
    return switch (plan.shape()) {
      case null ->
          throw new RanvierException(where + " has no course; add .from(ms(0), pA(100)), .of(sinusoid(…)), .pulses(…), .noise(…) or .ornsteinUhlenbeck(…)");
      case CurrentPlan.Steps(var steps) -> new CourseCurrent(name, size(), course(steps), from, to);
      case CurrentPlan.Listed listed -> new CourseCurrent(name, size(), course(listed), from, to);
      case CurrentPlan.Following(var course) -> new CourseCurrent(name, size(), course.in(Units.PICOAMPERE, where, chosen(), size()), from, to);
      case CurrentPlan.Pulsed(var pulses) -> train(pulses);
      case CurrentPlan.Noise noise -> noise(noise);
    };
  }

  private InputKernel.Factory noise(CurrentPlan.Noise noise) {
    String where = plan.where();
    double[] mean = Course.on(chosen(), size(), Units.in(Units.PICOAMPERE, noise.mean(), where + ": mean"));
    double[] sd = Course.on(chosen(), size(), Units.in(Units.PICOAMPERE, noise.sd(), where + ": standard deviation"));
    double ms = Units.in(Units.MILLISECOND, noise.time(), where);
    return noise.correlated()
        ? new OrnsteinUhlenbeckCurrent(plan.name(), size(), new OrnsteinUhlenbeck(mean, sd, new double[] {ms}), from, to)
        : new NoiseCurrent(plan.name(), size(), mean, sd, grid.delaySteps(ms, where + ": interval"), from, to);
  }

  private TimeCourse course(List<CurrentPlan.Step> steps) {
    double[][] values = new double[steps.size()][];
    for (int k = 0; k < values.length; k++) {
      Sampler sampler = steps.get(k).amplitude().in(Units.PICOAMPERE, plan.where());
      values[k] = all(Draws.of(sampler, target.set(), seed, "current", plan.name(), target.population().name(), "amplitude " + k));
    }
    return new TimeCourse.Steps(steps.stream().mapToDouble(s -> Units.in(Units.MILLISECOND, s.time(), plan.where() + ": time")).toArray(), values);
  }

  private TimeCourse course(CurrentPlan.Listed listed) {
    double[][] values = new double[listed.timesMs().length][];
    for (int k = 0; k < values.length; k++) {
      int step = k;
      values[k] = all(Arrays.stream(listed.amplitudesPa()).mapToDouble(row -> row[step]).toArray());
    }
    return new TimeCourse.Steps(listed.timesMs(), values);
  }

  /** As many values as the population has neurons, 0 in those that are not chosen; or one where all have one value. */
  private double[] all(double[] values) {
    if (target.isWhole()) {
      return values;
    }
    double[] all = new double[size()];
    for (int k = 0; k < target.size(); k++) {
      all[target.set().get(k)] = values[values.length == 1 ? 0 : k];
    }
    return all;
  }
}
