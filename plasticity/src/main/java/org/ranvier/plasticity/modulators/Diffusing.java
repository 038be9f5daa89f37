package org.ranvier.plasticity.modulators;

import java.util.Arrays;
import org.ranvier.plasticity.diffusion.Diffusion;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.kinetics.Flow;
import org.ranvier.plasticity.kinetics.GaussNodes;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.state.StatePort;

/**
 * A neuromodulator that diffuses over the voxels of a lattice.
 *
 * <p>It advances in strides of some steps. Over a stride diffusion and exponential decay act exactly (they commute); saturable uptake
 * is split around diffusion, half before and half after (Strang 1968, doi:10.1137/0705041), with an error of second order in the
 * stride. Within a stride the concentration is taken as linear in time, and what is released takes effect at the end of the stride.
 */
public final class Diffusing implements Concentration {
  private final double baseline;
  private final double floor;
  private final int stride;
  private final double stepMs;
  private final Diffusion diffusion;
  private final Flow before;
  private final Flow after;
  private final double[] now; // deviation at the grid point between two strides
  private final double[] begin; // of the stride that was begun last
  private final double[] end; // of that stride
  private final double[] pending; // released in this stride
  private final double[] clamped;
  private boolean anyPending;
  private boolean anyClamp;
  private int done; // steps of this stride that have passed

  /**
   * @param umSquaredPerMs diffusion coefficient, e.g. 0.3 µm²/ms for dopamine in tissue
   * @param stride how many steps are taken at once
   */
  public Diffusing(ModulatorModel model, Lattice lattice, double umSquaredPerMs, double stepMs, int stride) {
    if (model.clearance() instanceof Clearance.Momentary) {
      throw new RanvierException(
          "modulator '" + model.name() + "' lasts a step only, so it cannot diffuse; give it a decay or an uptake");
    }
    baseline = model.baseline();
    floor = model.floor();
    this.stride = stride;
    this.stepMs = stepMs;
    double ms = stride * stepMs;
    diffusion = new Diffusion(lattice, umSquaredPerMs, ms);
    boolean split = model.clearance() instanceof Clearance.MichaelisMenten;
    before = split ? Flow.of(model.clearance(), baseline, ms / 2, 0) : Flow.of(new Clearance.None(), baseline, ms, 0);
    after = Flow.of(model.clearance(), baseline, split ? ms / 2 : ms, 0);
    now = new double[lattice.voxels()];
    begin = new double[now.length];
    end = new double[now.length];
    pending = new double[now.length];
    clamped = new double[now.length];
    Arrays.fill(clamped, Double.NaN);
  }

  @Override
  public void state(StatePort port) {
    port.common("now", "", now);
    port.common("begin", "", begin);
    port.common("end", "", end);
    port.common("pending", "", pending);
    port.common("clamped", "", clamped);
    anyPending = port.common("any pending", "1", anyPending ? 1 : 0) == 1;
    anyClamp = port.common("any clamp", "1", anyClamp ? 1 : 0) == 1;
    done = (int) port.common("done", "step", done);
  }

  @Override
  public double baseline() {
    return baseline;
  }

  @Override
  public int places() {
    return now.length;
  }

  /** Steps of the grid in one stride. */
  public int strideSteps() {
    return stride;
  }

  @Override
  public double deviation(int place) {
    return done == 0 ? now[place] : begin[place] + (end[place] - begin[place]) * done / stride;
  }

  /** The deviation at the begin of the stride in which the step that was taken last lies. */
  public double deviationAtBegin(int place) {
    return begin[place];
  }

  /** The deviation at the end of that stride, before what is released in it takes effect. */
  public double deviationAtEnd(int place) {
    return end[place];
  }

  /** The sum of all deviations: times the volume of a voxel it is the mass beyond the baseline. */
  public double total() {
    double sum = 0;
    for (int p = 0; p < now.length; p++) {
      sum += deviation(p) + pending[p];
    }
    return sum;
  }

  @Override
  public void advance() {
    if (done == 0) {
      System.arraycopy(now, 0, begin, 0, now.length);
      before.apply(begin, end);
      diffusion.apply(end);
      after.apply(end, end);
      if (anyClamp) {
        hold(end);
      }
    }
    done++;
    if (done == stride) {
      finish();
    }
  }

  private void finish() {
    System.arraycopy(end, 0, now, 0, now.length);
    if (anyPending) {
      for (int p = 0; p < now.length; p++) {
        now[p] = Math.max(floor, now[p] + pending[p]);
      }
      Arrays.fill(pending, 0);
      anyPending = false;
    }
    if (anyClamp) {
      hold(now);
    }
    done = 0;
  }

  private void hold(double[] at) {
    for (int p = 0; p < clamped.length; p++) {
      at[p] = Double.isNaN(clamped[p]) ? at[p] : clamped[p];
    }
  }

  @Override
  public void release(int place, double amount) {
    if (done == 0) {
      now[place] = Math.max(floor, now[place] + amount);
    } else {
      pending[place] += amount;
      anyPending = true;
    }
  }

  @Override
  public void produce(int q, int place, double ratePerMs) {
    pending[place] += GaussNodes.weight(q) * stepMs * ratePerMs;
    anyPending |= ratePerMs != 0;
  }

  @Override
  public void clamp(int place, double concentration) {
    clamped[place] = concentration - baseline;
    anyClamp = true;
    if (done == 0) {
      now[place] = clamped[place];
    }
  }

  @Override
  public void unclamp(int place) {
    clamped[place] = Double.NaN;
  }
}
