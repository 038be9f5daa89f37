package org.ranvier.networks.experiment;

import java.nio.file.Path;
import java.util.Optional;
import javax.measure.Quantity;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Network;
import org.ranvier.networks.TimeRounding;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import picocli.CommandLine.Option;

/** Options that every run understands, on the command line and in a script's arguments. */
public final class RunOptions {
  @Option(names = "--duration", paramLabel = "TIME", description = "Biological time to simulate, e.g. 1000 or '2 s' (ms without a unit).")
  @Nullable String duration;

  @Option(names = "--warmup", paramLabel = "TIME", description = "Time simulated before recording begins.")
  @Nullable String warmup;

  @Option(names = "--threads", paramLabel = "N", description = "Worker threads; the result does not depend on them. Default: all processors.")
  int threads = Runtime.getRuntime().availableProcessors();

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

  @Option(names = "--no-plot", description = "Draw no picture.")
  boolean noPlot;

  public RunOptions() {}

  /** The defaults, but for these times where they are given. */
  public RunOptions(@Nullable String duration, @Nullable String warmup) {
    this.duration = duration;
    this.warmup = warmup;
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

  /** Whether pictures are to be drawn. */
  public boolean plots() {
    return !noPlot;
  }
}
