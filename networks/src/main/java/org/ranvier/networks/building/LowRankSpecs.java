package org.ranvier.networks.building;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.plan.FactorLearningPlan;
import org.ranvier.networks.plan.LowRankPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.plasticity.lowrank.FactorPlasticity;
import org.ranvier.plasticity.lowrank.FactorSide;
import org.ranvier.plasticity.lowrank.LowRankEvents;
import org.ranvier.plasticity.lowrank.LowRankField;
import org.ranvier.plasticity.lowrank.LowRankInput;
import org.ranvier.plasticity.lowrank.LowRankModel;
import org.ranvier.plasticity.modulation.Acting;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.StimulusSpec;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/** A projection of low rank as the engine has it. */
public final class LowRankSpecs {
  private final LowRankPlan plan;
  private final NeuronGroup source;
  private final NeuronGroup target;
  private final String where;

  public LowRankSpecs(LowRankPlan plan, NeuronGroup source, NeuronGroup target) {
    this.plan = plan;
    this.source = source;
    this.target = target;
    where = plan.where();
  }

  LowRankSpecs(LowRankPlan plan, NetworkIndex index) {
    this(plan, index.neurons(plan.source()), index.neurons(plan.target()));
  }

  /** Whether its targets live in continuous time, where there are spikes and no modes. */
  public boolean isExact() {
    return target.population().isExact();
  }

  /** Refuses what needs steps where targets live in continuous time. */
  private void requireSteps() {
    refuseExact(plan.tau() != null, ".tau(…) spreads a spike over time, and exact neurons are carried from event to event; leave it out");
    refuseExact(plan.plasticity() != null, "factors learn from step to step; write the matrix out with net.connect(…).plastic(…)");
    refuseExact(plan.recorded() != null, ".recorded(…) is of modes, and each spike arrives by itself; leave it out");
  }

  private void refuseExact(boolean said, String why) {
    if (said) {
      throw new RanvierException(where + ": " + target.population().where() + " lives in continuous time: " + why + ", or leave .exact() out");
    }
  }

  public void requireFactors(double[][] targets, double[][] sources) {
    int most = Math.min(source.size(), target.size());
    if (targets.length != sources.length || targets.length == 0) {
      throw new RanvierException(
          where + ": factors have " + targets.length + " modes on the side of targets and " + sources.length + " on that of sources; give a row for each mode"
              + " on both sides");
    }
    if (targets.length > most) {
      throw new RanvierException(
          where + ": rank " + targets.length + " is above the largest that a matrix of " + target.size() + " × " + source.size() + " can have, " + most
              + "; give at most " + most + " modes");
    }
    requireRows(targets, target, "target");
    requireRows(sources, source, "source");
  }

  private void requireRows(double[][] rows, NeuronGroup of, String side) {
    for (int k = 0; k < rows.length; k++) {
      if (rows[k].length != of.size()) {
        throw new RanvierException(
            where + ": mode " + k + " has " + rows[k].length + " factors for " + of.size() + " " + side + " neurons; give one for each");
      }
      requireFinite(rows[k], side + " factor of mode " + k + ", number");
    }
  }

  public void requireFinite(double[] values, String what) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new RanvierException(where + ": " + what + " " + i + " is " + values[i] + "; it must be a finite number");
      }
    }
  }

  /** The modes, and what they bring to the targets. */
  record Parts(FieldSpec field, StimulusSpec stimulus) {}

  Parts parts(NetworkIndex index, ModulationSpecs modulation) {
    List<List<Acting>> acting = modulation.acting(plan);
    if (isExact()) {
      requireSteps();
      return new Parts(fieldOfExact(index), events(index));
    }
    return new Parts(field(index, acting), stimulus(index.index(target), acting));
  }

  private LowRankModel model(int delaySteps, double tauMs, @Nullable FactorPlasticity plasticity) {
    if (plan.left().length == 0) {
      throw new RanvierException(where + " has no factors; add .factors(left, right)");
    }
    return new LowRankModel(plan.name(), spreadTargets(plan.left()), spreadSources(plan.right()), weightOf(), delaySteps, tauMs, plasticity);
  }

  /** It has the factors; spikes come to the targets by their exact times. */
  private FieldSpec fieldOfExact(NetworkIndex index) {
    double steps = delayMs() / index.grid().resolutionMs() * (1 - 1e-6);
    if (!(steps >= 1)) {
      throw new RanvierException(
          where + ": delay " + TimeGrid.trim(delayMs()) + " ms must be longer than a step of " + TimeGrid.trim(index.grid().resolutionMs())
              + " ms, also in continuous time; make it longer, the resolution finer, or write the matrix out with net.connect(…)");
    }
    LowRankModel model = model(1, 0, null); // no spikes wait in it
    return new FieldSpec(List.of(), (int) Math.min(1 << 20, steps), g -> new LowRankField(model, -1, g), List.of());
  }

  private StimulusSpec events(NetworkIndex index) {
    return new StimulusSpec(
        index.index(target), false, new LowRankEvents(plan.name(), index.index(source), receptorIndex(), weightOf(), gainsOfAll(), delayMs()));
  }

  /** Throws if its rule needs modulators that it cannot have. */
  void requireModulators(ModulationSpecs modulation) {
    if (plan.plasticity() != null) {
      modulation.check(plan.plasticity().rule(), target, where);
      modulation.requireMixed(plan.plasticity().rule(), where);
    }
  }

  private FieldSpec field(NetworkIndex index, List<List<Acting>> acting) {
    TimeGrid grid = index.grid();
    Quantity<Time> tau = plan.tau();
    double tauMs = tau == null ? 0 : Units.in(Units.MILLISECOND, tau, where + ": tau");
    if (tau != null && !(tauMs > 0 && Double.isFinite(tauMs))) {
      throw new RanvierException(where + ": tau " + Units.text(tau) + " must be above 0; leave it out where spikes shall arrive in one step");
    }
    LowRankModel model = model(delaySteps(grid), tauMs, plasticity(index, acting));
    int from = index.index(source);
    var probes = new ArrayList<FieldSpec.Probe>();
    if (plan.recorded() != null) {
      String what = where + ": recording";
      int[] all = new int[plan.modes()];
      Arrays.setAll(all, k -> k);
      probes.add(new FieldSpec.Probe(0, all, grid.delaySteps(Units.in(Units.MILLISECOND, plan.recorded(), what), what)));
    }
    List<Integer> heard = plan.plasticity() == null ? List.of(from) : Stream.of(from, index.index(target)).distinct().toList();
    return new FieldSpec(heard, model.delaySteps(), g -> new LowRankField(model, from, g), probes);
  }

  private @Nullable FactorPlasticity plasticity(NetworkIndex index, List<List<Acting>> acting) {
    FactorLearningPlan p = plan.plasticity();
    if (p == null) {
      return null;
    }
    if (p.keepsNorms()) {
      requireNorms(plan.left(), p.side() != FactorSide.RIGHT, "target");
      requireNorms(plan.right(), p.side() != FactorSide.LEFT, "source");
    }
    return new FactorPlasticity(
        p.rule().onFactors(where), p.side(), p.keepsNorms(), index.index(target), chosen(source), chosen(target), gainsOfAll(), acting);
  }

  private void requireNorms(double[][] rows, boolean learns, String side) {
    for (int k = 0; k < rows.length && learns; k++) {
      if (Arrays.stream(rows[k]).allMatch(f -> f == 0)) {
        throw new RanvierException(
            where + ": all " + side + " factors of mode " + k + " are 0, and their norm is kept, so they could never change; leave .keepingNorms() out, or begin with"
                + " others");
      }
    }
  }

  private static boolean[] chosen(NeuronGroup of) {
    boolean[] chosen = new boolean[of.population().size()];
    for (int i : of.set().toArray()) {
      chosen[i] = true;
    }
    return chosen;
  }

  private StimulusSpec stimulus(int population, List<List<Acting>> acting) {
    boolean wide = plan.doubleWeights();
    return new StimulusSpec(population, false, wide, new LowRankInput(plan.name(), receptorIndex(), weightOf(), gainsOfAll(), acting, wide));
  }

  private double[] gainsOfAll() {
    if (plan.gains().length != 0 && plan.gains().length != plan.modes()) {
      throw new RanvierException(where + ": there are " + plan.gains().length + " gains for " + plan.modes() + " modes; give one for each, or none");
    }
    double[] all = plan.gains().length == 0 ? new double[plan.modes()] : plan.gains().clone();
    if (plan.gains().length == 0) {
      Arrays.fill(all, 1);
    }
    return all;
  }

  private int receptorIndex() {
    var model = target.model();
    ReceptorChoice choice = Receptors.choice(model, plan.receptor(), where);
    Receptor at = model.receptors().get(choice.positive());
    if (choice.positive() != choice.negative()) {
      throw new RanvierException(
          where + ": " + model.name() + " has a receptor for each sign of weights, and a mode has both; name one with .receptor(\"" + at.name() + "\")");
    }
    if (at.weights() != Receptor.Weights.ANY) {
      throw new RanvierException(
          where + ": receptor " + at.name() + " of " + model.name()
              + " takes conductances, which have one sign; modes have both, so let it end at a model with currents");
    }
    return choice.positive();
  }

  private <T> T require(@Nullable T value, String what, String mend) {
    if (value == null) {
      throw new RanvierException(where + " has no " + what + "; add " + mend);
    }
    return value;
  }

  private double delayMs() {
    return Units.in(Units.MILLISECOND, require(plan.delay(), "delay", ".delay(ms(1))"), where + ": delay");
  }

  private int delaySteps(TimeGrid grid) {
    return grid.delaySteps(delayMs(), where + ": delay");
  }

  private double weightOf() {
    String unit = target.model().receptors().get(receptorIndex()).unit();
    return Units.in(Units.unit(unit), require(plan.weight(), "weight", ".weight(…)"), where + ": weight");
  }

  /** One value for each neuron of the population; 0 for those that are not chosen. */
  private static double[][] spread(double[][] rows, NeuronGroup chosen) {
    NeuronSet set = chosen.set();
    double[][] all = new double[rows.length][chosen.population().size()];
    for (int k = 0; k < rows.length; k++) {
      for (int n = 0; n < set.size(); n++) {
        all[k][set.get(n)] = rows[k][n];
      }
    }
    return all;
  }

  /** Of each neuron of the population the value of the chosen ones. */
  private static double[][] gathered(double[][] all, NeuronGroup chosen) {
    int[] at = chosen.set().toArray();
    return Arrays.stream(all).map(row -> Arrays.stream(at).mapToDouble(i -> row[i]).toArray()).toArray(double[][]::new);
  }

  public double[][] spreadTargets(double[][] rows) {
    return spread(rows, target);
  }

  public double[][] spreadSources(double[][] rows) {
    return spread(rows, source);
  }

  /** Of factors of whole populations those of the chosen neurons. */
  public List<double[][]> gathered(List<double[][]> factors) {
    return List.of(gathered(factors.get(0), target), gathered(factors.get(1), source));
  }
}
