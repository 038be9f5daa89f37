package org.ranvier.networks.systems.watermaze;

import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.Arrays;
import java.util.List;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.systems.prediction.PredictionCircuit;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;

/**
 * Place cells, a critic with its dopamine neurons, and a ring of actors, of which each stands for a direction. What is done is
 * told to the actors again while it is done, as an efference copy: those of that direction are excited, the others inhibited, so
 * that the synapses of what was done are eligible when dopamine says what it was worth.
 */
record MazeNetwork(Network net, Population places, Population taste, Population copy, Population surround, Population actors) {
  static final int ACTORS = 24;

  /** Cells of one place field. */
  static final int CELLS = 8;

  /** What all place cells together fire, as those of a state of the critic's circuit do. */
  static final double TOTAL_HZ = PredictionCircuit.CELLS * PredictionCircuit.UNIT_HZ;

  /** Of the copy's cells in the direction of what is done. */
  static final double COPY_HZ = 200;

  private static final int DOPAMINE_NEURONS = 40;
  private static final double TONIC_HZ = 10;

  /** Concentration of dopamine when its neurons fire at their tonic rate. */
  static final double TONIC = DOPAMINE_NEURONS * TONIC_HZ / 1000;

  private static final double SPONTANEOUS_HZ = 10;
  private static final double MOST_MV = 0.6;

  /** How fast it learns; 0 for what does not. */
  record Rates(double critic, double actor, double discount) {}

  static MazeNetwork of(Rates rates, int fields) {
    var net = new Network("water-maze").resolution(ms(1));
    var places = net.population("place cells", fields * CELLS, "poisson_generator");
    var taste = net.population("reward", PredictionCircuit.CELLS, "poisson_generator");
    var copy = net.population("copy", ACTORS, "poisson_generator");
    var surround = net.population("surround", ACTORS, "poisson_generator");
    var design = new PredictionCircuit.Design(40, DOPAMINE_NEURONS, TONIC_HZ, 16, 20, rates.discount, 0.5, rates.critic);
    var circuit = new PredictionCircuit(net, design);
    var critic = circuit.channel("", List.of(places), 1, 1, rates.critic > 0);
    circuit.predicted(taste, critic);
    var actors = circuit.linear("actors", ACTORS, SPONTANEOUS_HZ);
    circuit.learning(places, actors, critic.signal(), rates.actor, MOST_MV);
    net.connect(copy, actors).rule(oneToOne()).weight(mV(2)).delay(ms(1)); // 200 spikes/s for 20 ms: 8 mV, 80 spikes/s
    net.connect(surround, actors).rule(oneToOne()).weight(mV(-2)).delay(ms(1));
    return new MazeNetwork(net, places, taste, copy, surround, actors);
  }

  /** Sets what the environment shows: place fields, actors' copy and surround, reward; in spikes/s of their cells. */
  void show(Simulation sim, double[] seen) {
    int fields = places.size() / CELLS;
    double[] cells = new double[places.size()];
    Arrays.setAll(cells, k -> seen[k / CELLS]);
    sim.set(places, "rate", Distribution.each(Units::Hz, cells));
    sim.set(copy, "rate", Distribution.each(Units::Hz, Arrays.copyOfRange(seen, fields, fields + ACTORS)));
    sim.set(surround, "rate", Distribution.each(Units::Hz, Arrays.copyOfRange(seen, fields + ACTORS, fields + 2 * ACTORS)));
    sim.set(taste, "rate", Units.Hz(seen[fields + 2 * ACTORS]));
  }
}
