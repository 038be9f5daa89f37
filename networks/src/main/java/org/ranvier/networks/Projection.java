package org.ranvier.networks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.files.SynapseFile;
import org.ranvier.networks.plan.PlasticityPlan;
import org.ranvier.networks.plan.ProjectionPlan;
import org.ranvier.networks.space.Geometry;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Coupling;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.synapses.SynapseGenerator.WeightSign;

/**
 * A projection: synapses from some neurons to others.
 *
 * <pre>{@code
 * net.connect(exc, inh)
 *     .rule(fixedInDegree(1000))
 *     .weight(normal(pA(87.8), pA(8.78)).redraw(pA(0), pA(1000)))
 *     .delay(ms(1.5));
 * }</pre>
 *
 * <p>Weights ≥ 0 end at the target's excitatory receptor and weights &lt; 0 at its inhibitory one, unless a receptor is named.
 *
 * <p>A projection to a coupling of the target's model couples neurons continuously, through the values of a variable in place of
 * spikes: rate neurons, gap junctions, graded synapses. The source's value at the start of a step then acts for the whole step, or with a
 * delay of {@code d} that of the moment {@code d} before the step's end; {@link #interpolated} is more accurate.
 *
 * <pre>{@code
 * net.connect(cells, cells).receptor("gap").rule(pairwiseBernoulli(0.1)).weight(nS(2)).symmetric();
 * }</pre>
 */
public final class Projection {
  private static final String PARTS_MEND = "each is what the other one leaves of the delay; give one of them";
  private static final String SIGNS_MEND = "leave out the one that the weights are not";
  private static final String DIRECTIONS_MEND = "a gap junction conducts either in both directions or in one; leave one of them out";

  private final Network network;
  private final String name;
  private final Neurons source;
  private final Neurons target;
  private @Nullable ConnectionRule rule;
  private @Nullable SynapticValue<?> weight;
  private @Nullable SynapticValue<Time> delay;
  private @Nullable String receptor;
  private @Nullable Plasticity plasticity;
  private @Nullable WeightSign sign;
  private final OneOf parts = new OneOf();
  private final OneOf signs = new OneOf();
  private final OneOf directions = new OneOf();
  private boolean wide;
  private boolean symmetric;
  private boolean oneWay;
  private boolean interpolated;
  private boolean frozen;
  private final String made = lineOfScript();

  Projection(Network network, String name, Neurons source, Neurons target) {
    this.network = network;
    this.name = name;
    this.source = source;
    this.target = target;
  }

  public String name() {
    return name;
  }

  public Neurons source() {
    return source;
  }

  public Neurons target() {
    return target;
  }

  /**
   * These synapses and no others, by arrays of one length: from neuron {@code sources[k]} to neuron {@code targets[k]} of the populations.
   *
   * @param weights in the unit of the receptor; empty: {@link #weight} says them
   * @param delaysMs from soma to soma; empty: {@link #delay} says them
   */
  public Projection synapses(int[] sources, int[] targets, double[] weights, double[] delaysMs) {
    rule(ConnectionRule.explicit(sources, targets));
    if (weights.length > 0) {
      String unit = receptorUnit();
      weight(Distribution.each(x -> Units.quantity(x, unit), weights));
    }
    if (delaysMs.length > 0) {
      delay(Distribution.each(Units::ms, delaysMs));
    }
    return this;
  }

  /**
   * The synapses of a file that {@link Synapses#save} has written, or another program; what the file does not say has to be said by {@link
   * #weight} and {@link #delay}.
   */
  public Projection synapses(Path file) {
    SynapseFile.Table table = SynapseFile.read(file);
    return synapses(table.sources(), table.targets(), table.weights(), table.delaysMs());
  }

  public Projection rule(ConnectionRule rule) {
    network.requireOpen();
    this.rule = rule;
    return this;
  }

  /** The weight of all synapses, in the unit of the target's receptor. */
  public <Q extends Quantity<Q>> Projection weight(Quantity<Q> weight) {
    return weight(Distribution.constant(weight));
  }

  /** The weight where the receptor has no unit. */
  public Projection weight(double weight) {
    return weight(Units.number(weight));
  }

  /** Weights that differ: a distribution, or a function of distance. */
  public Projection weight(SynapticValue<?> weight) {
    network.requireOpen();
    if (receptor != null || model().couplings().isEmpty() && !model().receptors().isEmpty()) { // else the receptor may be named yet
      weight.in(Units.unit(receptorUnit()), where() + ": weight");
    }
    this.weight = weight;
    return this;
  }

  public Projection delay(Quantity<Time> delay) {
    return delay(Distribution.constant(delay));
  }

  /** Delays that differ: a distribution, or a function of distance. They are rounded to the grid. */
  public Projection delay(SynapticValue<Time> delay) {
    network.requireOpen();
    this.delay = delay;
    return this;
  }

  /** Names the receptor at which the synapses end, whatever the sign of their weights. */
  public Projection receptor(String receptor) {
    network.requireOpen();
    if (Couplings.of(model(), receptor, where()).isEmpty()) {
      receptorIndex(model(), receptor, where());
    }
    this.receptor = receptor;
    return this;
  }

  /**
   * Makes the weights change by a learning rule.
   *
   * <p>The whole delay is dendritic unless a part is said to be {@linkplain #axonalDelay axonal}.
   */
  public Projection plastic(LearningRule rule) {
    return plasticity(plasticity().rule(rule));
  }

  /** What the synapses deliver of their weights at each spike: short-term depression and facilitation. */
  public Projection shortTerm(Transmission transmission) {
    return plasticity(plasticity().transmission(transmission));
  }

  /**
   * Keeps weights in 8 bytes in place of 4: where spike times shall agree with a simulator that does, and where tiny changes of a plastic
   * weight must not be lost. What static synapses deliver is then summed in 8 bytes, too, and so are the other inputs of the target
   * population; it costs twice the memory traffic for these synapses, and nothing for those of other populations.
   */
  public Projection doubleWeights() {
    network.requireOpen();
    wide = true;
    return this;
  }

  /** Begins frozen: its synapses keep their weights until {@link Simulation#thaw(Projection)}. */
  public Projection frozen() {
    plasticity = plasticity();
    network.requireOpen();
    frozen = true;
    return this;
  }

  boolean beginsFrozen() {
    return frozen;
  }

  /** Says that no weight is above 0, also where all begin at 0: those of a plastic projection then stay there, by a rule that keeps the sign. */
  public Projection negativeWeights() {
    network.requireOpen();
    signs.say(where(), ".negativeWeights()", SIGNS_MEND);
    sign = WeightSign.NEGATIVE;
    return this;
  }

  /** Says that no weight is below 0, also where all begin at 0. */
  public Projection positiveWeights() {
    network.requireOpen();
    signs.say(where(), ".positiveWeights()", SIGNS_MEND);
    sign = WeightSign.POSITIVE;
    return this;
  }

  Optional<WeightSign> saidSign() {
    return Optional.ofNullable(sign);
  }

  boolean isWide() {
    return wide;
  }

  /** The part of the delay that passes before a spike reaches the synapse; the rest is dendritic. */
  public Projection axonalDelay(Quantity<Time> delay) {
    return axonalDelay(Distribution.constant(delay));
  }

  /** Axonal parts that differ. They are rounded to the grid, and at least one step of the delay is left to the dendrite. */
  public Projection axonalDelay(SynapticValue<Time> delay) {
    network.requireOpen();
    parts.say(where(), ".axonalDelay(…)", PARTS_MEND);
    return plasticity(plasticity().axonal(delay));
  }

  /** The part of the delay between synapse and soma, which the target's spikes need to reach the synapse; the rest is axonal. */
  public Projection dendriticDelay(Quantity<Time> delay) {
    return dendriticDelay(Distribution.constant(delay));
  }

  /** Dendritic parts that differ. They are rounded to the grid; at least one step, and at most the whole delay. */
  public Projection dendriticDelay(SynapticValue<Time> delay) {
    network.requireOpen();
    parts.say(where(), ".dendriticDelay(…)", PARTS_MEND);
    return plasticity(plasticity().dendritic(delay));
  }

  ProjectionPlan plan() {
    return new ProjectionPlan(
        name, source.plan(), target.plan(), rule, weight, delay, receptor, plasticity == null ? null : plasticity.plan(), sign, wide, symmetric,
        oneWay, interpolated);
  }

  /** What changes its weights, as a plan has it. */
  Projection planned(PlasticityPlan plan) {
    if (plan.axonal() != null) {
      axonalDelay(plan.axonal());
    }
    if (plan.dendritic() != null) {
      dendriticDelay(plan.dendritic());
    }
    return plastic(plan.rule()).shortTerm(plan.transmission());
  }

  private Projection plasticity(Plasticity plasticity) {
    network.requireOpen();
    this.plasticity = plasticity;
    return this;
  }

  /** Lets synapses come and go, also where no rule changes their weights. */
  void letWeightsChange() {
    plasticity = plasticity();
  }

  boolean isPlastic() {
    return plasticity != null;
  }

  Plasticity plasticity() {
    return plasticity == null ? Plasticity.NONE : plasticity;
  }

  /** Makes each connection in both directions with the same weight and delay, as those of a gap junction; for couplings only. */
  public Projection symmetric() {
    network.requireOpen();
    directions.say(where(), ".symmetric()", DIRECTIONS_MEND);
    symmetric = true;
    return this;
  }

  /**
   * Takes the sources' values in the middle of each step: without a delay by going on from their last two values, with a delay by
   * going between two earlier ones. The error is then of second order in the step where the values are smooth. For couplings only.
   */
  public Projection interpolated() {
    network.requireOpen();
    interpolated = true;
    return this;
  }

  /** Says that a gap junction is meant to conduct from the source to the target only, as rectifying ones nearly do; it takes charge from nowhere. */
  public Projection oneWay() {
    network.requireOpen();
    directions.say(where(), ".oneWay()", DIRECTIONS_MEND);
    oneWay = true;
    return this;
  }

  boolean isOneWay() {
    return oneWay;
  }

  boolean isSymmetric() {
    return symmetric;
  }

  boolean isInterpolated() {
    return interpolated;
  }

  /** Whether no delay is given, as only couplings may leave it. */
  boolean isInstantaneous() {
    return delay == null;
  }

  /** Refuses targets that receive nothing. */
  void requireReceiver() {
    if (model().receptors().isEmpty() && model().couplings().isEmpty()) {
      receptorChoice();
    }
  }

  /** The coupling at which it ends, where it ends at one. */
  Optional<Coupling> coupling() {
    Optional<Coupling> coupling = Couplings.of(model(), receptor, where());
    if (coupling.isEmpty() && (symmetric || interpolated || oneWay)) {
      throw new RanvierException(
          where() + ": " + (symmetric ? ".symmetric()" : interpolated ? ".interpolated()" : ".oneWay()") + " is for couplings, not for spikes"
              + (model().couplings().isEmpty() ? "; " + model().name() + " has none" : "; name one of " + model().couplings().stream().map(Coupling::name).toList()
                  + " with .receptor(…)"));
    }
    return coupling;
  }

  ConnectionRule rule() {
    return require(rule, "rule", ".rule(fixedInDegree(100))");
  }

  SynapticValue<?> weight() {
    return require(weight, "weight", ".weight(pA(50))");
  }

  SynapticValue<Time> delay() {
    if (delay == null && coupling().isPresent()) {
      return Distribution.constant(Units.ms(network.grid().resolutionMs()));
    }
    return require(delay, "delay", ".delay(ms(1.5))");
  }

  /** Where the neurons are. */
  Geometry geometry() {
    return Geometry.between(where(), source.population().positions(), target.population().positions());
  }

  /** The line of a script in which it was made, for messages; empty elsewhere. */
  private static String lineOfScript() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames.filter(f -> f.getDeclaringClass().getPackageName().isEmpty() && f.getLineNumber() > 0 && f.getFileName() != null)
                    .findFirst()
                    .map(f -> f.getFileName() + ":" + f.getLineNumber() + ": ")
                    .orElse(""));
  }

  private <T> T require(@Nullable T value, String what, String example) {
    if (value == null) {
      throw new RanvierException(made + where() + " has no " + what + "; add " + example);
    }
    return value;
  }

  String receptorText() {
    return (receptor == null ? "" : "  receptor " + receptor) + (plasticity == null ? "" : plasticity) + (frozen ? "  frozen" : "")
        + (wide ? "  8-byte weights" : "") + (sign == null ? "" : sign == WeightSign.NEGATIVE ? "  negative weights" : "  positive weights")
        + (symmetric ? "  symmetric" : "") + (oneWay ? "  one way" : "")
        + (interpolated ? "  interpolated" : "");
  }

  String where() {
    return "projection " + name;
  }

  private NeuronModel model() {
    return target.population().model();
  }

  String receptorUnit() {
    Optional<Coupling> coupling = coupling();
    if (coupling.isPresent()) {
      return coupling.get().unit();
    }
    ReceptorChoice choice = receptorChoice();
    return model().receptors().get(choice.positive()).unit();
  }

  ReceptorChoice receptorChoice() {
    return receptorChoice(model(), receptor, where());
  }

  /** Which weights may end at its receptors. */
  ConductanceSigns signs() {
    return new ConductanceSigns(where(), model(), receptorChoice());
  }

  static ReceptorChoice receptorChoice(NeuronModel model, @Nullable String receptor, String where) {
    if (receptor != null) {
      return ReceptorChoice.always(receptorIndex(model, receptor, where));
    }
    if (model.receptors().isEmpty()) {
      throw new RanvierException(
          where + ": " + model.name() + " receives no spikes; connect to a population of neurons"
              + (model.couplings().isEmpty() ? "" : ", or to its " + model.couplings().stream().map(Coupling::name).toList()));
    }
    return model
        .receptorsBySign()
        .map(r -> new ReceptorChoice(r[0], r[1]))
        .orElseThrow(
            () ->
                new RanvierException(
                    where + ": " + model.name() + " has several receptors; name one of "
                        + model.receptors().stream().map(Receptor::name).toList() + " with .receptor(…)"));
  }

  private static int receptorIndex(NeuronModel model, String receptor, String where) {
    var names = model.receptors().stream().map(Receptor::name).toList();
    int index = names.indexOf(receptor);
    if (index < 0) {
      var known = new ArrayList<>(names);
      model.couplings().forEach(c -> known.add(c.name()));
      throw new RanvierException(
          where + ": " + model.name() + " has no receptor '" + receptor + "'" + Names.suggest(receptor, known));
    }
    return index;
  }
}
