package org.ranvier.networks;

import static org.ranvier.networks.IfGiven.given;
import static org.ranvier.networks.IfGiven.when;

import java.nio.file.Path;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.building.Connection;
import org.ranvier.networks.building.CouplingChoice;
import org.ranvier.networks.building.Receptors;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.files.SynapseFile;
import org.ranvier.networks.plan.PlasticityPlan;
import org.ranvier.networks.plan.ProjectionPlan;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.RanvierException;
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

  private final Draft draft;
  private final Neurons source;
  private final Neurons target;
  private final String made = lineOfScript();
  private ProjectionPlan plan;

  Projection(Draft draft, String name, Neurons source, Neurons target) {
    this.draft = draft;
    this.source = source;
    this.target = target;
    plan = new ProjectionPlan(name, source.plan(), target.plan());
  }

  public String name() {
    return plan.name();
  }

  public Neurons source() {
    return source;
  }

  public Neurons target() {
    return target;
  }

  private Projection with(ProjectionPlan changed) {
    draft.requireOpen();
    plan = changed;
    return this;
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
      String unit = connection().receptorUnit();
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
    return with(plan.rule(rule));
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
    NeuronModel model = target.population().model();
    if (plan.receptor() != null || model.couplings().isEmpty() && !model.receptors().isEmpty()) { // else the receptor may be named yet
      weight.in(Units.unit(connection().receptorUnit()), where() + ": weight");
    }
    return with(plan.weight(weight));
  }

  public Projection delay(Quantity<Time> delay) {
    return delay(Distribution.constant(delay));
  }

  /** Delays that differ: a distribution, or a function of distance. They are rounded to the grid. */
  public Projection delay(SynapticValue<Time> delay) {
    return with(plan.delay(delay));
  }

  /** Names the receptor at which the synapses end, whatever the sign of their weights. */
  public Projection receptor(String receptor) {
    NeuronModel model = target.population().model();
    if (CouplingChoice.of(model, receptor, where()).isEmpty()) {
      Receptors.choice(model, receptor, where());
    }
    return with(plan.receptor(receptor));
  }

  /**
   * Makes the weights change by a learning rule.
   *
   * <p>The whole delay is dendritic unless a part is said to be {@linkplain #axonalDelay axonal}.
   */
  public Projection plastic(LearningRule rule) {
    return with(plan.plasticity(plan.plasticityOrNone().rule(rule)));
  }

  /** What the synapses deliver of their weights at each spike: short-term depression and facilitation. */
  public Projection shortTerm(Transmission transmission) {
    return with(plan.plasticity(plan.plasticityOrNone().transmission(transmission)));
  }

  /**
   * Keeps weights in 8 bytes in place of 4: where spike times shall agree with a simulator that does, and where tiny changes of a plastic
   * weight must not be lost. What static synapses deliver is then summed in 8 bytes, too, and so are the other inputs of the target
   * population; it costs twice the memory traffic for these synapses, and nothing for those of other populations.
   */
  public Projection doubleWeights() {
    return with(plan.inDoubleWeights());
  }

  /**
   * Keeps no synapse in memory: the row of a source is drawn again at each of its spikes. The spikes of the network are those with stored synapses,
   * to the last bit; a synaptic event takes about ten times as long. For static projections by {@code fixedTotalNumber}, {@code fixedOutDegree},
   * {@code oneToOne} and, with one weight and delay, {@code allToAll}, whose weights take 4 bytes and are never set. Projections between the same
   * populations are procedural together.
   */
  public Projection procedural() {
    return with(plan.drawnAgain());
  }

  /** Begins frozen: its synapses keep their weights until {@link Simulation#thaw(Projection)}. */
  public Projection frozen() {
    return with(plan.plasticity(plan.plasticityOrNone()).beginningFrozen());
  }

  /** Says that no weight is above 0, also where all begin at 0: those of a plastic projection then stay there, by a rule that keeps the sign. */
  public Projection negativeWeights() {
    draft.requireUnsaid(plan.sign() == WeightSign.POSITIVE, where(), ".positiveWeights()", ".negativeWeights()", SIGNS_MEND);
    return with(plan.sign(WeightSign.NEGATIVE));
  }

  /** Says that no weight is below 0, also where all begin at 0. */
  public Projection positiveWeights() {
    draft.requireUnsaid(plan.sign() == WeightSign.NEGATIVE, where(), ".negativeWeights()", ".positiveWeights()", SIGNS_MEND);
    return with(plan.sign(WeightSign.POSITIVE));
  }

  /** The part of the delay that passes before a spike reaches the synapse; the rest is dendritic. */
  public Projection axonalDelay(Quantity<Time> delay) {
    return axonalDelay(Distribution.constant(delay));
  }

  /** Axonal parts that differ. They are rounded to the grid, and at least one step of the delay is left to the dendrite. */
  public Projection axonalDelay(SynapticValue<Time> delay) {
    PlasticityPlan now = plan.plasticityOrNone();
    draft.requireUnsaid(now.dendritic() != null, where(), ".dendriticDelay(…)", ".axonalDelay(…)", PARTS_MEND);
    return with(plan.plasticity(now.axonal(delay)));
  }

  /** The part of the delay between synapse and soma, which the target's spikes need to reach the synapse; the rest is axonal. */
  public Projection dendriticDelay(Quantity<Time> delay) {
    return dendriticDelay(Distribution.constant(delay));
  }

  /** Dendritic parts that differ. They are rounded to the grid; at least one step, and at most the whole delay. */
  public Projection dendriticDelay(SynapticValue<Time> delay) {
    PlasticityPlan now = plan.plasticityOrNone();
    draft.requireUnsaid(now.axonal() != null, where(), ".axonalDelay(…)", ".dendriticDelay(…)", PARTS_MEND);
    return with(plan.plasticity(now.dendritic(delay)));
  }

  /** Makes each connection in both directions with the same weight and delay, as those of a gap junction; for couplings only. */
  public Projection symmetric() {
    draft.requireUnsaid(plan.oneWay(), where(), ".oneWay()", ".symmetric()", DIRECTIONS_MEND);
    return with(plan.inBothDirections());
  }

  /**
   * Takes the sources' values in the middle of each step: without a delay by going on from their last two values, with a delay by
   * going between two earlier ones. The error is then of second order in the step where the values are smooth. For couplings only.
   */
  public Projection interpolated() {
    return with(plan.betweenSteps());
  }

  /** Says that a gap junction is meant to conduct from the source to the target only, as rectifying ones nearly do; it takes charge from nowhere. */
  public Projection oneWay() {
    draft.requireUnsaid(plan.symmetric(), where(), ".symmetric()", ".oneWay()", DIRECTIONS_MEND);
    return with(plan.inOneWay());
  }

  /** Takes all that a plan says besides its ends, by the verbs of a script: what they refuse is refused. */
  Projection as(ProjectionPlan said) {
    given(said.receptor(), this::receptor);
    given(said.rule(), this::rule);
    given(said.weight(), this::weight);
    given(said.delay(), this::delay);
    given(said.plasticity(), this::as);
    given(said.sign(), this::as);
    when(said.doubleWeights(), this::doubleWeights);
    when(said.symmetric(), this::symmetric);
    when(said.oneWay(), this::oneWay);
    when(said.interpolated(), this::interpolated);
    when(said.frozen(), this::frozen);
    when(said.procedural(), this::procedural);
    return this;
  }

  private void as(PlasticityPlan said) {
    given(said.axonal(), this::axonalDelay);
    given(said.dendritic(), this::dendriticDelay);
    plastic(said.rule()).shortTerm(said.transmission());
  }

  private void as(WeightSign said) {
    switch (said) {
      case NEGATIVE -> negativeWeights();
      case POSITIVE -> positiveWeights();
      case MIXED -> throw new RanvierException(where() + ": sign MIXED says nothing; leave it out");
    }
  }

  /** Lets synapses come and go, also where no rule changes their weights. */
  void letWeightsChange() {
    with(plan.plasticity(plan.plasticityOrNone()));
  }

  /** Whether it is of this network. */
  boolean isOf(Draft other) {
    return draft == other;
  }

  /** The projection between neurons that are known, with all that can be asked of it. */
  Connection connection() {
    return new Connection(plan, Population.group(source), Population.group(target), draft.grid().resolutionMs(), made);
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

  /** The line of a script in which it was made, for messages; empty elsewhere. */
  String made() {
    return made;
  }

  String where() {
    return plan.where();
  }

  ProjectionPlan plan() {
    return plan;
  }
}
