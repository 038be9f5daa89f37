package org.ranvier.simulator.plastic;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes down the state of chosen synapses whenever a spike of their source is delivered. */
public final class EventRecorder {
  private final Choice choice;
  private final int columns;
  private final IntArrayList steps = new IntArrayList();
  private final IntArrayList sources = new IntArrayList();
  private final IntArrayList targets = new IntArrayList();
  private final DoubleArrayList values = new DoubleArrayList(); // [event][delivered, weight, columns]

  /** Says which synapses are recorded. */
  @FunctionalInterface
  public interface Choice {
    boolean includes(int source, int target);
  }

  public EventRecorder(Choice choice, PlasticRule rule) {
    this.choice = choice;
    columns = Variables.names(rule).size() - 1;
  }

  void record(PlasticSynapses synapses, PreEvent event, double gain, int firstTarget, Variables variables) {
    for (int q = event.begin; q < event.end; q++) {
      int target = synapses.target(q) + firstTarget;
      if (choice.includes(event.source, target)) {
        steps.add(event.spike);
        sources.add(event.source);
        targets.add(target);
        values.add(synapses.weight(q) * gain);
        int reached = event.spike + event.delay - synapses.dendritic(q, event.delay);
        for (int c = -1; c < columns; c++) {
          values.add(variables.value(c, synapses, q, event, reached));
        }
      }
    }
  }

  /** Forgets what has been recorded. */
  public void clear() {
    steps.clear();
    sources.clear();
    targets.clear();
    values.clear();
  }

  /** Packs what has been recorded, for {@link #unpack}, and forgets it. */
  public byte[] pack() {
    ByteBuffer out = ByteBuffer.allocate(Math.addExact(Integer.BYTES * 3 * steps.size(), Math.multiplyExact(Double.BYTES, values.size())));
    int width = columns + 2;
    for (int k = 0; k < steps.size(); k++) {
      out.putInt(steps.getInt(k)).putInt(sources.getInt(k)).putInt(targets.getInt(k));
      for (int c = 0; c < width; c++) {
        out.putDouble(values.getDouble(k * width + c));
      }
    }
    clear();
    return out.array();
  }

  /** Adds what another recorder has packed. */
  public void unpack(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    while (in.hasRemaining()) {
      steps.add(in.getInt());
      sources.add(in.getInt());
      targets.add(in.getInt());
      for (int c = 0; c < columns + 2; c++) {
        values.add(in.getDouble());
      }
    }
  }

  /** Puts the parts of one recording together, sorted by the step of the spike, source and target. */
  public static List<WeightEvent> merge(List<EventRecorder> parts) {
    var all = new ArrayList<WeightEvent>();
    for (EventRecorder part : parts) {
      int width = part.columns + 2;
      for (int k = 0; k < part.steps.size(); k++) {
        double[] columns = new double[part.columns];
        for (int c = 0; c < columns.length; c++) {
          columns[c] = part.values.getDouble(k * width + 2 + c);
        }
        all.add(
            new WeightEvent(
                part.steps.getInt(k), part.sources.getInt(k), part.targets.getInt(k), part.values.getDouble(k * width),
                part.values.getDouble(k * width + 1), columns));
      }
    }
    all.sort(
        Comparator.comparingInt(WeightEvent::step)
            .thenComparingInt(WeightEvent::source)
            .thenComparingInt(WeightEvent::target));
    return all;
  }

  /**
   * A synapse when a spike of its source is delivered.
   *
   * @param step in which the source fired
   * @param delivered what was delivered: the weight, times the factor of short-term plasticity
   * @param weight the weight
   * @param columns the rule's other variables: what it stores is as the spike leaves it; what is known of the source and the target is as the
   *     spike finds it when it reaches the synapse
   */
  public record WeightEvent(int step, int source, int target, double delivered, double weight, double[] columns) {}
}
