package org.ranvier.networks.plan;

import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/**
 * Noise in a receptor.
 *
 * @param active when it is on; null: always
 */
public record NoisePlan(String name, NeuronsPlan target, @Nullable String receptor, @Nullable Process process, @Nullable ActiveTime active) {
  /** An Ornstein–Uhlenbeck process. */
  public record Process(Quantity<?> mean, Quantity<?> sd, Quantity<Time> timeConstant) {}

  /** The same at another receptor. */
  public NoisePlan receptor(String of) {
    return new NoisePlan(name, target, of, process, active);
  }

  /** The same with another process. */
  public NoisePlan process(Process of) {
    return new NoisePlan(name, target, receptor, of, active);
  }

  /** The same that is on at another time. */
  public NoisePlan active(ActiveTime of) {
    return new NoisePlan(name, target, receptor, process, of);
  }

  /** The same process with other moments. */
  public NoisePlan moments(Quantity<?> mean, Quantity<?> sd) {
    return process(new Process(mean, sd, processOrRefuse().timeConstant));
  }

  /** The process; refused where there is none. */
  public Process processOrRefuse() {
    if (process == null) {
      throw new RanvierException(where() + " has no process; add .ornsteinUhlenbeck(nS(12), nS(3), ms(2.7))");
    }
    return process;
  }

  /** Names it in messages. */
  public String where() {
    return "noise '" + name + "' in population '" + target.population() + "'";
  }

  @Override
  public String toString() {
    return "noise " + name + " → " + target.population() + (receptor == null ? "" : " " + receptor) + "  "
        + (process == null
            ? "missing"
            : Units.text(process.mean) + " ± " + Units.text(process.sd) + ", Ornstein–Uhlenbeck with " + Units.text(process.timeConstant))
        + ActiveTime.of(active);
  }
}
