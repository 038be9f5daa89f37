package org.ranvier.networks.running;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.WeightEvents;
import org.ranvier.networks.WeightTrace;
import org.ranvier.networks.Weights;
import org.ranvier.networks.building.Connection;
import org.ranvier.networks.building.NetworkIndex;
import org.ranvier.networks.building.RecorderSpecs;
import org.ranvier.networks.plan.NeuronsPlan;
import org.ranvier.networks.plan.RecorderPlan;
import org.ranvier.simulator.plastic.EventRecorder;
import org.ranvier.simulator.plastic.PlasticPart;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.Ranks;
import org.ranvier.simulator.time.TimeGrid;

/** What a network's weight recorders have sampled. */
public final class WeightSampling {
  private final TimeGrid grid;
  private final PlasticWeights weights;
  private final Ranks ranks;
  private final List<Timed> timed = new ArrayList<>();
  private final List<OnSpikes> onSpikes = new ArrayList<>();

  /**
   * @param parts of the workers here; where there are other ranks, the last one has what those of all ranks have recorded up to the end of the last run
   */
  private record OnSpikes(Connection of, List<String> variables, List<EventRecorder> parts) {}

  private static final class Timed {
    final Connection of;
    final String variable;
    final EventRecorder.Choice choice;
    final LongArrayList steps = new LongArrayList();
    final IntArrayList sources = new IntArrayList();
    final IntArrayList targets = new IntArrayList();
    final DoubleArrayList values = new DoubleArrayList(); // [sample][synapse]

    Timed(Connection of, String variable, EventRecorder.Choice choice) {
      this.of = of;
      this.variable = variable;
      this.choice = choice;
    }
  }

  public WeightSampling(NetworkIndex index, PlasticWeights weights, Pauses pauses, Ranks ranks) {
    this.ranks = ranks;
    grid = index.grid();
    this.weights = weights;
    for (RecorderPlan recorder : index.plan().recorders()) {
      if (recorder instanceof RecorderPlan.Weights r) {
        begin(r, index, pauses);
      }
    }
    if (ranks.size() > 1 && !onSpikes.isEmpty()) {
      pauses.atEachEnd(this::gather);
    }
  }

  private void begin(RecorderPlan.Weights r, NetworkIndex index, Pauses pauses) {
    Connection projection = index.connection(r.projection());
    EventRecorder.Choice choice = choice(r, index);
    if (r.interval() == null) {
      var recording = new ArrayList<EventRecorder>();
      for (PlasticPart part : weights.parts(projection)) {
        var recorder = new EventRecorder(choice, part.projection().rule());
        part.record(recorder);
        recording.add(recorder);
      }
      PlasticRule rule = weights.spec(projection).rule();
      List<String> variables = PlasticPart.variables(rule);
      if (ranks.size() > 1) {
        recording.add(new EventRecorder(choice, rule));
      }
      onSpikes.add(new OnSpikes(projection, variables.stream().skip(1).toList(), recording));
    } else {
      String variable = r.variable() == null ? "weight" : r.variable();
      weights.column(projection, variable); // refuses unknown ones
      var sampled = new Timed(projection, variable, choice);
      timed.add(sampled);
      pauses.every(RecorderSpecs.intervalSteps(r.interval(), r.where(), grid), step -> sample(sampled, step));
    }
  }

  private static EventRecorder.Choice choice(RecorderPlan.Weights plan, NetworkIndex index) {
    BitSet from = bits(plan.from(), index);
    BitSet to = bits(plan.to(), index);
    boolean all = plan.from() == null;
    boolean everywhere = plan.to() == null;
    return (source, target) -> (all || from.get(source)) && (everywhere || to.get(target));
  }

  private static BitSet bits(@Nullable NeuronsPlan neurons, NetworkIndex index) {
    var bits = new BitSet();
    if (neurons != null) {
      Arrays.stream(index.neurons(neurons).set().toArray()).forEach(bits::set);
    }
    return bits;
  }

  /** After a run: all ranks take what the others have recorded at spikes. */
  private void gather() {
    var meeting = new Meeting(ranks);
    for (OnSpikes r : onSpikes) {
      EventRecorder all = r.parts.getLast();
      List<byte[]> here = r.parts.subList(0, r.parts.size() - 1).stream().map(EventRecorder::pack).toList();
      var mine = new ByteArrayOutputStream();
      here.forEach(mine::writeBytes);
      for (byte[] of : meeting.gather(mine.toByteArray())) {
        all.unpack(of);
      }
    }
  }

  private void sample(Timed t, long step) {
    boolean first = t.steps.isEmpty();
    t.steps.add(step);
    Weights all = weights.read(t.of, t.variable);
    EventRecorder.Choice choice = t.choice;
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

  public List<WeightTrace> traces() {
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
                  t.of.name(), t.variable, t.sources.toIntArray(), t.targets.toIntArray(), times, values);
            })
        .toList();
  }

  public List<WeightEvents> events() {
    return onSpikes.stream().map(r -> new WeightEvents(r.of.name(), r.variables,
        EventRecorder.merge(r.parts))).toList();
  }

  /** Forgets what was sampled at intervals. */
  public void discardSampled() {
    for (Timed t : timed) {
      t.steps.clear();
      t.values.clear();
      t.sources.clear();
      t.targets.clear();
    }
  }

  /** Forgets all samples. */
  public void discard() {
    discardSampled();
    discardEvents();
  }

  /** Forgets what was sampled at spikes. */
  public void discardEvents() {
    onSpikes.forEach(r -> r.parts.forEach(EventRecorder::clear));
  }
}
