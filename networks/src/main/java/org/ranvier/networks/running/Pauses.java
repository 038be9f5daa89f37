package org.ranvier.networks.running;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.engine.RunResult;

/**
 * What happens at intervals, between two steps, in the order in which it was told: at the multiples of an interval, however a run is divided.
 * An engine's run is the same in one piece or in many, so the pauses change nothing by themselves.
 */
public final class Pauses {
  /** What pauses take, among the phases of a run that has any. */
  public static final String PHASE = "pauses";

  private final Engine engine;
  private final List<Timed> timed = new ArrayList<>();
  private final List<Runnable> ends = new ArrayList<>();
  private volatile boolean cancelled;

  /** What is done in a pause. */
  @FunctionalInterface
  public interface Act {
    /**
     * @param step that has just ended
     */
    void after(long step);
  }

  private record Timed(long interval, Act act) {}

  public Pauses(Engine engine) {
    this.engine = engine;
  }

  public void every(long intervalSteps, Act act) {
    timed.add(new Timed(intervalSteps, act));
  }

  /** Has something done whenever the engine stands, before what happens at intervals. */
  void atEachEnd(Runnable what) {
    ends.add(what);
  }

  public void cancel() {
    cancelled = true;
    engine.cancel();
  }

  /** Advances the engine. */
  public RunResult run(long steps, RunMonitor monitor) {
    cancelled = false;
    engine.requireCountable(steps);
    if (timed.isEmpty() || steps == 0) {
      RunResult all = engine.run(steps, monitor);
      ends.forEach(Runnable::run);
      return all;
    }
    long from = engine.now();
    long end = from + steps;
    double seconds = 0;
    long events = 0;
    long spikes = 0;
    Map<String, Double> phases = new LinkedHashMap<>();
    do {
      long begin = engine.now();
      long next = timed.stream().mapToLong(t -> (begin / t.interval + 1) * t.interval).reduce(end, Math::min);
      RunResult r = engine.run(next - begin, (done, total) -> monitor.progress(begin - from + done, steps));
      ends.forEach(Runnable::run);
      seconds += r.seconds();
      events += r.synapticEvents();
      spikes += r.spikes();
      r.phaseSeconds().forEach((phase, s) -> phases.merge(phase, s, Double::sum));
      long now = engine.now(); // before `next` after a cancel only, when nothing is due
      long start = System.nanoTime();
      for (Timed t : timed) {
        if (now > begin && now % t.interval == 0) {
          t.act.after(now);
        }
      }
      double paused = 1e-9 * (System.nanoTime() - start);
      seconds += paused;
      phases.merge(PHASE, paused, Double::sum);
      cancelled = engine.any(cancelled | r.cancelled());
    } while (!cancelled && engine.now() < end);
    return new RunResult(engine.now() - from, engine.now() < end, seconds, events, spikes, phases);
  }
}
