package org.ranvier.networks.systems.actorcritic;

import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.Arrays;
import java.util.List;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.systems.prediction.PredictionCircuit;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;

/**
 * Place cells, a critic with its dopamine neurons, and a ring of actors, of which each stands for a direction. What is done is
 * told to the actors again while it is done, as an efference copy: those of that direction are excited, the others inhibited, so
 * that the synapses of what was done are eligible when dopamine says what it was worth.
 */
public record ActorCritic(Network net, Population places, Population taste, Population copy, Population surround, Population actors) {
  public static final int ACTORS = 24;

  /** Cells of one place field. */
  public static final int CELLS = 8;

  /** What all place cells together fire, as those of a state of the critic's circuit do. */
  public static final double TOTAL_HZ = PredictionCircuit.CELLS * PredictionCircuit.UNIT_HZ;

  /** Of the copy's cells in the direction of what is done. */
  public static final double COPY_HZ = 200;

  private static final int DOPAMINE_NEURONS = 40;
  private static final double TONIC_HZ = 10;

  /** Concentration of dopamine when its neurons fire at their tonic rate. */
  public static final double TONIC = DOPAMINE_NEURONS * TONIC_HZ / 1000;

  private static final double SPONTANEOUS_HZ = 10;
  private static final double MOST_MV = 0.6;

  /** What a condition can freeze. */
  public static final String CRITIC_WEIGHTS = "critic";

  public static final String ACTOR_WEIGHTS = "actors";

  /** With the plan's {@code eta_critic}, {@code eta_actors} and {@code discount}; what it freezes does not learn. */
  public static ActorCritic of(String name, Plan plan, int fields) {
    double criticRate = plan.freezes(CRITIC_WEIGHTS) ? 0 : plan.get("eta_critic");
    double actorRate = plan.freezes(ACTOR_WEIGHTS) ? 0 : plan.get("eta_actors");
    var net = new Network(name).resolution(ms(1));
    var places = net.population("place cells", fields * CELLS, "poisson_generator");
    var taste = net.population("reward", PredictionCircuit.CELLS, "poisson_generator");
    var copy = net.population("copy", ACTORS, "poisson_generator");
    var surround = net.population("surround", ACTORS, "poisson_generator");
    var design = new PredictionCircuit.Design(40, DOPAMINE_NEURONS, TONIC_HZ, 16, 20, plan.get("discount"), 0.5, criticRate);
    var circuit = new PredictionCircuit(net, design);
    var critic = circuit.channel("", List.of(places), 1, 1, criticRate > 0);
    circuit.predicted(taste, critic);
    var actors = circuit.linear("actors", ACTORS, SPONTANEOUS_HZ);
    circuit.learning(places, actors, critic.signal(), actorRate, MOST_MV);
    net.connect(copy, actors).rule(oneToOne()).weight(mV(2)).delay(ms(1)); // 200 spikes/s for 20 ms: 8 mV, 80 spikes/s
    net.connect(surround, actors).rule(oneToOne()).weight(mV(-2)).delay(ms(1));
    return new ActorCritic(net, places, taste, copy, surround, actors);
  }

  /** Sets what the environment shows: place fields, actors' copy and surround, reward; in spikes/s of their cells. */
  public void show(Simulation sim, double[] seen) {
    int fields = places.size() / CELLS;
    double[] cells = new double[places.size()];
    Arrays.setAll(cells, k -> seen[k / CELLS]);
    sim.set(places, "rate", Distribution.each(Units::Hz, cells));
    sim.set(copy, "rate", Distribution.each(Units::Hz, Arrays.copyOfRange(seen, fields, fields + ACTORS)));
    sim.set(surround, "rate", Distribution.each(Units::Hz, Arrays.copyOfRange(seen, fields + ACTORS, fields + 2 * ACTORS)));
    sim.set(taste, "rate", Units.Hz(seen[fields + 2 * ACTORS]));
  }

  /**
   * What fields and cells show: activities of place fields, scaled to what all place cells together fire, and the copy of a direction.
   *
   * @param activity of each field
   * @param copy how strong the copy is, at most 1; 0 for none
   * @param surround whether actors of other directions are inhibited
   * @param taste rate (spikes/s) of the cells of the reward
   */
  public static double[] shown(double[] activity, double angle, double copy, boolean surround, double taste) {
    int fields = activity.length;
    double[] all = new double[fields + 2 * ACTORS + 1];
    double sum = Arrays.stream(activity).sum();
    for (int k = 0; k < fields && sum > 0; k++) {
      all[k] = activity[k] * (TOTAL_HZ / CELLS / sum);
    }
    for (int k = 0; k < ACTORS && copy > 0; k++) {
      double cosine = Math.cos(2 * Math.PI * k / ACTORS - angle);
      all[fields + k] = copy * COPY_HZ * Math.exp(4 * (cosine - 1));
      all[fields + ACTORS + k] = surround && cosine < 0.5 ? COPY_HZ : 0;
    }
    all[all.length - 1] = taste;
    return all;
  }

  /** The activities of fields on a square lattice over the unit square. */
  public static double[] fields(int side, double sd, double x, double y) {
    double[] activity = new double[side * side];
    for (int k = 0; k < activity.length; k++) {
      double dx = x - k % side / (side - 1.0);
      int row = k / side;
      double dy = y - row / (side - 1.0);
      activity[k] = Math.exp(-(dx * dx + dy * dy) / (2 * sd * sd));
    }
    return activity;
  }

  /** Where actors' spikes point as a population vector; not a number where they point nowhere. */
  public static double direction(double[] counts) {
    double east = 0;
    double north = 0;
    for (int k = 0; k < counts.length; k++) {
      east += counts[k] * Math.cos(2 * Math.PI * k / counts.length);
      north += counts[k] * Math.sin(2 * Math.PI * k / counts.length);
    }
    return Math.hypot(east, north) < 1e-9 ? Double.NaN : Math.atan2(north, east);
  }
}
