package org.ranvier.networks;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.engine.RunResult;
import org.ranvier.simulator.plastic.EventRecorder;
import org.ranvier.simulator.plastic.PlasticPart;
import org.ranvier.simulator.time.TimeGrid;

/** What a network's weight recorders have sampled. A run is divided at the times of samples, which changes nothing else. */
final class WeightSampling {
  private final Engine engine;
  private final TimeGrid grid;
  private final PlasticWeights weights;
  private final List<Timed> timed = new ArrayList<>();
  private final List<OnSpikes> onSpikes = new ArrayList<>();

  private record OnSpikes(WeightRecorder of, List<String> variables, List<EventRecorder> parts) {}

  private static final class Timed {
    final WeightRecorder of;
    final long interval;
    final LongArrayList steps = new LongArrayList();
    final IntArrayList sources = new IntArrayList();
    final IntArrayList targets = new IntArrayList();
    final DoubleArrayList values = new DoubleArrayList(); // [sample][synapse]

    Timed(WeightRecorder of, long interval) {
      this.of = of;
      this.interval = interval;
    }
  }

  WeightSampling(Engine engine, TimeGrid grid, PlasticWeights weights, List<WeightRecorder> recorders) {
    this.engine = engine;
    this.grid = grid;
    this.weights = weights;
    for (WeightRecorder r : recorders) {
      List<PlasticPart> parts = weights.parts(r.projection());
      if (r.isOnSpikes() && r.projection().target().population().isExact()) {
        throw new RanvierException(
            r.projection().where() + ": weights are recorded at spikes by the step, and its targets are exact; record them at an interval");
      }
      if (r.isOnSpikes()) {
        var recording = new ArrayList<EventRecorder>();
        List<String> variables = new ArrayList<>();
        for (PlasticPart part : parts) {
          var recorder = new EventRecorder(r.choice(), part.projection().rule());
          part.record(recorder);
          recording.add(recorder);
          variables = PlasticPart.variables(part.projection().rule());
        }
        onSpikes.add(new OnSpikes(r, variables.stream().skip(1).toList(), recording));
      } else {
        weights.column(r.projection(), r.variable()); // refuses unknown ones
        timed.add(new Timed(r, r.intervalSteps(grid)));
      }
    }
  }

  /** Advances the engine. */
  RunResult run(long steps, RunMonitor monitor) {
    if (timed.isEmpty()) {
      return engine.run(steps, monitor);
    }
    long from = engine.now();
    long end = from + steps;
    double seconds = 0;
    long events = 0;
    long spikes = 0;
    boolean cancelled = false;
    Map<String, Double> phases = new LinkedHashMap<>();
    do {
      long next = end;
      for (Timed t : timed) {
        next = Math.min(next, (engine.now() / t.interval + 1) * t.interval);
      }
      long before = engine.now() - from;
      RunResult r = engine.run(next - engine.now(), (done, total) -> monitor.progress(before + done, steps));
      seconds += r.seconds();
      events += r.synapticEvents();
      spikes += r.spikes();
      cancelled = r.cancelled();
      r.phaseSeconds().forEach((phase, s) -> phases.merge(phase, s, Double::sum));
      if (!cancelled) {
        timed.stream().filter(t -> engine.now() % t.interval == 0 && engine.now() > from).forEach(this::sample);
      }
    } while (!cancelled && engine.now() < end);
    return new RunResult(engine.now() - from, cancelled, seconds, events, spikes, phases);
  }

  private void sample(Timed t) {
    boolean first = t.steps.isEmpty();
    t.steps.add(engine.now());
    Weights all = weights.read(t.of.projection(), t.of.variable());
    EventRecorder.Choice choice = t.of.choice();
    for (int k = 0; k < all.size(); k++) {
      if (choice.includes(all.sources()[k], all.targets()[k])) {
        t.values.add(all.values()[k]);
        if (first) {
          t.sources.add(all.sources()[k]);
          t.targets.add(all.targets()[k]);
        }
      }
    }
  }

  List<WeightTrace> traces() {
    return timed.stream()
        .map(
            t -> {
              double[] times = t.steps.longStream().mapToDouble(grid::toMs).toArray();
              double[][] values = new double[t.sources.size()][times.length];
              for (int k = 0; k < times.length; k++) {
                for (int s = 0; s < values.length; s++) {
                  values[s][k] = t.values.getDouble(k * values.length + s);
                }
              }
              return new WeightTrace(
                  t.of.projection().name(), t.of.variable(), t.sources.toIntArray(), t.targets.toIntArray(), times, values);
            })
        .toList();
  }

  List<WeightEvents> events() {
    return onSpikes.stream().map(r -> new WeightEvents(r.of.projection().name(), r.variables,
        EventRecorder.merge(r.parts))).toList();
  }

  /** Forgets all samples. */
  void discard() {
    for (Timed t : timed) {
      t.steps.clear();
      t.values.clear();
      t.sources.clear();
      t.targets.clear();
    }
    onSpikes.forEach(r -> r.parts.forEach(EventRecorder::clear));
  }
}
