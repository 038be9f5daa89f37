package org.ranvier.networks.experiment;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A line that shows how far a run is: biological time, real-time factor and time left; silent where nobody sees it.
 *
 * <p>It is drawn by the thread that waits for the run, about ten times a second, and leaves no trace. (The libraries for this
 * take over the terminal, its Ctrl-C with it, which has to reach {@link CancelOnExit}.)
 */
final class Progress implements RunMonitor, AutoCloseable {
  private static final int CELLS = 14;
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";
  private static final String TO_START_AND_CLEAR = "\r\u001b[K";

  private final String task;
  private final TimeGrid grid;
  private final @Nullable PrintStream terminal;
  private final boolean blocks;
  private final long start = System.nanoTime();

  private Progress(String task, TimeGrid grid, @Nullable PrintStream terminal) {
    this.task = task;
    this.grid = grid;
    this.terminal = terminal;
    blocks = terminal != null && terminal.charset().newEncoder().canEncode(EIGHTHS);
  }

  /** One that nobody sees. */
  static Progress silent(TimeGrid grid) {
    return new Progress("", grid, null);
  }

  static Progress of(String task, TimeGrid grid) {
    return new Progress(task, grid, onTerminal() ? System.err : null);
  }

  /** Shows that a network is being built. */
  static <T> T building(String name, Supplier<T> work) {
    if (!onTerminal()) {
      return work.get();
    }
    System.err.print("building " + name + " ...");
    System.err.flush();
    try {
      return work.get();
    } finally {
      System.err.print(TO_START_AND_CLEAR);
      System.err.flush();
    }
  }

  private static boolean onTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  @Override
  public void progress(long done, long total) {
    if (terminal != null && done > 0) {
      terminal.print(TO_START_AND_CLEAR + line(task, grid, done, total, (System.nanoTime() - start) / 1e9, blocks));
      terminal.flush();
    }
  }

  /** The line, less than 80 characters for runs of up to 1000 s that take less than an hour. */
  static String line(String task, TimeGrid grid, long done, long total, double seconds, boolean blocks) {
    double share = (double) done / total;
    double ms = grid.toMs(done);
    return String.format(
        Locale.ROOT,
        "%-8s%s %3.0f %%  %,.0f ms  real-time factor %.2f  %s left",
        task,
        bar(share, blocks),
        Math.floor(100 * share),
        ms,
        1000 * seconds / ms,
        duration(seconds * (1 - share) / share));
  }

  private static String bar(double share, boolean blocks) {
    int eighths = (int) Math.floor(share * CELLS * 8);
    var bar = new StringBuilder("|");
    for (int c = 0; c < CELLS; c++) {
      int of = Math.clamp(eighths - 8L * c, 0, 8);
      bar.append(blocks ? EIGHTHS.charAt(of) : of == 8 ? '#' : ' ');
    }
    return bar.append('|').toString();
  }

  /** As a clock shows it: {@code 0:15}, {@code 1:01:40}. */
  private static String duration(double seconds) {
    long s = (long) Math.ceil(seconds);
    return s < 3600
        ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
  }

  @Override
  public void close() {
    if (terminal != null) {
      terminal.print(TO_START_AND_CLEAR);
      terminal.flush();
    }
  }
}
