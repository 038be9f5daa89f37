package org.ranvier.networks.plan;

import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.simulator.synapses.SynapseGenerator.WeightSign;

/**
 * A projection.
 *
 * @param name part of the key of its random numbers
 * @param delay null: none is given, as couplings may leave it
 * @param receptor null: by the sign of the weights
 * @param plasticity null: the weights stay as they are
 * @param sign that weights are said to have
 * @param doubleWeights whether weights are kept in 8 bytes
 * @param frozen whether a simulation begins with it frozen
 * @param procedural whether synapses are drawn again at each spike and not stored, which changes no spike
 */
public record ProjectionPlan(
    String name, NeuronsPlan source, NeuronsPlan target, @Nullable ConnectionRule rule, @Nullable SynapticValue<?> weight,
    @Nullable SynapticValue<Time> delay, @Nullable String receptor, @Nullable PlasticityPlan plasticity, @Nullable WeightSign sign,
    boolean doubleWeights, boolean symmetric, boolean oneWay, boolean interpolated, boolean frozen,
    boolean procedural) {
  /** A projection between neurons, of which no more is said. */
  public ProjectionPlan(String name, NeuronsPlan source, NeuronsPlan target) {
    this(name, source, target, null, null, null, null, null, null, false, false, false, false, false, false);
  }

  /** The same with another rule. */
  public ProjectionPlan rule(ConnectionRule of) {
    return new ProjectionPlan(name, source, target, of, weight, delay, receptor, plasticity, sign, doubleWeights, symmetric, oneWay, interpolated, frozen, procedural);
  }

  /** The same with other weights. */
  public ProjectionPlan weight(SynapticValue<?> of) {
    return new ProjectionPlan(name, source, target, rule, of, delay, receptor, plasticity, sign, doubleWeights, symmetric, oneWay, interpolated, frozen, procedural);
  }

  /** The same with other delays. */
  public ProjectionPlan delay(SynapticValue<Time> of) {
    return new ProjectionPlan(name, source, target, rule, weight, of, receptor, plasticity, sign, doubleWeights, symmetric, oneWay, interpolated, frozen, procedural);
  }

  /** The same at another receptor. */
  public ProjectionPlan receptor(String of) {
    return new ProjectionPlan(name, source, target, rule, weight, delay, of, plasticity, sign, doubleWeights, symmetric, oneWay, interpolated, frozen, procedural);
  }

  /** The same whose weights are changed by that. */
  public ProjectionPlan plasticity(PlasticityPlan of) {
    return new ProjectionPlan(name, source, target, rule, weight, delay, receptor, of, sign, doubleWeights, symmetric, oneWay, interpolated, frozen, procedural);
  }

  /** The same with weights of that sign. */
  public ProjectionPlan sign(WeightSign of) {
    return new ProjectionPlan(name, source, target, rule, weight, delay, receptor, plasticity, of, doubleWeights, symmetric, oneWay, interpolated, frozen, procedural);
  }

  /** The same with weights in 8 bytes. */
  public ProjectionPlan inDoubleWeights() {
    return new ProjectionPlan(name, source, target, rule, weight, delay, receptor, plasticity, sign, true, symmetric, oneWay, interpolated, frozen, procedural);
  }

  /** The same in both directions. */
  public ProjectionPlan inBothDirections() {
    return new ProjectionPlan(name, source, target, rule, weight, delay, receptor, plasticity, sign, doubleWeights, true, oneWay, interpolated, frozen, procedural);
  }

  /** The same gap junction that conducts in one direction. */
  public ProjectionPlan inOneWay() {
    return new ProjectionPlan(name, source, target, rule, weight, delay, receptor, plasticity, sign, doubleWeights, symmetric, true, interpolated, frozen, procedural);
  }

  /** The same coupling that takes values in the middle of steps. */
  public ProjectionPlan betweenSteps() {
    return new ProjectionPlan(name, source, target, rule, weight, delay, receptor, plasticity, sign, doubleWeights, symmetric, oneWay, true, frozen, procedural);
  }

  /** The same that begins frozen. */
  public ProjectionPlan beginningFrozen() {
    return new ProjectionPlan(name, source, target, rule, weight, delay, receptor, plasticity, sign, doubleWeights, symmetric, oneWay, interpolated, true, procedural);
  }

  /** The same whose synapses are drawn again at each spike. */
  public ProjectionPlan drawnAgain() {
    return new ProjectionPlan(
        name, source, target, rule, weight, delay, receptor, plasticity, sign, doubleWeights, symmetric, oneWay, interpolated, frozen, true);
  }

  /** The same with stored synapses. */
  ProjectionPlan stored() {
    return new ProjectionPlan(
        name, source, target, rule, weight, delay, receptor, plasticity, sign, doubleWeights, symmetric, oneWay, interpolated, frozen, false);
  }

  /** Names it in messages. */
  public String where() {
    return "projection " + name;
  }

  /** Whether its weights can change in a run. */
  public boolean isPlastic() {
    return plasticity != null;
  }

  /** What changes its weights, if anything. */
  public PlasticityPlan plasticityOrNone() {
    return plasticity == null ? PlasticityPlan.NONE : plasticity;
  }

  /** What is said besides rule, weight and delay, for people. */
  public String more() {
    return (receptor == null ? "" : "  receptor " + receptor) + (plasticity == null ? "" : "  " + plasticity) + (frozen ? "  frozen" : "")
        + (doubleWeights ? "  8-byte weights" : "") + (procedural ? "  procedural" : "")
        + (sign == null ? "" : sign == WeightSign.NEGATIVE ? "  negative weights" : "  positive weights")
        + (symmetric ? "  symmetric" : "") + (oneWay ? "  one way" : "") + (interpolated ? "  interpolated" : "");
  }
}
