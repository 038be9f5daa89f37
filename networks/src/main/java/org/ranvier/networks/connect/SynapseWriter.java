package org.ranvier.networks.connect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.space.Displacements;
import org.ranvier.networks.space.Profile;
import org.ranvier.networks.values.Sampler;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.synapses.SynapseBatch;

/**
 * Writes the pairs that a rule yields into batches and draws their delays and weights.
 *
 * <p>Pairs, delays and weights of an entity (a target, a source, a block of targets) come from three streams, so that counting,
 * which needs no weights, sees the same delays.
 */
final class SynapseWriter {
  private static final int SKIPPED = -1;

  private final SynapseBatch batch;
  private final SynapseValues values;
  private final boolean withWeights;
  private final RandomStream pairs;
  private final RandomStream delays;
  private final RandomStream weights;
  private final double[] drawn = new double[SynapseBatch.CAPACITY];
  private final int[] place = new int[SynapseBatch.CAPACITY]; // of each synapse in an explicit list
  private final long[] number = new long[SynapseBatch.CAPACITY]; // of each synapse that has its own streams
  private final Displacements scratch;
  private int start; // first synapse of the batch that has no delay yet
  private boolean skipped;
  private boolean numbered;
  private boolean delayed; // those that are missing have their delays already
  private @Nullable KeptDraws keep;

  SynapseWriter(SynapseBatch batch, SynapseValues values, boolean withWeights) {
    this.batch = batch;
    this.values = values;
    this.withWeights = withWeights;
    pairs = new RandomStream(values.pairKey());
    delays = new RandomStream(values.delayKey());
    weights = new RandomStream(values.weightKey());
    boolean spatial = values.weight() instanceof Profile.Values || values.delay() instanceof Profile.Values;
    scratch = new Displacements(spatial ? Displacements.CAPACITY : 0);
    start = batch.size;
  }

  /** Keeps sources and delays of what is written. */
  void keep(KeptDraws draws) {
    keep = draws;
  }

  /** Starts anew with a batch that is empty. */
  void restart() {
    start = 0;
  }

  /** Starts the synapses of an entity; returns the stream for its pairs. */
  RandomStream begin(int entity) {
    complete();
    pairs.select(entity);
    delays.select(entity);
    weights.select(entity);
    return pairs;
  }

  /** Adds a synapse; its delay and weight are drawn later. */
  void add(int source, int target) {
    add(source, target, 0);
  }

  /** Adds the synapse that stands at {@code listed} in an explicit list. */
  void add(int source, int target, int listed) {
    makeRoom();
    batch.source[batch.size] = source;
    place[batch.size] = listed;
    batch.target[batch.size++] = target;
  }

  /**
   * Adds synapses of one source whose delays and weights come from streams of their own, so that they can be drawn without the others'.
   *
   * @param targets the first {@code count} count
   */
  void addNumbered(int source, int[] targets, int count, long[] numbers) {
    numbered = true;
    delayed = false;
    for (int done = 0; done < count; ) {
      makeRoom();
      int some = Math.min(count - done, batch.room());
      Arrays.fill(batch.source, batch.size, batch.size + some, source);
      System.arraycopy(targets, done, batch.target, batch.size, some);
      System.arraycopy(numbers, done, number, batch.size, some);
      batch.size += some;
      done += some;
    }
  }

  private void makeRoom() {
    if (batch.size == SynapseBatch.CAPACITY) {
      complete();
      batch.makeRoom();
      start = batch.size;
    }
  }

  /**
   * The same of one target, with numbers that follow one another.
   *
   * @param sources the first {@code count} count
   */
  void addNumbered(int[] sources, int count, int target, long firstNumber) {
    numbered = true;
    delayed = false;
    for (int done = 0; done < count; ) {
      makeRoom();
      int some = Math.min(count - done, batch.room());
      System.arraycopy(sources, done, batch.source, batch.size, some);
      Arrays.fill(batch.target, batch.size, batch.size + some, target);
      for (int k = 0; k < some; k++) {
        number[batch.size + k] = firstNumber + done + k;
      }
      batch.size += some;
      done += some;
    }
  }

  /**
   * Adds synapses of one target whose sources and delays were kept. What was added before and has no delay must have been {@linkplain #complete completed}.
   *
   * @param firstNumber the numbers follow one another
   */
  void addKept(KeptDraws kept, int count, int target, long firstNumber) {
    numbered = true;
    delayed = true;
    for (int done = 0; done < count; ) {
      makeRoom();
      int some = Math.min(count - done, batch.room());
      kept.read(batch, batch.size, batch.size + some);
      Arrays.fill(batch.target, batch.size, batch.size + some, target);
      for (int k = 0; k < some; k++) {
        number[batch.size + k] = firstNumber + done + k;
      }
      batch.size += some;
      done += some;
    }
  }

  /** Passes over a synapse that ends at another worker: its delay and weight are drawn all the same, to keep the others'. */
  void skip() {
    add(0, SKIPPED);
    skipped = true;
  }

  /** Draws the delays and weights that are missing. */
  void complete() {
    int end = batch.size;
    if (!delayed) {
      drawDelays(end);
    }
    if (keep != null) {
      keep.add(batch, start, end);
    }
    if (withWeights) {
      draw(values.weight(), weights, end);
      for (int k = start; k < end; k++) {
        batch.weight[k] = drawn[k];
      }
      if (batch.isExact()) {
        System.arraycopy(drawn, start, batch.exactWeight(), start, end - start);
      }
    }
    if (skipped) {
      dropSkipped();
    }
    start = batch.size;
  }

  private void drawDelays(int end) {
    switch (values.delay()) {
      case Sampler.Constant c -> {
        Arrays.fill(batch.delay, start, end, values.minDelaySteps());
        Arrays.fill(batch.exactDelay(), batch.isExact() ? start : 0, batch.isExact() ? end : 0, c.value());
      }
      case Sampler delay -> {
        draw(delay, delays, end);
        toSteps(drawn, batch.delay, start, end, 1 / values.resolutionMs(), values.minDelaySteps(), values.maxDelaySteps());
        if (batch.isExact()) {
          System.arraycopy(drawn, start, batch.exactDelay(), start, end - start);
        }
      }
    }
  }

  private void draw(Sampler sampler, RandomStream random, int end) {
    switch (sampler) {
      case Sampler.Listed list -> {
        for (int k = start; k < end; k++) {
          drawn[k] = list.values()[place[k]];
        }
      }
      case Profile.Values profile -> profile.fill(random, batch.source, batch.target, start, end, drawn, scratch);
      case Sampler.Constant c -> Arrays.fill(drawn, start, end, c.value());
      default -> {
        if (numbered) {
          sampler.fillItems(random, number, drawn, start, end);
        } else {
          sampler.fill(random, drawn, start, end);
        }
      }
    }
  }

  private void dropSkipped() {
    int kept = start;
    for (int k = start; k < batch.size; k++) {
      if (batch.target[k] != SKIPPED) {
        batch.source[kept] = batch.source[k];
        batch.target[kept] = batch.target[k];
        batch.delay[kept] = batch.delay[k];
        batch.weight[kept] = batch.weight[k];
        if (batch.isExact()) {
          batch.exactDelay()[kept] = batch.exactDelay()[k];
          batch.exactWeight()[kept] = batch.exactWeight()[k];
        }
        kept++;
      }
    }
    batch.size = kept;
    skipped = false;
  }

  private static void toSteps(double[] ms, int[] steps, int from, int to, double perMs, int min, int max) {
    for (int k = from; k < to; k++) {
      steps[k] = Math.clamp((int) (ms[k] * perMs + 0.5), min, max);
    }
  }
}
