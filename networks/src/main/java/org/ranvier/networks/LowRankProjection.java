package org.ranvier.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.plan.LowRankPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.plasticity.lowrank.LowRankField;
import org.ranvier.plasticity.lowrank.LowRankInput;
import org.ranvier.plasticity.lowrank.LowRankModel;
import org.ranvier.plasticity.modulation.Acting;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.StimulusSpec;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A projection whose matrix of weights has low rank: {@code W = w·L·diag(s)·Rᵀ}, with K modes. A spike of neuron {@code j} adds {@code R_kj} to each mode, and neuron
 * {@code i} receives {@code w·Σ_k s_k·L_ki·κ_k}: neither time nor memory is spent on single synapses. Receptors of modulators can act on the gains {@code s_k}
 * ({@link ModulatorReceptor#gates(LowRankProjection, int, org.ranvier.plasticity.receptors.Effect)}; Costacurta et al. 2024, NeurIPS).
 *
 * <pre>{@code
 * var loop = net.lowRank("loop", exc, exc).factors(left, right).weight(pA(20)).delay(ms(1)).tau(ms(100));
 * acetylcholine.receptor("M1", new Response.Proportional(1)).gates(loop, 0, new Effect.Between(0, 1));
 * }</pre>
 *
 * <p>All is on the grid. Weights of both signs come together in a mode, so it ends at one receptor, which takes both.
 */
public final class LowRankProjection {
  private final Network network;
  private final String name;
  private final Neurons source;
  private final Neurons target;
  private double[][] left = {};
  private double[][] right = {};
  private double[] gains = {};
  private @Nullable Quantity<?> weight;
  private @Nullable Quantity<Time> delay;
  private @Nullable Quantity<Time> tau;
  private @Nullable String receptor;
  private boolean wide;
  private @Nullable Quantity<Time> recorded;

  LowRankProjection(Network network, String name, Neurons source, Neurons target) {
    this.network = network;
    this.name = name;
    this.source = source;
    this.target = target;
    requireOnGrid(source.population());
    requireOnGrid(target.population());
  }

  public String name() {
    return name;
  }

  /**
   * The factors of the matrix.
   *
   * @param left for each mode how strongly each target receives it
   * @param right for each mode how strongly each source feeds it
   */
  public LowRankProjection factors(double[][] left, double[][] right) {
    network.requireOpen();
    requireFactors(left, right);
    requireGated(left.length);
    this.left = copy(left);
    this.right = copy(right);
    return this;
  }

  /** The gains of the modes where no modulator acts on them; 1 until told otherwise. */
  public LowRankProjection gains(double... gains) {
    network.requireOpen();
    requireFinite(gains, "gain");
    this.gains = gains.clone();
    return this;
  }

  /** What a factor of 1 at both ends delivers, in the unit of the receptor. */
  public LowRankProjection weight(Quantity<?> weight) {
    network.requireOpen();
    this.weight = weight;
    return this;
  }

  /** How long spikes travel: at least a step. */
  public LowRankProjection delay(Quantity<Time> delay) {
    network.requireOpen();
    this.delay = delay;
    return this;
  }

  /** Lets modes be low-passed with this time constant: a spike delivers as much in sum, spread over time. Without it, it arrives in one step. */
  public LowRankProjection tau(Quantity<Time> tau) {
    network.requireOpen();
    this.tau = tau;
    return this;
  }

  /** The receptor at which it ends. */
  public LowRankProjection receptor(String receptor) {
    network.requireOpen();
    Projection.receptorChoice(target.population().model(), receptor, where());
    this.receptor = receptor;
    return this;
  }

  /** Adds to the targets in 8 bytes in place of 4; see {@link Projection#doubleWeights}. */
  public LowRankProjection doubleWeights() {
    network.requireOpen();
    wide = true;
    return this;
  }

  /** Records what the modes deliver in a step, before their gains, at an interval; it is among the simulation's traces. */
  public LowRankProjection recorded(Quantity<Time> every) {
    network.requireOpen();
    recorded = every;
    return this;
  }

  LowRankPlan plan() {
    return new LowRankPlan(name, source.plan(), target.plan(), copy(left), copy(right), gains.clone(), weight, delay, tau, receptor, wide, recorded);
  }

  Neurons target() {
    return target;
  }

  int modes() {
    return left.length;
  }

  private static double[][] copy(double[][] rows) {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  private void requireOnGrid(Population population) {
    if (population.isExact()) {
      throw new RanvierException(
          where() + ": " + population.where() + " lives in continuous time, and low-rank projections are on the grid; leave .exact() out, or write the matrix out"
              + " with net.connect(…)");
    }
  }

  void requireFactors(double[][] targets, double[][] sources) {
    int most = Math.min(source.size(), target.size());
    if (targets.length != sources.length || targets.length == 0) {
      throw new RanvierException(
          where() + ": factors have " + targets.length + " modes on the side of targets and " + sources.length + " on that of sources; give a row for each mode"
              + " on both sides");
    }
    if (targets.length > most) {
      throw new RanvierException(
          where() + ": rank " + targets.length + " is above the largest that a matrix of " + target.size() + " × " + source.size() + " can have, " + most
              + "; give at most " + most + " modes");
    }
    requireRows(targets, target, "target");
    requireRows(sources, source, "source");
  }

  private void requireGated(int modes) {
    for (ModulatorReceptor receptor : network.receptors()) {
      for (ModulatorReceptor.Action a : receptor.actions()) {
        if (a instanceof ModulatorReceptor.Action.Mode(LowRankProjection of, int mode, _) && of == this && mode >= modes) {
          throw new RanvierException(
              where() + ": " + receptor.where() + " acts on mode " + mode + ", counted from 0, and there are factors for " + modes + "; give at least " + (mode + 1)
                  + " modes");
        }
      }
    }
  }

  private void requireRows(double[][] rows, Neurons of, String side) {
    for (int k = 0; k < rows.length; k++) {
      if (rows[k].length != of.size()) {
        throw new RanvierException(
            where() + ": mode " + k + " has " + rows[k].length + " factors for " + of.size() + " " + side + " neurons; give one for each");
      }
      requireFinite(rows[k], side + " factor of mode " + k + ", number");
    }
  }

  void requireFinite(double[] values, String what) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new RanvierException(where() + ": " + what + " " + i + " is " + values[i] + "; it must be a finite number");
      }
    }
  }

  private double[] gainsOfAll() {
    if (gains.length != 0 && gains.length != left.length) {
      throw new RanvierException(where() + ": there are " + gains.length + " gains for " + left.length + " modes; give one for each, or none");
    }
    double[] all = gains.length == 0 ? new double[left.length] : gains.clone();
    if (gains.length == 0) {
      Arrays.fill(all, 1);
    }
    return all;
  }

  private int receptorIndex() {
    var model = target.population().model();
    ReceptorChoice choice = Projection.receptorChoice(model, receptor, where());
    Receptor at = model.receptors().get(choice.positive());
    if (choice.positive() != choice.negative()) {
      throw new RanvierException(
          where() + ": " + model.name() + " has a receptor for each sign of weights, and a mode has both; name one with .receptor(\"" + at.name() + "\")");
    }
    if (at.weights() != Receptor.Weights.ANY) {
      throw new RanvierException(
          where() + ": receptor " + at.name() + " of " + model.name()
              + " takes conductances, which have one sign; modes have both, so let it end at a model with currents");
    }
    return choice.positive();
  }

  private <T> T require(@Nullable T value, String what, String mend) {
    if (value == null) {
      throw new RanvierException(where() + " has no " + what + "; add " + mend);
    }
    return value;
  }

  private int delaySteps(TimeGrid grid) {
    String what = where() + ": delay";
    return grid.delaySteps(Units.in(Units.MILLISECOND, require(delay, "delay", ".delay(ms(1))"), what), what);
  }

  private double weightOf() {
    String unit = target.population().model().receptors().get(receptorIndex()).unit();
    return Units.in(Units.unit(unit), require(weight, "weight", ".weight(…)"), where() + ": weight");
  }

  FieldSpec field(Map<Population, Integer> index, TimeGrid grid) {
    requireOnGrid(source.population()); // they may have been moved off it since
    requireOnGrid(target.population());
    if (left.length == 0) {
      throw new RanvierException(where() + " has no factors; add .factors(left, right)");
    }
    double tauMs = tau == null ? 0 : Units.in(Units.MILLISECOND, tau, where() + ": tau");
    if (tau != null && !(tauMs > 0 && Double.isFinite(tauMs))) {
      throw new RanvierException(where() + ": tau " + Units.text(tau) + " must be above 0; leave it out where spikes shall arrive in one step");
    }
    var model = new LowRankModel(name, spread(left, target), spread(right, source), weightOf(), delaySteps(grid), tauMs);
    int from = Objects.requireNonNull(index.get(source.population()));
    var probes = new ArrayList<FieldSpec.Probe>();
    if (recorded != null) {
      String what = where() + ": recording";
      int[] all = new int[left.length];
      Arrays.setAll(all, k -> k);
      probes.add(new FieldSpec.Probe(0, all, grid.delaySteps(Units.in(Units.MILLISECOND, recorded, what), what)));
    }
    return new FieldSpec(List.of(from), model.delaySteps(), g -> new LowRankField(model, from, g), probes);
  }

  /** One value for each neuron of the population; 0 for those that are not chosen. */
  static double[][] spread(double[][] rows, Neurons chosen) {
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
  static double[][] gathered(double[][] all, Neurons chosen) {
    int[] at = chosen.set().toArray();
    return Arrays.stream(all).map(row -> Arrays.stream(at).mapToDouble(i -> row[i]).toArray()).toArray(double[][]::new);
  }

  double[][] spreadTargets(double[][] rows) {
    return spread(rows, target);
  }

  double[][] spreadSources(double[][] rows) {
    return spread(rows, source);
  }

  List<double[][]> gathered(List<double[][]> factors) {
    return List.of(gathered(factors.get(0), target), gathered(factors.get(1), source));
  }

  StimulusSpec stimulus(int population, List<List<Acting>> acting) {
    return new StimulusSpec(population, false, wide, new LowRankInput(name, receptorIndex(), weightOf(), gainsOfAll(), acting, wide));
  }

  String where() {
    return "low-rank projection '" + name + "'";
  }

  @Override
  public String toString() {
    return "low rank " + name + "  " + source.population().name() + " → " + target.population().name() + (receptor == null ? "" : " " + receptor)
        + "  " + left.length + " modes" + (gains.length == 0 ? "" : "  gains " + Arrays.toString(gains)) + "  weight "
            + (weight == null ? "missing" : Units.text(weight)) + "  delay "
        + (delay == null ? "missing" : Units.text(delay)) + (tau == null ? "" : "  tau " + Units.text(tau));
  }
}
