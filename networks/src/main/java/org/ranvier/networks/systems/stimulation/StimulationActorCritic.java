package org.ranvier.networks.systems.stimulation;

import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.Arrays;
import java.util.List;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Projection;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.SpikeCounts;
import org.ranvier.networks.systems.prediction.PredictionCircuit;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;

/**
 * A spiking actor–critic that chooses between pulses and none. Cells tuned to the rhythm's power excite a critic, whose dopamine neurons say
 * {@code r + γ·V - V(before)}, and two groups of actors; the group that fires more decides. What is done is told to the actors again
 * while it is done, so that the synapses of what was done are eligible when dopamine comes. A turn of the stimulator is a step of 200 ms
 * of these neurons, which so run at twice the pace of the plant.
 */
final class StimulationActorCritic implements Learner {
  /** Of the cells of a level, and levels. */
  private static final int CELLS = 8;

  private static final int ACTORS = 12; // for each of the two choices
  private static final double TOTAL_HZ = PredictionCircuit.CELLS * PredictionCircuit.UNIT_HZ;
  private static final double COPY_HZ = 200;
  private static final int DOPAMINE_NEURONS = 40;
  private static final double TONIC_HZ = 10;
  private static final double SPONTANEOUS_HZ = 10;
  private static final double MOST_MV = 0.6;
  private static final double QUARTER_MS = PredictionCircuit.STEP_MS / 4;
  private static final double WIDTH = 0.7; // of the tuning, in levels

  /** Concentration of dopamine when its neurons fire at their tonic rate. */
  static final double TONIC = DOPAMINE_NEURONS * TONIC_HZ / 1000;

  /** How fast it learns; 0 for what does not. */
  record Rates(double critic, double actor, double discount) {}

  private final Simulation simulation;
  private final Population levels;
  private final Population good;
  private final Population bad;
  private final Population copy;
  private final Population surround;
  private final SpikeCounts actors;
  private final Projection learning;
  private final boolean plastic;

  private record Built(Network net, Population actors, Projection learning) {}

  private static Built built(Rates rates) {
    var net = new Network("actor-critic").resolution(ms(1));
    var levels = net.population("levels", LEVELS * CELLS, "poisson_generator");
    var good = net.population("good", PredictionCircuit.CELLS, "poisson_generator");
    var bad = net.population("bad", PredictionCircuit.CELLS, "poisson_generator");
    var copy = net.population("copy", 2 * ACTORS, "poisson_generator");
    var surround = net.population("surround", 2 * ACTORS, "poisson_generator");
    var circuit = new PredictionCircuit(net, new PredictionCircuit.Design(40, DOPAMINE_NEURONS, TONIC_HZ, 16, 20, rates.discount, 0.5, rates.critic));
    var critic = circuit.channel("", List.of(levels), 1, 1, rates.critic > 0);
    circuit.predicted(good, critic);
    net.connect(bad, critic.dopaminergic()).rule(allToAll()).weight(mV(-circuit.weight(PredictionCircuit.CELLS))).delay(ms(1));
    var actors = circuit.linear("actors", 2 * ACTORS, SPONTANEOUS_HZ);
    var learning = circuit.learning(levels, actors, critic.signal(), rates.actor, MOST_MV);
    net.connect(copy, actors).rule(oneToOne()).weight(mV(2)).delay(ms(1));
    net.connect(surround, actors).rule(oneToOne()).weight(mV(-2)).delay(ms(1));
    return new Built(net, actors, learning);
  }

  /** The network, to be looked at. */
  static Network network(Rates rates) {
    return built(rates).net;
  }

  StimulationActorCritic(Rates rates, Simulation.Options options) {
    Built built = built(rates);
    simulation = Simulation.of(built.net, options);
    levels = built.net.population("levels");
    good = built.net.population("good");
    bad = built.net.population("bad");
    copy = built.net.population("copy");
    surround = built.net.population("surround");
    actors = simulation.count(built.actors);
    learning = built.learning;
    plastic = rates.actor != 0;
  }

  @Override
  public boolean choose(double level, double reward) {
    show(level);
    double size = PredictionCircuit.UNIT_HZ * Math.min(2, Math.abs(reward));
    simulation.set(good, "rate", Hz(reward > 0 ? size : 0));
    simulation.set(bad, "rate", Hz(reward < 0 ? size : 0));
    tell(-1);
    simulation.run(ms(QUARTER_MS));
    actors.take();
    simulation.run(ms(QUARTER_MS));
    double[] counts = actors.take();
    double off = Arrays.stream(counts, 0, ACTORS).sum();
    double on = Arrays.stream(counts, ACTORS, 2 * ACTORS).sum();
    boolean pulses = on > off; // evenly: none
    simulation.set(good, "rate", Hz(0));
    simulation.set(bad, "rate", Hz(0));
    tell(pulses ? 1 : 0);
    simulation.run(ms(QUARTER_MS));
    tell(-1); // what shows of it in the actors' potentials is to be over when they decide again
    simulation.run(ms(QUARTER_MS));
    return pulses;
  }

  private void show(double level) {
    double[] tuning = new double[LEVELS];
    Arrays.setAll(tuning, k -> Math.exp(-(level - k) * (level - k) / (2 * WIDTH * WIDTH)));
    double sum = Arrays.stream(tuning).sum() * CELLS;
    double[] rates = new double[LEVELS * CELLS];
    Arrays.setAll(rates, k -> TOTAL_HZ * tuning[k / CELLS] / sum);
    simulation.set(levels, "rate", Distribution.each(Units::Hz, rates));
  }

  /** Tells the actors which choice is done: 0 or 1, or neither. */
  private void tell(int choice) {
    double[] done = new double[2 * ACTORS];
    double[] not = new double[2 * ACTORS];
    for (int k = 0; k < done.length && choice >= 0; k++) {
      done[k] = k / ACTORS == choice ? COPY_HZ : 0;
      not[k] = k / ACTORS == choice ? 0 : COPY_HZ;
    }
    simulation.set(copy, "rate", Distribution.each(Units::Hz, done));
    simulation.set(surround, "rate", Distribution.each(Units::Hz, not));
  }

  @Override
  public void freeze() {
    simulation.freeze();
  }

  @Override
  public void toHalfPrecision() {
    if (plastic) {
      simulation.setWeights(learning, Arrays.stream(simulation.weights(learning).values()).map(Learner::half).toArray());
    }
  }

  Simulation simulation() {
    return simulation;
  }

  @Override
  public void close() {
    simulation.close();
  }
}
