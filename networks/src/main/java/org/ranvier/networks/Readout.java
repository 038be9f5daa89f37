package org.ranvier.networks;

import static org.ranvier.networks.IfGiven.given;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.building.ReadoutSpecs;
import org.ranvier.networks.plan.ReadoutPlan;
import org.ranvier.plasticity.teaching.Feedback;
import org.ranvier.plasticity.teaching.Loss;
import org.ranvier.plasticity.teaching.Optimiser;

/**
 * Leaky outputs that read the spikes of populations, and whose errors teach them ({@link org.ranvier.plasticity.rules.Eprop}).
 *
 * <pre>{@code
 * var out = net.readout("out", recurrent).outputs(2).tau(ms(20)).interval(ms(1000)).feedback(Feedback.RANDOM);
 * ...
 * simulation.want(out, pattern);      // [output][step], repeated
 * simulation.run(ms(1000));
 * double[] losses = simulation.readout(out).losses();
 * }</pre>
 */
public final class Readout {
  private final Draft draft;
  private ReadoutPlan plan;

  Readout(Draft draft, String name, List<String> read) {
    this.draft = draft;
    plan = new ReadoutPlan(name, read);
  }

  public String name() {
    return plan.name();
  }

  private Readout with(ReadoutPlan changed) {
    draft.requireOpen();
    plan = changed;
    return this;
  }

  /** How many outputs there are, one until told otherwise. */
  public Readout outputs(int outputs) {
    return with(plan.outputs(outputs));
  }

  /** Time constant of the outputs, 20 ms until told otherwise. */
  public Readout tau(Quantity<Time> tau) {
    return with(plan.tau(tau));
  }

  /** The interval between updates of all weights that learn from it: a trial, or several. */
  public Readout interval(Quantity<Time> interval) {
    return with(plan.interval(interval));
  }

  /** What errors are the derivatives of; squares until told otherwise. */
  public Readout loss(Loss loss) {
    return with(plan.loss(loss));
  }

  /** How errors reach the neurons; by the readout's weights until told otherwise. */
  public Readout feedback(Feedback feedback) {
    return with(plan.feedback(feedback));
  }

  /** By which part weights of readout and feedback decay at each update, where feedback is adaptive. */
  public Readout decay(double part) {
    return with(plan.decay(part));
  }

  /** How its own weights learn; gradient descent at 1e-4 until told otherwise. */
  public Readout optimiser(Optimiser optimiser) {
    return with(plan.optimiser(optimiser));
  }

  /**
   * Initial weights, and those of random feedback, are normal with standard deviation {@code scale/√(number of neurons)}; 1
   * until told otherwise.
   */
  public Readout weightScale(double scale) {
    return with(plan.scale(scale));
  }

  /** Initial weights: for each output one for each neuron, population after population. */
  public Readout weights(double[][] weights) {
    ReadoutSpecs.requireRows(plan, weights, "weights");
    return with(plan.weights(weights));
  }

  /** Records outputs and errors at an interval; they are among the simulation's traces. */
  public Readout recorded(Quantity<Time> every) {
    return with(plan.recorded(every));
  }

  /** Takes all that a plan says besides what is read, by the verbs of a script: what they refuse is refused. */
  Readout as(ReadoutPlan said) {
    outputs(said.outputs()).tau(said.tau()).loss(said.loss()).feedback(said.feedback()).decay(said.decay()).optimiser(said.optimiser());
    weightScale(said.scale()).weights(said.weights());
    given(said.interval(), this::interval);
    given(said.recorded(), this::recorded);
    return this;
  }

  String where() {
    return plan.where();
  }

  ReadoutPlan plan() {
    return plan;
  }

  @Override
  public String toString() {
    return plan.toString();
  }
}
