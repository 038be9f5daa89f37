package org.ranvier.networks.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.measure.Quantity;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.SynapseStorage;
import org.ranvier.networks.TimeRounding;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Job;
import org.ranvier.simulator.time.TimeGrid;
import picocli.CommandLine.Option;

/** Options that every run understands, on the command line and in a script's arguments. */
public final class RunOptions {
  @Option(names = "--duration", paramLabel = "TIME", description = "Biological time to simulate, e.g. 1000 or '2 s' (ms without a unit).")
  @Nullable String duration;

  @Option(names = "--warmup", paramLabel = "TIME", description = "Time simulated before recording begins.")
  @Nullable String warmup;

  @Option(names = "--threads", paramLabel = "N", description =
      "Worker threads, of each rank under mpirun; the result does not depend on them. Default: all processors.")
  int threads = Job.ofThisProcess().launch().threads();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all random draws. Default: ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(names = "--out", paramLabel = "DIR", description = "Where to write log, picture and statistics. Default: a new directory in results/.")
  @Nullable Path out;

  @Option(names = "--overwrite", description = "Replace the output directory if it exists.")
  boolean overwrite;

  @Option(names = "--round-times", paramLabel = "HOW", converter = RoundingConverter.class, description =
      "Round spike times and delays that do not lie on the grid, and say by how much: to the 'nearest' step, or 'up' (spike times to the"
          + " end of their step, as NEST does). They are refused otherwise.")
  @Nullable TimeRounding rounding;

  @Option(names = "--synapses", paramLabel = "HOW", converter = StorageConverter.class, description =
      "Whether static synapses are 'stored', or 'procedural' where their rule allows it: drawn again at each spike, which takes no memory, more"
          + " time, and changes no spike. Default: procedural where the network says so, or where memory does not suffice.")
  @Nullable SynapseStorage synapses;

  @Option(names = "--no-plot", description = "Draw no picture.")
  boolean noPlot;

  @Option(names = "--csv", description = "Write what is recorded as tables too, beside recordings.h5.")
  boolean csv;

  @Option(names = "--checkpoint-every", paramLabel = "TIME", description =
      "Save the whole state into the output directory whenever so much biological time has gone by; 'ranvier resume' goes on from there.")
  @Nullable String checkpointEvery;

  @Option(names = "--checkpoint-at", paramLabel = "TIME", split = ",", description =
      "Save the state at this time, and keep that, for 'ranvier fork' and 'verify'. May be repeated.")
  List<String> checkpointAt = new ArrayList<>();

  private FurtherRecorders recorders = FurtherRecorders.NONE;

  public RunOptions() {}

  /** The defaults, but for these times where they are given. */
  public RunOptions(@Nullable String duration, @Nullable String warmup) {
    this.duration = duration;
    this.warmup = warmup;
  }

  /** The same with another duration in ms. */
  public RunOptions durationMs(double ms) {
    duration = TimeGrid.trim(ms);
    return this;
  }

  /** The same with so many threads. */
  public RunOptions threads(int count) {
    threads = count;
    return this;
  }

  /** The same with an output directory; what is there is replaced where {@code replace}. */
  public RunOptions out(@Nullable Path directory, boolean replace) {
    out = directory;
    overwrite = replace;
    return this;
  }

  /** The same without pictures. */
  public RunOptions withoutPlots() {
    noPlot = true;
    return this;
  }

  /** The same with other checkpoints, where some are given. */
  public RunOptions checkpoints(@Nullable String every, List<String> at) {
    checkpointEvery = every == null ? checkpointEvery : every;
    checkpointAt = at.isEmpty() ? checkpointAt : new ArrayList<>(at);
    return this;
  }

  /** The same without checkpoints that stay. */
  public RunOptions withoutKeptCheckpoints() {
    checkpointAt = new ArrayList<>();
    return this;
  }

  /** The same without checkpoints. */
  public RunOptions withoutCheckpoints() {
    checkpointEvery = null;
    checkpointAt = new ArrayList<>();
    return this;
  }

  /** The same, recording more than the network says. */
  public RunOptions record(FurtherRecorders further) {
    recorders = further;
    return this;
  }

  /** What is recorded beside what the network says. */
  FurtherRecorders recorders() {
    return recorders;
  }

  /** A time in ms from text such as {@code "1000"}, {@code "500 ms"} or {@code "2s"}; {@code what} names it in messages. */
  public static double parseMs(String text, String what) {
    double ms;
    try {
      Quantity<?> quantity = Units.parse(text);
      boolean plain = quantity.getUnit().equals(Units.unit("1"));
      ms = plain ? quantity.getValue().doubleValue() : Units.in(Units.MILLISECOND, quantity, what);
    } catch (RanvierException e) {
      throw new RanvierException(what + ": '" + text + "' is not a time; write it as in 1000, '500 ms' or 2s (ms without a unit)", e);
    }
    if (!(ms >= 0) || Double.isInfinite(ms)) {
      throw new RanvierException(what + " " + text + " must be 0 or above");
    }
    return ms;
  }

  /** Tells a network, which must not be simulated yet, what was said of times that are not on the grid. */
  public void round(Network network) {
    if (rounding != null) {
      network.roundTimes(rounding);
    }
  }

  /** The options of a simulation. */
  Simulation.Options simulation() {
    return Simulation.Options.DEFAULT.threads(threads).seed(seed).synapses(synapses == null ? SynapseStorage.AUTOMATIC : synapses);
  }

  /** What was said of times that are not on the grid, if anything was. */
  public Optional<TimeRounding> rounding() {
    return Optional.ofNullable(rounding);
  }

  public int threads() {
    return threads;
  }

  public long seed() {
    return seed;
  }

  /** Where results are to be written, if it was said. */
  public Optional<Path> out() {
    return Optional.ofNullable(out);
  }

  public boolean overwrite() {
    return overwrite;
  }

  /** The duration, as it was said. */
  public Optional<String> duration() {
    return Optional.ofNullable(duration);
  }

  /** The warm-up, as it was said. */
  public Optional<String> warmup() {
    return Optional.ofNullable(warmup);
  }

  /** The interval of checkpoints in ms; 0 where none was asked for. */
  double checkpointEveryMs() {
    return checkpointEvery == null ? 0 : aboveZero(checkpointEvery, "--checkpoint-every");
  }

  /** The times of further checkpoints in ms. */
  List<Double> checkpointAtMs() {
    return checkpointAt.stream().map(t -> aboveZero(t, "--checkpoint-at")).toList();
  }

  private static double aboveZero(String text, String option) {
    double ms = parseMs(text, option);
    if (!(ms > 0)) {
      throw new RanvierException(option + " " + text + " must be above 0, as in " + option + " '10 s'; without checkpoints leave it out");
    }
    return ms;
  }

  /** Whether checkpoints are to be written. */
  boolean hasCheckpoints() {
    return checkpointEvery != null || !checkpointAt.isEmpty();
  }

  /** Refuses checkpoints of what cannot be gone on with. */
  public void refuseCheckpoints(String what) {
    if (checkpointEvery != null || !checkpointAt.isEmpty()) {
      throw new RanvierException((checkpointEvery != null ? "--checkpoint-every" : "--checkpoint-at") + ": " + what);
    }
  }

  /** Whether pictures are to be drawn. */
  public boolean plots() {
    return !noPlot;
  }
}
