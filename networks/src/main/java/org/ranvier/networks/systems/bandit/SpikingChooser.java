package org.ranvier.networks.systems.bandit;

import static org.ranvier.networks.values.Units.ms;

import org.ranvier.networks.Modulator;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeListener;

/** The network that chooses. */
final class SpikingChooser implements Chooser, SpikeListener {
  private static final int CUES_BEFORE = 60; // until the traces of cues are as they stay
  private static final double LOOK_MS = 4; // how often it is asked who was first

  private final Plan plan;
  private final ChoiceNetwork network;
  private final Simulation simulation;
  private final TrialListener listener;
  private final int firstId;
  private int winner = -1;
  private double toNextCueMs;
  private double seconds;

  SpikingChooser(Plan plan, int steps, TrialListener listener) {
    this.plan = plan;
    this.listener = listener;
    network = ChoiceNetwork.of(plan, steps + CUES_BEFORE);
    simulation = Simulation.of(network.net(), plan.options());
    listener.begins(plan.condition().name(), plan.seed(), simulation);
    firstId = simulation.populations().stream().filter(p -> p.name().equals(network.choice().name())).findFirst().orElseThrow().firstId();
    plan.clamp(simulation);
    simulation.run(ms(CUES_BEFORE * ChoiceNetwork.PERIOD_MS));
    simulation.addListener(this);
  }

  /** The first of a race; of two in one step, that of the lower number where the step is even, and of the higher one where it is odd. */
  @Override
  public void accept(SpikeBlock block) {
    for (int k = 0; k < block.stepCount(); k++) {
      int of = -1;
      for (int q = block.begin(k); q < block.end(k); q++) {
        int arm = block.ids()[q] - firstId;
        boolean isArm = arm >= 0 && arm < Arms.COUNT;
        of = isArm && (of < 0 || (block.firstStep() + k) % 2 == 1) ? arm : of;
      }
      winner = winner < 0 ? of : winner;
    }
  }

  @Override
  public double[] values() {
    return plan.freezes(ChoiceNetwork.WEIGHTS) ? new double[Arms.COUNT] : simulation.weights(network.values()).values().clone();
  }

  /** Sets what is expected of each arm. */
  void setValues(double[] values) {
    simulation.setWeights(network.values(), values);
  }

  @Override
  public double setTemperature(double inverseTemperature) {
    bring(network.noradrenaline(), ChoiceNetwork.noradrenaline(inverseTemperature));
    return ChoiceNetwork.inverseTemperature(simulation.concentration(network.noradrenaline()));
  }

  /** Releases what is missing, or takes up what is too much. */
  private void bring(Modulator modulator, double concentration) {
    if (plan.clamp(modulator.name()).isEmpty()) {
      simulation.release(modulator, concentration - simulation.concentration(modulator));
    }
  }

  @Override
  public int choose(int step) {
    winner = -1;
    toNextCueMs = ChoiceNetwork.PERIOD_MS;
    run(ChoiceNetwork.CUE_MS);
    while (winner < 0) {
      if (toNextCueMs <= LOOK_MS) {
        throw new IllegalStateException("nobody has fired");
      }
      run(LOOK_MS);
    }
    return winner;
  }

  private void run(double ms) {
    seconds += simulation.run(ms(ms)).seconds();
    toNextCueMs -= ms;
    listener.goesOn(simulation);
  }

  /** The critic's expectation is the weight of the arm's synapse. */
  @Override
  public double learn(int arm, double rate, double reward) {
    bring(network.acetylcholine(), rate);
    simulation.release(network.dopamine(), reward - values()[arm]);
    double told = simulation.concentration(network.acetylcholine());
    run(toNextCueMs);
    return told;
  }

  @Override
  public double realTimeFactor() {
    return seconds * 1000 / simulation.timeMs();
  }

  @Override
  public void close() {
    listener.ends(simulation);
    simulation.close();
  }
}
