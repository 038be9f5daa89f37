package org.ranvier.plasticity.transmission;

import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.PlasticKernel;
import org.ranvier.simulator.plastic.PlasticSynapses.Column;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Short-term depression and facilitation by two variables: resources x and their use u. Between spikes {@code dx/dt = (1 -
 * x)/τ_rec}, {@code du/dt = -u/τ_fac}; at a spike {@code u += U·(1 - u)}, it delivers {@code w·u·x}, and {@code x -= u·x}
 * (Tsodyks & Markram 1997, doi:10.1073/pnas.94.2.719; Maass & Markram 2002, doi:10.1016/S0893-6080(01)00144-7; NEST's {@code
 * tsodyks2_synapse}).
 *
 * @param use U, the use of a first spike
 * @param tauRecMs time constant of recovery
 * @param tauFacMs time constant of facilitation, 0 for none
 * @param u0 use at the first spike
 * @param x0 resources at the first spike
 */
public record ShortTerm(double use, double tauRecMs, double tauFacMs, double u0, double x0) implements Transmission {
  public ShortTerm {
    if (!(use > 0 && use <= 1)) {
      throw new RanvierException("short-term plasticity: U = " + use + " must be above 0 and at most 1");
    }
    if (!(tauRecMs > 0 && tauRecMs < Double.POSITIVE_INFINITY)) {
      throw new RanvierException("short-term plasticity: tau_rec = " + tauRecMs + " ms must be above 0");
    }
    if (!(tauFacMs >= 0 && tauFacMs < Double.POSITIVE_INFINITY)) {
      throw new RanvierException("short-term plasticity: tau_fac = " + tauFacMs + " ms must be 0 or above");
    }
    if (!(u0 >= 0 && u0 <= 1 && x0 >= 0 && x0 <= 1)) {
      throw new RanvierException("short-term plasticity: initial u = " + u0 + " and x = " + x0 + " must be between 0 and 1");
    }
  }

  public static ShortTerm of(double use, double tauRecMs, double tauFacMs) {
    return new ShortTerm(use, tauRecMs, tauFacMs, use, 1);
  }

  /** The same, beginning with other values. */
  public ShortTerm initial(double u, double x) {
    return new ShortTerm(use, tauRecMs, tauFacMs, u, x);
  }

  @Override
  public List<Column> variables() {
    return List.of(new Column("u", "1", "use of resources", use), new Column("x", "1", "resources", x0));
  }

  @Override
  public String equations() {
    return "dx/dt = (1 - x)/" + tauRecMs + " ms, du/dt = -u/" + tauFacMs + " ms; at pre: u += " + use
        + "·(1 - u), delivers w·u·x, x -= u·x";
  }

  @Override
  public OnGrid on(TimeGrid grid) {
    Decay recovery = Decay.of(tauRecMs, grid);
    // A time constant of 0 leaves nothing of the facilitation after a step; so does one this short.
    Decay facilitation = Decay.of(tauFacMs > 0 ? tauFacMs : grid.resolutionMs() / 1000, grid);
    return new Resources(this, recovery, facilitation);
  }

  @Override
  public InTime inTime() {
    return new InContinuousTime(this);
  }

  private void start(double[] values, int at) {
    values[at] = u0;
    values[at + 1] = x0;
  }

  /** What is left of a lack of resources, and of the facilitation, since the spike before. */
  private void fire(double[] values, int at, double recovery, double facilitation) {
    double u = values[at];
    double x = values[at + 1];
    values[at + 1] = 1 + (x - x * u - 1) * recovery;
    values[at] = use + u * (1 - use) * facilitation;
  }

  private record InContinuousTime(ShortTerm of) implements InTime {
    @Override
    public int values() {
      return 2;
    }

    @Override
    public void start(double[] values, int at) {
      of.start(values, at);
    }

    @Override
    public void fire(double[] values, int at, double intervalMs) {
      if (intervalMs < Double.POSITIVE_INFINITY) {
        double left = of.tauFacMs > 0 ? Math.exp(-intervalMs / of.tauFacMs) : intervalMs == 0 ? 1 : 0;
        of.fire(values, at, Math.exp(-intervalMs / of.tauRecMs), left);
      }
    }

    @Override
    public double factor(double[] values, int at) {
      return values[at] * values[at + 1];
    }
  }

  private record Resources(ShortTerm of, Decay recovery, Decay facilitation) implements OnGrid {
    @Override
    public int values() {
      return 2; // u and x at the spike
    }

    @Override
    public void start(double[] values, int at) {
      of.start(values, at);
    }

    @Override
    public void fire(double[] values, int at, int interval) {
      if (interval == PlasticKernel.FIRST) {
        return;
      }
      of.fire(values, at, recovery.after(interval), of.tauFacMs > 0 || interval == 0 ? facilitation.after(interval) : 0);
    }

    @Override
    public double variable(int k, double[] values, int at, int steps) {
      double u = values[at];
      double x = values[at + 1];
      if (steps == PlasticKernel.FIRST) { // the values are those at the first spike
        return k == 1 ? x : of.use < 1 ? Math.max(0, (u - of.use) / (1 - of.use)) : 0;
      }
      return k == 1 ? 1 + (x - x * u - 1) * recovery.after(steps) : u * (of.tauFacMs > 0 || steps == 0 ? facilitation.after(steps) : 0);
    }

    @Override
    public double factor(double[] values, int at) {
      return values[at] * values[at + 1];
    }
  }
}
