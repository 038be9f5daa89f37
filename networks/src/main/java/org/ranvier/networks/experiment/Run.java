package org.ranvier.networks.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.Simulation;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.engine.RunResult;

/** A run as its {@linkplain Experiment#body own body} sees it. */
public final class Run {
  private final Simulation simulation;
  private final RunMonitor monitor;
  private final CancelOnExit guard;
  private final Map<String, Double> notes = new LinkedHashMap<>();
  private RunResult all = new RunResult(0, false, 0, 0, 0, Map.of());
  private long expected;

  /** Thrown where the run has been stopped, so that {@code finally} is passed on the way out. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("the run was stopped", null, false, false);
    }
  }

  Run(Simulation simulation, RunMonitor monitor, CancelOnExit guard, long expectedSteps) {
    this.simulation = simulation;
    this.monitor = monitor;
    this.guard = guard;
    expected = expectedSteps;
  }

  /** The simulation, to look at and to change between two {@link #advance}s. */
  public Simulation simulation() {
    return simulation;
  }

  /** Advances the network; where the run is stopped meanwhile, e.g. by Ctrl-C, does not return, and {@code finally} is passed. */
  public void advance(Quantity<Time> time) {
    requireGoing();
    long before = all.steps();
    RunResult r = simulation.run(time, (done, total) -> {
      expected = Math.max(expected, before + total);
      monitor.progress(before + done, expected);
    });
    all = Checkpoints.sum(all, r);
    requireGoing();
  }

  private void requireGoing() {
    if (simulation.any(all.cancelled() || guard.isStopping())) {
      all = new RunResult(all.steps(), true, all.seconds(), all.synapticEvents(), all.spikes(), all.phaseSeconds());
      throw new Stopped();
    }
  }

  /** Notes a number that goes into {@code statistics.json}, e.g. an accuracy; a later one of the same name takes its place. */
  public void note(String name, double value) {
    notes.put(name, value);
  }

  /** Passes this to a body; where the run is stopped, what is there is kept. */
  void through(Consumer<Run> body) {
    try {
      body.accept(this);
    } catch (Stopped e) {
      // What is there is kept.
    }
  }

  RunResult result() {
    return all;
  }

  Map<String, Double> notes() {
    return notes;
  }
}
