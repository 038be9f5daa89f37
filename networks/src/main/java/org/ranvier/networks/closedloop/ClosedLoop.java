package org.ranvier.networks.closedloop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Modulator;
import org.ranvier.networks.Neurons;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.SpikeCounts;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/**
 * A simulation and an {@link Environment} that take turns: the network runs for an interval, its spikes are the action, and the
 * environment answers with what the network sees next and a reward.
 *
 * <pre>{@code
 * var loop = ClosedLoop.of(simulation, environment)
 *     .every(ms(50))
 *     .reads(output)                                             // spike counts; or .reads(output, counts -> …)
 *     .shows((sim, seen) -> sim.set(input, "rate", each(Units::Hz, seen)))
 *     .rewards(dopamine);
 * Episode episode = loop.episode(1, 200);
 * }</pre>
 *
 * <p>All of it follows from the description, the simulation's seed and those of the episodes, whatever the number of threads.
 */
public final class ClosedLoop {
  private final Simulation simulation;
  private final Environment environment;
  private Quantity<Time> interval = Units.ms(10);
  private @Nullable SpikeCounts counter;
  private List<SpikeCounts> several = List.of();
  private Function<List<double[]>, double[]> joint = counts -> new double[0];
  private UnaryOperator<double[]> decoder = UnaryOperator.identity();
  private Sight sight = (simulation, observation) -> {};
  private BiConsumer<Simulation, Episode.Turn> listener = (simulation, turn) -> {};
  private Reward reward = (simulation, r) -> {};

  /** How a network sees: sets stimuli by an observation. */
  @FunctionalInterface
  public interface Sight {
    void show(Simulation simulation, double[] observation);
  }

  /** How a network is rewarded. */
  @FunctionalInterface
  public interface Reward {
    void give(Simulation simulation, double reward);
  }

  private ClosedLoop(Simulation simulation, Environment environment) {
    this.simulation = simulation;
    this.environment = environment;
  }

  /** A loop in which the network neither sees nor acts until told how. */
  public static ClosedLoop of(Simulation simulation, Environment environment) {
    return new ClosedLoop(simulation, environment);
  }

  /** How long the network runs between two answers, 10 ms until told otherwise. */
  public ClosedLoop every(Quantity<Time> interval) {
    if (!(interval.getValue().doubleValue() > 0)) {
      throw new RanvierException("interval of a closed loop " + Units.text(interval) + " must be above 0");
    }
    this.interval = interval;
    return this;
  }

  /** The action is the number of spikes of each of these neurons in the interval. */
  public ClosedLoop reads(Neurons neurons) {
    return reads(neurons, UnaryOperator.identity());
  }

  /** The action is computed from the numbers of spikes of these neurons in the interval. */
  public ClosedLoop reads(Neurons neurons, UnaryOperator<double[]> decoder) {
    if (counter != null || !several.isEmpty()) {
      throw new RanvierException("this closed loop reads neurons already; give all of them at once, as in .reads(List.of(left, right), counts -> …)");
    }
    counter = simulation.count(neurons);
    this.decoder = decoder;
    return this;
  }

  /** The action is computed from the numbers of spikes of several populations, or parts of them, in the interval. */
  public ClosedLoop reads(List<? extends Neurons> neurons, Function<List<double[]>, double[]> decoder) {
    if (counter != null || !several.isEmpty()) {
      throw new RanvierException("this closed loop reads neurons already; give all of them at once");
    }
    several = neurons.stream().map(simulation::count).toList();
    joint = decoder;
    return this;
  }

  private double[] action() {
    return several.isEmpty()
        ? decoder.apply(counter == null ? new double[0] : counter.take())
        : joint.apply(several.stream().map(SpikeCounts::take).toList());
  }

  /** Is told of each turn, before the next one begins. */
  public ClosedLoop afterEachTurn(BiConsumer<Simulation, Episode.Turn> listener) {
    this.listener = listener;
    return this;
  }

  /** How the network sees what the environment shows. */
  public ClosedLoop shows(Sight sight) {
    this.sight = sight;
    return this;
  }

  /** Releases the reward as an amount of a neuromodulator, everywhere. */
  public ClosedLoop rewards(Modulator modulator) {
    return rewards((sim, r) -> sim.release(modulator, r));
  }

  /** How the network is rewarded. */
  public ClosedLoop rewards(Reward reward) {
    this.reward = reward;
    return this;
  }

  /**
   * Runs an episode until it is done.
   *
   * @param seed of the environment
   * @param mostSteps after so many steps it ends all the same
   */
  public Episode episode(long seed, int mostSteps) {
    var turns = new ArrayList<Episode.Turn>();
    double[] seen = environment.reset(seed);
    boolean done = false;
    if (counter != null) {
      counter.take();
    }
    several.forEach(SpikeCounts::take);
    while (!done && turns.size() < mostSteps) {
      sight.show(simulation, seen.clone());
      double begin = simulation.timeMs();
      simulation.run(interval);
      double[] action = action();
      Environment.Step answer = environment.step(action.clone());
      reward.give(simulation, answer.reward());
      turns.add(new Episode.Turn(begin, seen, action, answer.reward(), answer.done()));
      listener.accept(simulation, turns.getLast());
      seen = answer.observation();
      done = answer.done();
    }
    return new Episode(seed, List.copyOf(turns));
  }

  @Override
  public String toString() {
    return "closed loop every " + Units.text(interval) + (counter == null ? "" : ", reading " + counter.size() + " neurons")
        + " of " + Arrays.toString(simulation.populations().stream().map(p -> p.name()).toArray());
  }
}
