package org.ranvier.plasticity.loops;

import org.ranvier.plasticity.teaching.LearningSignal;
import org.ranvier.simulator.plastic.PostArchive;
import org.ranvier.simulator.plastic.TargetHistory;
import org.ranvier.simulator.state.StatePort;

/**
 * What the targets of a projection did in the last steps, as the synapses of a {@link DrivenLoop} have to know it: the drive
 * {@code ψ(t)}, the learning signal {@code L(t+1)}, and what a whole block of steps does to a synapse.
 *
 * <p>Between spikes of its source a synapse obeys, with {@code z ← α·z},
 *
 * <pre>
 *   e = ψ·(z - β·ε),  ē ← κ·ē + e,  ε ← ρ·ε + e,  s ← s + e,  g ← g + L·ē
 * </pre>
 *
 * which is linear in {@code (z, ε, ē)}, with coefficients that only the target knows. So a block of steps is one linear map for
 * each target, made once and used by all its synapses.
 */
final class TargetCourse {
  /** Numbers of a map. */
  static final int WIDTH = 9;

  static final int TRACE_BY_EPSILON = 0; // ē at the end, by ε at the begin
  static final int TRACE_BY_Z = 1;
  static final int EPSILON_BY_EPSILON = 2;
  static final int EPSILON_BY_Z = 3;
  static final int SUM_BY_EPSILON = 4;
  static final int SUM_BY_Z = 5;
  static final int GRADIENT_BY_TRACE = 6;
  static final int GRADIENT_BY_EPSILON = 7;
  static final int GRADIENT_BY_Z = 8;

  private final int neurons;
  private final int block;
  private final long interval;
  private final double alpha;
  private final double kappa;
  private final double rho;
  private final double[] beta; // of each local target
  private final double[] variable; // the drive now
  private final LearningSignal teacher;
  private final double[] taught;
  private final PostArchive post;
  private final double ratePerSpike;
  private final double rateHz;
  private final double regularisation;

  final TargetHistory drive;
  final TargetHistory signal;
  final TargetHistory past; // the drive of a step and those before, filtered
  private final double pastDecay;
  private final boolean keepsPast;
  private final double[] pastNow;
  private final TargetHistory rateError; // by number of the interval
  private final int[] spikesBefore;
  private final int mapMask;
  private final double[] maps; // [neuron][block & mapMask][WIDTH]
  private int ready; // the last step whose signal is known

  /**
   * @param beta of each local target
   * @param variable the drive now
   * @param window steps that are remembered
   */
  TargetCourse(
      DrivenSetup setup, DrivenSteps steps, double[] beta, double[] variable, LearningSignal teacher, PostArchive post, int window) {
    this.beta = beta;
    this.variable = variable;
    this.teacher = teacher;
    this.post = post;
    neurons = post.neurons();
    block = steps.block();
    interval = steps.interval();
    alpha = steps.alpha();
    kappa = steps.kappa();
    rho = steps.rho();
    regularisation = setup.regularisation();
    rateHz = setup.rateHz();
    ratePerSpike = 1000 / (interval * steps.ms());
    taught = new double[neurons];
    drive = new TargetHistory(neurons, window);
    signal = new TargetHistory(neurons, window);
    keepsPast = setup.reverse().share() != 0;
    past = new TargetHistory(neurons, keepsPast ? window : 1);
    pastNow = new double[keepsPast ? neurons : 0];
    pastDecay = StrictMath.exp(-steps.ms() / setup.reverse().tauMs());
    rateError = new TargetHistory(neurons, regularisation == 0 ? 1 : window / interval + 2);
    spikesBefore = new int[neurons];
    int blocks = 1;
    while (blocks < window / block + 2) {
      blocks *= 2;
    }
    mapMask = blocks - 1;
    maps = new double[Math.multiplyExact(Math.multiplyExact(neurons, blocks), WIDTH)];
  }

  /**
   * Lists all that is remembered.
   *
   * @param port of the slice of the targets
   */
  void state(StatePort port) {
    drive.state(port, "drive", "1");
    signal.state(port, "signal", "1");
    if (keepsPast) {
      past.state(port, "past", "1");
      port.perNeuron("past now", "1", pastNow);
    }
    rateError.state(port, "error of the rate", "1");
    port.perNeuron("spikes before", "1", spikesBefore);
    int width = (mapMask + 1) * WIDTH;
    port.perNeuron("maps", "1", maps, width, 1, width);
    ready = (int) port.common("ready", "step", ready);
  }

  /** Takes the learning signal of a step, once its fields have come there. */
  void prepare(int step) {
    if (step <= ready) {
      return;
    }
    ready = step;
    teacher.read(taught);
    signal.put(step - 1, taught);
    if (step % block == 0) {
      for (int i = 0; i < neurons; i++) {
        closeBlock(i, step - block);
      }
    }
    if (regularisation != 0 && step % interval == 0) {
      for (int i = 0; i < neurons; i++) {
        // those of this step belong to the next interval, told or not
        int spikes = post.newest(i) - (post.last(i) == step ? 1 : 0);
        double rate = (spikes - spikesBefore[i]) * ratePerSpike;
        spikesBefore[i] = spikes;
        rateError.set(i, (int) (step / interval), regularisation * (rate - rateHz) * ratePerSpike);
      }
    }
  }

  /** Takes the drive at the end of a step. */
  void observe(int step) {
    prepare(step);
    drive.put(step, variable);
    if (keepsPast) {
      for (int i = 0; i < neurons; i++) {
        pastNow[i] = pastDecay * pastNow[i] + variable[i];
      }
      past.put(step, pastNow);
    }
  }

  private void closeBlock(int i, int begin) {
    double[] psi = drive.values();
    double[] teach = signal.values();
    double b = beta[i];
    double traceByEpsilon = 0;
    double traceByZ = 0;
    double traceByTrace = 1;
    double epsilonByEpsilon = 1;
    double epsilonByZ = 0;
    double sumByEpsilon = 0;
    double sumByZ = 0;
    double gradientByTrace = 0;
    double gradientByEpsilon = 0;
    double gradientByZ = 0;
    double z = 1;
    for (int t = begin; t < begin + block; t++) {
      int at = drive.index(i, t);
      double byEpsilon = -psi[at] * b * epsilonByEpsilon;
      double byZ = psi[at] * (z - b * epsilonByZ);
      traceByTrace *= kappa;
      traceByEpsilon = kappa * traceByEpsilon + byEpsilon;
      traceByZ = kappa * traceByZ + byZ;
      epsilonByEpsilon = rho * epsilonByEpsilon + byEpsilon;
      epsilonByZ = rho * epsilonByZ + byZ;
      sumByEpsilon += byEpsilon;
      sumByZ += byZ;
      gradientByTrace += teach[at] * traceByTrace;
      gradientByEpsilon += teach[at] * traceByEpsilon;
      gradientByZ += teach[at] * traceByZ;
      z *= alpha;
    }
    int m = map(i, begin);
    maps[m + TRACE_BY_EPSILON] = traceByEpsilon;
    maps[m + TRACE_BY_Z] = traceByZ;
    maps[m + EPSILON_BY_EPSILON] = epsilonByEpsilon;
    maps[m + EPSILON_BY_Z] = epsilonByZ;
    maps[m + SUM_BY_EPSILON] = sumByEpsilon;
    maps[m + SUM_BY_Z] = sumByZ;
    maps[m + GRADIENT_BY_TRACE] = gradientByTrace;
    maps[m + GRADIENT_BY_EPSILON] = gradientByEpsilon;
    maps[m + GRADIENT_BY_Z] = gradientByZ;
  }

  /** The maps of all blocks; not a copy. */
  double[] maps() {
    return maps;
  }

  /** Where the map of a target and of the block that begins at a step stands. */
  int map(int i, int begin) {
    return (i * (mapMask + 1) + (Math.floorDiv(begin, block) & mapMask)) * WIDTH;
  }

  /** The derivative of the regularisation by the sum of eligibility in the interval that ended with a step. */
  double rateError(int i, int step) {
    return rateError.get(i, (int) (step / interval));
  }
}
