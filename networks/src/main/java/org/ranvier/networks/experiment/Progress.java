package org.ranvier.networks.experiment;

import java.util.Locale;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.time.TimeGrid;

/** A progress bar with biological time, real-time factor and time left; silent where nobody sees it. */
public final class Progress implements RunMonitor, AutoCloseable {
  private final TimeGrid grid;
  private final @Nullable ProgressBar bar;
  private final long start = System.nanoTime();

  private Progress(TimeGrid grid, @Nullable ProgressBar bar) {
    this.grid = grid;
    this.bar = bar;
  }

  public static Progress of(String task, TimeGrid grid, double durationMs) {
    return new Progress(grid, onTerminal() ? bar(task, Math.round(durationMs)) : null);
  }

  /** Shows that a network is being built. */
  static <T> T building(String name, Supplier<T> work) {
    if (!onTerminal()) {
      return work.get();
    }
    System.err.print("building " + name + " …");
    try {
      return work.get();
    } finally {
      System.err.print("\r\u001b[K");
    }
  }

  private static boolean onTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  private static ProgressBar bar(String task, long ms) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(ms)
        .setUnit(" ms", 1)
        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
        .setUpdateIntervalMillis(200)
        .clearDisplayOnFinish()
        .build();
  }

  @Override
  public void progress(long done, long total) {
    if (bar != null) {
      double ms = grid.toMs(done);
      bar.stepTo(Math.round(ms));
      if (ms > 0) {
        bar.setExtraMessage(String.format(Locale.ROOT, " real-time factor %.2f", (System.nanoTime() - start) / 1e6 / ms));
      }
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
