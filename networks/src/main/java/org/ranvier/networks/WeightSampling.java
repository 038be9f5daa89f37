package org.ranvier.networks;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.plastic.EventRecorder;
import org.ranvier.simulator.plastic.PlasticPart;
import org.ranvier.simulator.time.TimeGrid;

/** What a network's weight recorders have sampled. */
final class WeightSampling {
  private final TimeGrid grid;
  private final PlasticWeights weights;
  private final List<Timed> timed = new ArrayList<>();
  private final List<OnSpikes> onSpikes = new ArrayList<>();

  private record OnSpikes(WeightRecorder of, List<String> variables, List<EventRecorder> parts) {}

  private static final class Timed {
    final WeightRecorder of;
    final LongArrayList steps = new LongArrayList();
    final IntArrayList sources = new IntArrayList();
    final IntArrayList targets = new IntArrayList();
    final DoubleArrayList values = new DoubleArrayList(); // [sample][synapse]

    Timed(WeightRecorder of) {
      this.of = of;
    }
  }

  WeightSampling(TimeGrid grid, PlasticWeights weights, List<WeightRecorder> recorders, Pauses pauses) {
    this.grid = grid;
    this.weights = weights;
    for (WeightRecorder r : recorders) {
      if (r.isOnSpikes()) {
        var recording = new ArrayList<EventRecorder>();
        List<String> variables = new ArrayList<>();
        for (PlasticPart part : weights.parts(r.projection())) {
          var recorder = new EventRecorder(r.choice(), part.projection().rule());
          part.record(recorder);
          recording.add(recorder);
          variables = PlasticPart.variables(part.projection().rule());
        }
        onSpikes.add(new OnSpikes(r, variables.stream().skip(1).toList(), recording));
      } else {
        weights.column(r.projection(), r.variable()); // refuses unknown ones
        var sampled = new Timed(r);
        timed.add(sampled);
        pauses.every(r.intervalSteps(grid), step -> sample(sampled, step));
      }
    }
  }

  private void sample(Timed t, long step) {
    boolean first = t.steps.isEmpty();
    t.steps.add(step);
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

  /** Forgets what was sampled at intervals. */
  void discardSampled() {
    for (Timed t : timed) {
      t.steps.clear();
      t.values.clear();
      t.sources.clear();
      t.targets.clear();
    }
  }

  /** Forgets all samples. */
  void discard() {
    discardSampled();
    onSpikes.forEach(r -> r.parts.forEach(EventRecorder::clear));
  }
}
