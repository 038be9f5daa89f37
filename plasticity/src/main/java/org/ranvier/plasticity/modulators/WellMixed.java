package org.ranvier.plasticity.modulators;

import java.util.Arrays;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.kinetics.Flow;
import org.ranvier.plasticity.kinetics.GaussNodes;
import org.ranvier.simulator.state.StatePort;

/**
 * A neuromodulator whose places do not exchange anything: one place for the whole network, or one for each population.
 *
 * <p>Decay and uptake follow their closed forms. A production that other modulators drive acts through a cubic in each step: exact to
 * rounding with exponential decay, and of second order in the step with saturable uptake, between whose two halves it is split.
 */
public final class WellMixed implements Concentration {
  private final double baseline;
  private final double floor;
  private final Flow[] toNode = new Flow[GaussNodes.COUNT];
  private final Flow whole;
  private final double[][] producedToNode = new double[GaussNodes.COUNT][];
  private final double[] producedInAll;
  private final Clearance clearance;
  private final double stepMs;
  private final double[] deviation;
  private final double[] before; // deviation at the begin of the step that was last taken
  private final double[][] node; // [node][place], of the step that was last taken
  private final double[][] rate; // [node][place], of the step to come
  private final double[] clamped; // deviation, or NaN
  private boolean driven;
  private boolean anyClamp;

  public WellMixed(ModulatorModel model, int places, double stepMs) {
    baseline = model.baseline();
    floor = model.floor();
    clearance = model.clearance();
    this.stepMs = stepMs;
    double tau = model.clearance() instanceof Clearance.Exponential(double ms) ? ms : Double.POSITIVE_INFINITY;
    for (int q = 0; q < GaussNodes.COUNT; q++) {
      double x = GaussNodes.at(q);
      toNode[q] = Flow.of(model.clearance(), baseline, x * stepMs, x);
      producedToNode[q] = GaussNodes.filtering(stepMs, tau, x);
    }
    whole = Flow.of(model.clearance(), baseline, stepMs, 1);
    producedInAll = GaussNodes.filtering(stepMs, tau, 1);
    deviation = new double[places];
    before = new double[places];
    node = new double[GaussNodes.COUNT][places];
    rate = new double[GaussNodes.COUNT][places];
    clamped = new double[places];
    Arrays.fill(clamped, Double.NaN);
  }

  @Override
  public void state(StatePort port) {
    port.common("deviation", "", deviation);
    port.common("before", "", before);
    for (int q = 0; q < node.length; q++) {
      port.common("at node " + q, "", node[q]);
      port.common("production at node " + q, "", rate[q]);
    }
    port.common("clamped", "", clamped);
    driven = port.common("driven", "1", driven ? 1 : 0) == 1;
    anyClamp = port.common("any clamp", "1", anyClamp ? 1 : 0) == 1;
  }

  @Override
  public double baseline() {
    return baseline;
  }

  @Override
  public int places() {
    return deviation.length;
  }

  @Override
  public double deviation(int place) {
    return deviation[place];
  }

  /** The deviation at node {@code q} of the step that was last taken. */
  public double deviationAtNode(int q, int place) {
    return node[q][place];
  }

  /** The deviation at the begin of the step that was last taken. */
  public double deviationBefore(int place) {
    return before[place];
  }

  /** Where the deviation would be {@code steps} after the begin of the step that was last taken if nothing were released or produced. */
  public double deviationAhead(int place, int steps) {
    return Double.isNaN(clamped[place]) ? Flow.of(clearance, baseline, steps * stepMs, steps).of(before[place]) : clamped[place];
  }

  @Override
  public void advance() {
    System.arraycopy(deviation, 0, before, 0, before.length);
    if (driven) {
      advanceDriven();
    } else {
      for (int q = 0; q < GaussNodes.COUNT; q++) {
        toNode[q].apply(deviation, node[q]);
      }
      whole.apply(deviation, deviation);
    }
    if (anyClamp) {
      holdClamps();
    }
  }

  private void advanceDriven() {
    for (int p = 0; p < deviation.length; p++) {
      for (int q = 0; q < GaussNodes.COUNT; q++) {
        node[q][p] = Math.max(floor, produced(toNode[q], producedToNode[q], p));
      }
      deviation[p] = Math.max(floor, produced(whole, producedInAll, p));
    }
    for (double[] r : rate) {
      Arrays.fill(r, 0);
    }
    driven = false;
  }

  private double produced(Flow flow, double[] weights, int p) {
    double amount = 0;
    for (int q = 0; q < GaussNodes.COUNT; q++) {
      amount += weights[q] * rate[q][p];
    }
    return flow.isLinear() ? flow.of(deviation[p]) + amount : flow.of(Math.max(floor, deviation[p] + amount / 2)) + amount / 2;
  }

  private void holdClamps() {
    for (int p = 0; p < clamped.length; p++) {
      if (!Double.isNaN(clamped[p])) {
        deviation[p] = clamped[p];
        for (double[] n : node) {
          n[p] = clamped[p];
        }
      }
    }
  }

  @Override
  public void release(int place, double amount) {
    if (Double.isNaN(clamped[place])) {
      deviation[place] = Math.max(floor, deviation[place] + amount);
    }
  }

  @Override
  public void produce(int q, int place, double ratePerMs) {
    rate[q][place] += ratePerMs;
    driven |= ratePerMs != 0;
  }

  @Override
  public void clamp(int place, double concentration) {
    clamped[place] = concentration - baseline;
    deviation[place] = clamped[place];
    anyClamp = true;
  }

  @Override
  public void unclamp(int place) {
    clamped[place] = Double.NaN;
  }
}
