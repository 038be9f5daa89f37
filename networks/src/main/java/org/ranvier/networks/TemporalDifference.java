package org.ranvier.networks;

import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.TdError;
import org.ranvier.simulator.RanvierException;

/**
 * The temporal-difference error of a population of critics, from which actors and critics learn ({@link
 * org.ranvier.plasticity.rules.ThreeFactor#tdLtp}). It consists of three modulators: the critics' spikes through the filter's
 * two exponentials, and the reward.
 *
 * <pre>{@code
 * var td = TemporalDifference.of(net, "td", critic, TdError.PUBLISHED, ms(100));
 * net.connect(places, critic).….plastic(ThreeFactor.tdLtp(td.error()).rate(1e-4).bounds(Bounds.upTo(3)));
 * ...
 * td.reward(simulation, 1);           // 1 in all, over the next 100 ms or so
 * double v = td.value(simulation);
 * }</pre>
 */
public final class TemporalDifference {
  private final TdError model;
  private final int critics;
  private final double rewardMs;
  private final Modulator slow;
  private final Modulator fast;
  private final Modulator reward;

  private TemporalDifference(TdError model, int critics, double rewardMs, Modulator slow, Modulator fast, Modulator reward) {
    this.model = model;
    this.critics = critics;
    this.rewardMs = rewardMs;
    this.slow = slow;
    this.fast = fast;
    this.reward = reward;
  }

  /**
   * Adds the modulators to a network.
   *
   * @param name with which their names begin
   * @param critic whose rate is the value
   * @param rewardTime with which a reward decays
   */
  public static TemporalDifference of(Network network, String name, Population critic, TdError model, Quantity<Time> rewardTime) {
    Modulator slow = network.modulator(name + " slow").decay(Units.ms(model.tauMs()));
    Modulator fast = network.modulator(name + " fast").decay(Units.ms(model.riseMs()));
    Quantity<Time> soon = Units.ms(network.grid().resolutionMs());
    slow.releasedBy(critic).amount(1).delay(soon);
    fast.releasedBy(critic).amount(1).delay(soon);
    Modulator reward = network.modulator(name + " reward").signed().decay(rewardTime);
    return new TemporalDifference(
        model, critic.size(), Units.in(Units.MILLISECOND, rewardTime, "temporal difference '" + name + "': time of a reward"),
            slow, fast, reward);
  }

  /** The error per second, as a third factor. */
  public ThirdFactor error() {
    return model.error(slow.name(), fast.name(), reward.name(), critics);
  }

  /** Gives a reward now, which comes to {@code amount} in all. Not to be called while a run goes on. */
  public void reward(Simulation simulation, double amount) {
    if (!Double.isFinite(amount)) {
      throw new RanvierException("reward " + amount + " must be finite");
    }
    simulation.release(reward, amount / rewardMs * 1000);
  }

  /** The present value. */
  public double value(Simulation simulation) {
    return model.value(simulation.concentration(slow), simulation.concentration(fast), critics);
  }

  /** The present error, per second. */
  public double error(Simulation simulation) {
    return model.error(simulation.concentration(slow), simulation.concentration(fast), simulation.concentration(reward), critics);
  }
}
