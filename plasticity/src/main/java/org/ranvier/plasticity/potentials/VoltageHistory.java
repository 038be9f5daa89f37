package org.ranvier.plasticity.potentials;

import java.util.Arrays;
import org.ranvier.simulator.plastic.PostArchive;
import org.ranvier.simulator.plastic.Spikes;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The low-passed potentials of the targets of a projection at one worker, and what follows from them for their synapses: by how much a
 * pre-synaptic spike would depress at each of the last steps, and the steps at which the potential was high enough to potentiate. There are few of
 * these, and only they are kept.
 */
public final class VoltageHistory {
  private static final int FIRST_BITS = 4;

  private final VoltagePairing pairing;
  private final double stepMs;
  private final PostArchive post;
  private final double[] potential; // of the model
  private final int shapeSteps;
  private final double[] before; // potential at the end of the step before
  private final double[] now;
  private final double[] minus; // ū₋
  private final double[] plus; // ū₊
  private final double[] mean; // ū̄
  private final PotentialFilter minusFilter;
  private final PotentialFilter plusFilter;
  private final PotentialFilter meanFilter;
  private final double[][] minusLater; // [step modulo their number]
  private final double[][] plusLater;
  private final double[][] depression; // [step & mask]
  private final int depressionMask;
  private final int window;
  private final int[] newest; // number of the last potentiating step of each target
  private int bits = FIRST_BITS;
  private int mask = (1 << FIRST_BITS) - 1;
  private int[] step; // [neuron << bits | number & mask]
  private double[] amount;

  /**
   * @param potential of the targets, read at each step
   * @param post their spikes
   * @param depressionSteps how many steps back depression is asked for
   * @param window how many steps back potentiation is asked for
   */
  public VoltageHistory(VoltagePairing pairing, TimeGrid grid, double[] potential, PostArchive post, int depressionSteps, int window) {
    this.pairing = pairing;
    this.post = post;
    this.potential = potential;
    this.window = window;
    stepMs = grid.resolutionMs();
    shapeSteps = (int) Math.round(pairing.shape().lastingMs() / stepMs);
    int n = post.neurons();
    before = Arrays.copyOf(potential, n);
    now = new double[n];
    minus = before.clone();
    plus = before.clone();
    mean = before.clone();
    minusFilter = new PotentialFilter(pairing.tauMinusMs(), stepMs);
    plusFilter = new PotentialFilter(pairing.tauPlusMs(), stepMs);
    meanFilter = new PotentialFilter(pairing.homeostasis().tauMs(), stepMs);
    int delay = (int) Math.round(pairing.delayMs() / stepMs) + 1;
    minusLater = new double[delay][];
    plusLater = new double[delay][];
    for (int k = 0; k < delay; k++) {
      minusLater[k] = before.clone();
      plusLater[k] = before.clone();
    }
    depression = new double[Integer.highestOneBit(depressionSteps) << 1][n];
    depressionMask = depression.length - 1;
    newest = new int[n];
    step = new int[n << bits];
    Arrays.fill(step, Spikes.NEVER);
    amount = new double[n << bits];
  }

  /**
   * Lists what is kept.
   *
   * @param port of the slice of the targets
   */
  public void state(StatePort port) {
    port.perNeuron("potential", "mV", before);
    port.perNeuron("u minus", "mV", minus);
    port.perNeuron("u plus", "mV", plus);
    port.perNeuron("u mean", "mV", mean);
    for (int k = 0; k < minusLater.length; k++) {
      port.perNeuron("u minus later " + k, "mV", minusLater[k]);
      port.perNeuron("u plus later " + k, "mV", plusLater[k]);
    }
    for (int k = 0; k < depression.length; k++) {
      port.perNeuron("depression " + k, "1", depression[k]);
    }
    port.perNeuron("number of the last potentiation", "1", newest);
    StatePort.Lists lists = port.lists("potentiations");
    if (port.restores()) {
      restore(lists);
    } else {
      save(lists);
    }
  }

  private void save(StatePort.Lists lists) {
    int[] counts = new int[newest.length];
    for (int i = 0; i < counts.length; i++) {
      while (counts[i] < 1 << bits && step(i, newest[i] - counts[i]) != Spikes.NEVER) {
        counts[i]++;
      }
    }
    int total = Arrays.stream(counts).sum();
    int[] steps = new int[total];
    double[] amounts = new double[total];
    int at = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int n = newest[i] - counts[i] + 1; n <= newest[i]; n++) {
        steps[at] = step(i, n);
        amounts[at++] = amount(i, n);
      }
    }
    lists.save(counts, steps, amounts);
  }

  private void restore(StatePort.Lists lists) {
    int[] counts = lists.counts();
    while (Arrays.stream(counts).max().orElse(0) > 1 << bits) {
      bits++;
    }
    mask = (1 << bits) - 1;
    step = new int[newest.length << bits];
    Arrays.fill(step, Spikes.NEVER);
    amount = new double[step.length];
    int[] steps = lists.steps();
    double[] amounts = lists.column(0);
    int at = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int n = newest[i] - counts[i] + 1; n <= newest[i]; n++) {
        step[i << bits | n & mask] = steps[at];
        amount[i << bits | n & mask] = amounts[at++];
      }
    }
  }

  /** Takes note of the potentials at the end of a step. */
  public void observe(int at) {
    shape(now, potential, post.recent(0), at, shapeSteps, pairing.shape().potential());
    minusFilter.advance(minus, before, now);
    plusFilter.advance(plus, before, now);
    boolean homeostatic = pairing.homeostasis().referenceSquared() > 0;
    if (homeostatic) {
      meanFilter.advance(mean, minus, minus);
    }
    int delay = minusLater.length;
    System.arraycopy(minus, 0, minusLater[at % delay], 0, minus.length);
    System.arraycopy(plus, 0, plusLater[at % delay], 0, plus.length);
    double[] late = minusLater[(at + 1) % delay]; // delay - 1 steps ago
    double[] latePlus = plusLater[(at + 1) % delay];
    double[] depress = depression[at & depressionMask];
    depress(depress, late, pairing.depression(), pairing.thetaMinus());
    if (homeostatic) {
      homeostasis(depress, mean, pairing.homeostasis());
    }
    for (int i = 0; i < now.length; i++) {
      if (now[i] > pairing.thetaPlus() && latePlus[i] > pairing.thetaMinus()) {
        add(i, at, pairing.potentiation() * (now[i] - pairing.thetaPlus()) * (latePlus[i] - pairing.thetaMinus()) * stepMs);
      }
    }
    System.arraycopy(now, 0, before, 0, now.length);
  }

  private static void shape(double[] now, double[] potential, int[] lastSpike, int at, int steps, double high) {
    for (int i = 0; i < now.length; i++) {
      now[i] = at - lastSpike[i] < steps ? high : potential[i];
    }
  }

  private static void depress(double[] depress, double[] minus, double amplitude, double theta) {
    for (int i = 0; i < depress.length; i++) {
      depress[i] = amplitude * Math.max(0, minus[i] - theta);
    }
  }

  private static void homeostasis(double[] depress, double[] mean, VoltagePairing.Homeostasis h) {
    for (int i = 0; i < depress.length; i++) {
      double up = mean[i] - h.rest();
      depress[i] *= up * up / h.referenceSquared();
    }
  }

  private void add(int i, int at, double change) {
    while (step[i << bits | newest[i] + 2 & mask] > at - window) { // would be the oldest one left
      grow();
    }
    int place = i << bits | ++newest[i] & mask;
    step[place] = at;
    amount[place] = change;
  }

  private void grow() {
    int[] wider = new int[step.length * 2];
    Arrays.fill(wider, Spikes.NEVER);
    double[] widerAmount = new double[wider.length];
    for (int i = 0; i < newest.length; i++) {
      for (int n = newest[i]; n > newest[i] - (1 << bits); n--) {
        int to = i << (bits + 1) | n & (2 << bits) - 1;
        wider[to] = step[i << bits | n & mask];
        widerAmount[to] = amount[i << bits | n & mask];
      }
    }
    step = wider;
    amount = widerAmount;
    bits++;
    mask = (1 << bits) - 1;
  }

  /** By how much a pre-synaptic spike depresses the synapses of a target that see it as it was at a step. */
  public double depression(int neuron, int at) {
    return depression[at & depressionMask][neuron];
  }

  /** The number of a target's last potentiating step; those before it have the numbers before. */
  public int newest(int neuron) {
    return newest[neuron];
  }

  /** A potentiating step by its number; long ago before the first. */
  public int step(int neuron, int number) {
    return step[neuron << bits | number & mask];
  }

  /** By how much it potentiates, times the pre-synaptic trace. */
  public double amount(int neuron, int number) {
    return amount[neuron << bits | number & mask];
  }
}
