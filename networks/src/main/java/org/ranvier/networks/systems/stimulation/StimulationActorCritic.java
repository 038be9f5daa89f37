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
  /** Of a level or a time. */
  private static final int CELLS = 8;

  private static final int ACTORS = 12; // for each of the two choices
  private static final double TOTAL_HZ = PredictionCircuit.CELLS * PredictionCircuit.UNIT_HZ;
  private static final double COPY_HZ = 200;
  private static final int DOPAMINE_NEURONS = 40;
  private static final double TONIC_HZ = 10;
  private static final double SPONTANEOUS_HZ = 10;
  private static final double MOST_MV = 0.6;
  private static final double QUARTER_MS = PredictionCircuit.STEP_MS / 4;

  /** Concentration of dopamine when its neurons fire at their tonic rate. */
  static final double TONIC = DOPAMINE_NEURONS * TONIC_HZ / 1000;

  /**
   * How it learns.
   *
   * @param critic how fast; 0 for what does not
   * @param actor the same
   * @param discount of what comes a step later
   * @param prior what each step is thought to be worth at first; above 0 the weights of actors begin in the middle, so that what is worse than expected
   *     weakens them. 0: all weights begin at 0
   */
  record Rates(double critic, double actor, double discount, double prior) {}

  private final Simulation simulation;
  private final Population cells;
  private final Population good;
  private final Population bad;
  private final Population copy;
  private final Population surround;
  private final SpikeCounts actors;
  private final Projection learning;
  private final boolean plastic;

  private record Built(Network net, Population actors, Projection learning, PredictionCircuit.Channel critic) {}

  /** Random numbers follow from names, and what eight levels have come to was published with this one. */
  private static String name(int groups) {
    return groups == 8 ? "levels" : "cells";
  }

  private static Built built(Rates rates, int groups) {
    var net = new Network("actor-critic").resolution(ms(1));
    var cells = net.population(name(groups), groups * CELLS, "poisson_generator");
    var good = net.population("good", PredictionCircuit.CELLS, "poisson_generator");
    var bad = net.population("bad", PredictionCircuit.CELLS, "poisson_generator");
    var copy = net.population("copy", 2 * ACTORS, "poisson_generator");
    var surround = net.population("surround", 2 * ACTORS, "poisson_generator");
    var circuit = new PredictionCircuit(net, new PredictionCircuit.Design(40, DOPAMINE_NEURONS, TONIC_HZ, 16, 20, rates.discount, 0.5, rates.critic));
    var critic = circuit.channel("", List.of(cells), 1, 1, rates.critic > 0);
    circuit.predicted(good, critic);
    net.connect(bad, critic.dopaminergic()).rule(allToAll()).weight(mV(-circuit.weight(PredictionCircuit.CELLS))).delay(ms(1));
    var actors = circuit.linear("actors", 2 * ACTORS, SPONTANEOUS_HZ);
    var learning = circuit.learning(cells, actors, critic.signal(), rates.actor, MOST_MV);
    net.connect(copy, actors).rule(oneToOne()).weight(mV(2)).delay(ms(1));
    net.connect(surround, actors).rule(oneToOne()).weight(mV(-2)).delay(ms(1));
    return new Built(net, actors, learning, critic);
  }

  /** The network, to be looked at. */
  static Network network(Rates rates, int groups) {
    return built(rates, groups).net;
  }

  StimulationActorCritic(Rates rates, int groups, Simulation.Options options) {
    Built built = built(rates, groups);
    simulation = Simulation.of(built.net, options);
    cells = built.net.population(name(groups));
    good = built.net.population("good");
    bad = built.net.population("bad");
    copy = built.net.population("copy");
    surround = built.net.population("surround");
    actors = simulation.count(built.actors);
    learning = built.learning;
    plastic = rates.actor != 0;
    if (rates.prior > 0) {
      start(built.critic.learning().getFirst(), rates.prior / (1 - rates.discount) * PredictionCircuit.unitWeight());
      start(learning, MOST_MV / 2);
    }
  }

  private void start(Projection synapses, double mv) {
    double[] all = simulation.weights(synapses).values();
    Arrays.fill(all, mv);
    simulation.setWeights(synapses, all);
  }

  @Override
  public boolean choose(Sight now, double reward) {
    show(now.activity());
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

  private void show(double[] activity) {
    double[] rates = new double[activity.length * CELLS];
    Arrays.setAll(rates, k -> TOTAL_HZ * activity[k / CELLS] / CELLS);
    simulation.set(cells, "rate", Distribution.each(Units::Hz, rates));
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
