package org.ranvier.networks.experiment;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the experiments of this thread belong to: what the command line was asked to run, and from where. */
public final class RunContext {
  private static final ScopedValue<RunContext> CURRENT = ScopedValue.newInstance();

  private final RunOrigin origin;
  private final @Nullable RunStart start;
  private int experiments;

  private RunContext(RunOrigin origin, @Nullable RunStart start) {
    this.origin = origin;
    this.start = start;
  }

  /**
   * An experiment that begins.
   *
   * @param origin what it belongs to
   * @param number which one of that it is, from 1 on
   * @param start from where it starts
   */
  record Begun(RunOrigin origin, int number, @Nullable RunStart start) {
    /** The options that hold. */
    RunOptions options(RunOptions given) {
      return start == null ? given : start.options();
    }
  }

  /** Runs something, whose experiments know what they belong to. */
  public static <T> T during(RunOrigin origin, @Nullable RunStart start, Supplier<T> run) {
    return ScopedValue.where(CURRENT, new RunContext(origin, start)).call(run::get);
  }

  /** An experiment of the present thread begins. */
  static Begun begin() {
    if (!CURRENT.isBound()) {
      return new Begun(RunOrigin.PROGRAM, 1, null);
    }
    RunContext context = CURRENT.get();
    int number = ++context.experiments;
    RunStart start = context.start;
    return new Begun(context.origin, number, start != null && start.experiment() == number ? start : null);
  }
}
