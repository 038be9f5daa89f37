package org.ranvier.plasticity.transmission;

import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.PlasticKernel;
import org.ranvier.simulator.plastic.PlasticSynapses.Column;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Short-term plasticity with resources that are recovered x, active y or inactive z: {@code dx/dt = z/τ_rec}, {@code dy/dt =
 * -y/τ_psc}, {@code dz/dt = y/τ_psc - z/τ_rec}, {@code du/dt = -u/τ_fac}; at a spike {@code u += U·(1 - u)}, and {@code u·x}
 * moves from x to y and is delivered (Tsodyks, Uziel & Markram 2000, doi:10.1523/JNEUROSCI.20-01-j0003.2000; NEST's {@code
 * tsodyks_synapse}).
 *
 * @param use U
 * @param tauRecMs time constant of recovery
 * @param tauFacMs time constant of facilitation, 0 for none
 * @param tauPscMs time constant of the synaptic current
 * @param u0 u just before the first spike
 */
public record ThreeState(double use, double tauRecMs, double tauFacMs, double tauPscMs, double u0) implements Transmission {
  /** The same with no facilitation before the first spike. */
  public ThreeState(double use, double tauRecMs, double tauFacMs, double tauPscMs) {
    this(use, tauRecMs, tauFacMs, tauPscMs, 0);
  }

  public ThreeState {
    if (!(use > 0 && use <= 1)) {
      throw new RanvierException("short-term plasticity: U = " + use + " must be above 0 and at most 1");
    }
    if (!(tauRecMs > 0 && tauPscMs > 0 && tauFacMs >= 0 && tauRecMs + tauPscMs + tauFacMs < Double.POSITIVE_INFINITY)) {
      throw new RanvierException(
          "short-term plasticity: tau_rec = " + tauRecMs + " ms and tau_psc = " + tauPscMs + " ms must be above 0, and tau_fac = "
              + tauFacMs + " ms 0 or above");
    }
    if (!(u0 >= 0 && u0 <= 1)) {
      throw new RanvierException("short-term plasticity: initial u = " + u0 + " must be between 0 and 1");
    }
    if (tauRecMs == tauPscMs) {
      throw new RanvierException(
          "short-term plasticity: tau_rec and tau_psc are both " + tauRecMs + " ms; they must differ, if only a little");
    }
  }

  @Override
  public List<Column> variables() {
    return List.of(
        new Column("u", "1", "use of resources", u0), new Column("x", "1", "recovered resources", 1), new Column("y", "1", "active resources", 0));
  }

  @Override
  public String equations() {
    return "dx/dt = z/" + tauRecMs + " ms, dy/dt = -y/" + tauPscMs + " ms, z = 1 - x - y, du/dt = -u/" + tauFacMs
        + " ms; at pre: u += "
        + use + "·(1 - u), delivers w·u·x, which moves from x to y";
  }

  @Override
  public OnGrid on(TimeGrid grid) {
    return new Resources(
        this, Decay.of(tauRecMs, grid), Decay.of(tauPscMs, grid), Decay.of(tauFacMs > 0 ? tauFacMs : grid.resolutionMs() / 1000,
            grid));
  }

  @Override
  public InTime inTime() {
    return new InContinuousTime(this);
  }

  /** The time since the spike before passes; the arguments are what it leaves of each exponential. */
  private void rest(double[] values, int at, double pzz, double pyy, double facilitation) {
    double x = values[at];
    double y = values[at + 1];
    double z = 1 - x - y;
    values[at] = x + (recovered(pzz, pyy) * y + (1 - pzz) * z);
    values[at + 1] = y * pyy;
    values[at + 2] *= facilitation;
  }

  /** The part of the active resources that recovers, while exponentials fade to {@code pzz} and {@code pyy}. */
  private double recovered(double pzz, double pyy) {
    return ((pzz - 1) * tauRecMs - (pyy - 1) * tauPscMs) / (tauPscMs - tauRecMs);
  }

  private void fire(double[] values, int at) {
    double u = values[at + 2];
    u += use * (1 - u);
    double moved = u * values[at];
    values[at] -= moved;
    values[at + 1] += moved;
    values[at + 2] = u;
    values[at + 3] = moved;
  }

  private record InContinuousTime(ThreeState of) implements InTime {
    @Override
    public int values() {
      return 4;
    }

    @Override
    public void start(double[] values, int at) {
      values[at] = 1;
      values[at + 2] = of.u0;
    }

    @Override
    public void fire(double[] values, int at, double intervalMs) {
      if (intervalMs < Double.POSITIVE_INFINITY) {
        double left = of.tauFacMs > 0 ? Math.exp(-intervalMs / of.tauFacMs) : intervalMs == 0 ? 1 : 0;
        of.rest(values, at, Math.exp(-intervalMs / of.tauRecMs), Math.exp(-intervalMs / of.tauPscMs), left);
      }
      of.fire(values, at);
    }

    @Override
    public double factor(double[] values, int at) {
      return values[at + 3];
    }
  }

  private record Resources(ThreeState of, Decay recovery, Decay current, Decay facilitation) implements OnGrid {
    @Override
    public int values() {
      return 4; // x, y and u after the spike, and what it delivers
    }

    @Override
    public void start(double[] values, int at) {
      values[at] = 1;
      values[at + 2] = of.u0;
    }

    @Override
    public void fire(double[] values, int at, int interval) {
      if (interval != PlasticKernel.FIRST) {
        double left = of.tauFacMs > 0 || interval == 0 ? facilitation.after(interval) : 0;
        of.rest(values, at, recovery.after(interval), current.after(interval), left);
      }
      of.fire(values, at);
    }

    @Override
    public double variable(int k, double[] values, int at, int steps) {
      double x = values[at];
      double y = values[at + 1];
      if (steps == PlasticKernel.FIRST) {
        return k == 0 ? values[at + 2] : k == 1 ? x : y;
      }
      return switch (k) {
        case 0 -> values[at + 2] * (of.tauFacMs > 0 || steps == 0 ? facilitation.after(steps) : 0);
        case 1 -> x + recovered(steps) * y + (1 - recovery.after(steps)) * (1 - x - y);
        default -> y * current.after(steps);
      };
    }

    /** The part of the active resources that recovers in some steps. */
    private double recovered(int steps) {
      return of.recovered(recovery.after(steps), current.after(steps));
    }

    @Override
    public double factor(double[] values, int at) {
      return values[at + 3];
    }
  }
}
