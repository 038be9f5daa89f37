package org.ranvier.networks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.BitSet;
import org.ranvier.networks.files.SynapseFile;
import org.ranvier.networks.running.SynapseAccess;
import org.ranvier.simulator.RanvierException;

/**
 * The synapses of a projection as they are now, plastic or not: all of them, or those of some neurons.
 *
 * <pre>{@code
 * Synapses ee = simulation.synapses(projection);
 * ee.from(exc.range(0, 10)).forEach((source, target, delayMs, weight) -> …);
 * double[][] matrix = ee.matrix();              // [source][target], sums of weights
 * ee.to(exc.range(0, 5)).scale(0);              // a lesion
 * ee.save(Path.of("weights.h5"));               // or .csv
 * }</pre>
 *
 * <p>Their order is the same for any number of threads: that of {@link Simulation#weights}. Not to be used while a run goes on.
 */
public final class Synapses {
  private static final long MOST_CELLS = 1L << 27;

  private final SynapseAccess access;
  private final Projection projection;
  private final BitSet sources;
  private final BitSet targets;

  /** Sees synapses. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * @param source index of the source in its population
     * @param target index of the target in its population
     * @param delayMs delay from soma to soma
     * @param weight in the unit of the receptor
     */
    void accept(int source, int target, double delayMs, double weight);
  }

  /** Says what weights become. */
  @FunctionalInterface
  public interface Change {
    double of(int source, int target, double delayMs, double weight);
  }

  Synapses(SynapseAccess access, Projection projection) {
    this(access, projection, all(projection.source()), all(projection.target()));
  }

  private Synapses(SynapseAccess access, Projection projection, BitSet sources, BitSet targets) {
    this.access = access;
    this.projection = projection;
    this.sources = sources;
    this.targets = targets;
  }

  private static BitSet all(Neurons neurons) {
    var set = new BitSet();
    for (int k = 0; k < neurons.size(); k++) {
      set.set(neurons.set().get(k));
    }
    return set;
  }

  public Projection projection() {
    return projection;
  }

  /** Those of these synapses that come from some neurons. */
  public Synapses from(Neurons neurons) {
    require(neurons, projection.source(), "sources");
    return new Synapses(access, projection, both(sources, all(neurons)), targets);
  }

  /** Those of these synapses that end at some neurons. */
  public Synapses to(Neurons neurons) {
    require(neurons, projection.target(), "targets");
    return new Synapses(access, projection, sources, both(targets, all(neurons)));
  }

  private void require(Neurons neurons, Neurons of, String what) {
    if (neurons.population() != of.population()) {
      throw new RanvierException(
          projection.where() + ": its " + what + " are neurons of population '" + of.population().name() + "', not of '" + neurons.population().name() + "'");
    }
  }

  private static BitSet both(BitSet a, BitSet b) {
    var both = (BitSet) a.clone();
    both.and(b);
    return both;
  }

  private boolean has(int source, int target) {
    return sources.get(source) && targets.get(target);
  }

  /** Visits the synapses one by one; of a projection that no rule changes nothing is copied. */
  public void forEach(Visitor visitor) {
    access.visit(
        projection.connection(), false,
        (source, target, delayMs, weight) -> {
          if (has(source, target)) {
            visitor.accept(source, target, delayMs, weight);
          }
          return weight;
        });
  }

  public long count() {
    long[] n = {0};
    forEach((source, target, delayMs, weight) -> n[0]++);
    return n[0];
  }

  /** A copy of all that is known of them. */
  public Weights read() {
    var sizes = Math.toIntExact(count());
    var copy = new Weights(new int[sizes], new int[sizes], new double[sizes], new double[sizes]);
    int[] next = {0};
    forEach(
        (source, target, delayMs, weight) -> {
          int k = next[0]++;
          copy.sources()[k] = source;
          copy.targets()[k] = target;
          copy.delaysMs()[k] = delayMs;
          copy.values()[k] = weight;
        });
    return copy;
  }

  /** Changes the weights from now on; where a rule bounds them they are refused outside of its bounds. */
  public void change(Change change) {
    access.visit(
        projection.connection(), true,
        (source, target, delayMs, weight) -> has(source, target) ? change.of(source, target, delayMs, weight) : weight);
  }

  /** Multiplies the weights. */
  public void scale(double factor) {
    change((source, target, delayMs, weight) -> weight * factor);
  }

  /** Sets the weights, in the order of {@link #read}. */
  public void set(double[] weights) {
    long n = count();
    if (weights.length != n) {
      throw new RanvierException(projection.where() + ": there are " + weights.length + " weights for " + n + " synapses; give one for each");
    }
    int[] next = {0};
    change((source, target, delayMs, weight) -> weights[next[0]++]);
  }

  /** The sum of the weights from each source to each target, {@code [source][target]}, of all neurons of both populations. */
  public double[][] matrix() {
    return matrix(false);
  }

  /** The number of synapses from each source to each target. */
  public double[][] countMatrix() {
    return matrix(true);
  }

  private double[][] matrix(boolean counts) {
    int rows = projection.source().population().size();
    int columns = projection.target().population().size();
    if ((long) rows * columns > MOST_CELLS) {
      throw new RanvierException(
          projection.where() + ": a matrix of " + rows + " × " + columns + " is too large, at most " + MOST_CELLS + " numbers are possible; use forEach(…)");
    }
    double[][] matrix = new double[rows][columns];
    forEach((source, target, delayMs, weight) -> matrix[source][target] += counts ? 1 : weight);
    return matrix;
  }

  /** Saves sources, targets, delays and weights to an HDF5 file ({@code .h5}, {@code .hdf5}) or a table ({@code .csv}); a file that is there is replaced. */
  public void save(Path file) {
    Weights w = read();
    var table = new SynapseFile.Table(w.sources(), w.targets(), w.delaysMs(), w.values());
    try {
      SynapseFile.write(file, projection.name(), projection.connection().receptorUnit(), table);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /**
   * Takes the weights of a saved file, whatever the order of its synapses. Their sources, targets and delays must be those of these synapses; of synapses that agree
   * in all three, the first takes the first weight.
   */
  public void load(Path file) {
    SynapseFile.Table saved = SynapseFile.read(file);
    Weights now = read();
    set(saved.weightsOf(new SynapseFile.Table(now.sources(), now.targets(), now.delaysMs(), now.values()), file, projection.where()));
  }
}
