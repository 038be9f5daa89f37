package org.ranvier.networks.systems.nmn;

import static org.ranvier.networks.values.Units.ms;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ranvier.networks.Modulator;
import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;

/** The network at its task, trial by trial. */
final class NmnRun implements SpikeListener, AutoCloseable {
  static final String REWARDS = "rewards";

  private static final int COUNT = NmnNetwork.COUNT;
  private static final double LOOK_MS = 40; // when it is looked who was first
  private static final double FEEDBACK_MS = 100;
  private static final double CELL_HZ = 800;

  private final Plan plan;
  private final TrialListener listener;
  private final int[] positions; // of all trials
  private final NmnNetwork network;
  private final Simulation sim;
  private final int firstAction;
  private final boolean shuffled;
  private final SplittableRandom luck;
  private int first = -1;
  private int trial;
  private double seconds;

  NmnRun(Plan plan, int trials, TrialListener listener) {
    this.plan = plan;
    this.listener = listener;
    var random = plan.random("positions");
    positions = new int[trials];
    Arrays.setAll(positions, k -> random.nextInt(COUNT));
    network = NmnNetwork.of(plan, times(positions));
    shuffled = plan.shuffles(REWARDS);
    luck = new SplittableRandom(plan.random("luck").nextLong());
    sim = Simulation.of(network.net(), plan.options());
    listener.begins(plan.condition().name(), plan.seed(), sim);
    plan.clamp(sim);
    firstAction = sim.populations().stream().filter(p -> p.name().equals(network.actions().name())).findFirst().orElseThrow().firstId();
    sim.addListener(this);
  }

  /** When each position is seen. */
  static double[][] times(int[] positions) {
    double[][] times = new double[COUNT][];
    for (int p = 0; p < COUNT; p++) {
      int position = p;
      times[p] = IntStream.range(0, positions.length).filter(k -> positions[k] == position)
          .mapToDouble(k -> k * NmnNetwork.TRIAL_MS + NmnNetwork.CUE_MS).toArray();
    }
    return times;
  }

  @Override
  public void accept(SpikeBlock block) {
    for (int k = 0; k < block.spikeCount() && first < 0; k++) {
      int action = block.ids()[k] - firstAction;
      first = action >= 0 && action < COUNT ? action : -1;
    }
  }

  /** Lets cells tell the task, or none; and stops what modulators hold. */
  void begin(int task) {
    tell(task);
    sim.release(network.signals().noradrenaline(), 2);
  }

  /** Lets a cell tell the task, or none. */
  void tell(int task) {
    set(network.told(), task);
  }

  /** Lets one cell fire, or none. */
  private void set(Population cells, int one) {
    double[] rates = new double[cells.size()];
    if (one >= 0) {
      rates[one] = CELL_HZ;
    }
    sim.set(cells, "rate", Distribution.each(Units::Hz, rates));
  }

  /** One trial; whether the right thing was done. */
  boolean trial(int task, boolean training) {
    int position = positions[trial];
    first = -1;
    double[] before = new double[COUNT];
    Arrays.setAll(before, k -> NmnNetwork.activation(z(k)));
    run(LOOK_MS);
    int action = first;
    boolean right = action == (position + task) % COUNT;
    boolean rewarded = shuffled && training ? luck.nextDouble() < 1.0 / COUNT : right;
    double error = (rewarded ? NmnNetwork.WORTH : 0) - expected(position, action, before);
    sim.release(network.signals().dopamine(), error);
    if (rewarded) {
      sim.release(network.signals().reward(), 1);
      set(network.feedback(), position * COUNT + action);
    }
    if (error < 0) {
      sim.release(network.signals().noradrenaline(), -2 * error / NmnNetwork.WORTH);
    }
    run(FEEDBACK_MS);
    if (rewarded) {
      set(network.feedback(), -1);
    }
    run(NmnNetwork.TRIAL_MS - LOOK_MS - FEEDBACK_MS);
    trial++;
    return right;
  }

  /** What the synapses of this position and action say, under these activations. */
  private double expected(int position, int action, double[] activation) {
    double sum = 0;
    for (int k = 0; k < COUNT && !plan.freezes(NmnNetwork.MAIN); k++) {
      if (activation[k] > 1e-6) {
        sum += activation[k] * sim.weights(network.main().get(k)).values()[position * COUNT + action];
      }
    }
    return sum;
  }

  double z(int k) {
    return sim.concentration(network.signals().z().get(k));
  }

  /** Which modulator there is most of, if its receptor is activated by half; otherwise -1. */
  int strongest() {
    int most = -1;
    for (int k = 0; k < COUNT; k++) {
      most = NmnNetwork.activation(z(k)) > 0.5 && (most < 0 || z(k) > z(most)) ? k : most;
    }
    return most;
  }

  /** Holds the modulators where they are, or at 0. */
  void freeze(boolean atZero) {
    for (Modulator m : network.signals().z()) {
      sim.clamp(m, atZero ? 0 : sim.concentration(m));
    }
  }

  void unfreeze() {
    network.signals().z().forEach(sim::unclamp);
  }

  /** From now on no synapse learns. */
  void endTraining() {
    sim.freeze();
  }

  private void run(double ms) {
    seconds += sim.run(ms(ms)).seconds();
    listener.goesOn(sim);
  }

  double realTimeFactor() {
    return seconds * 1000 / sim.timeMs();
  }

  @Override
  public void close() {
    listener.ends(sim);
    sim.close();
  }
}
