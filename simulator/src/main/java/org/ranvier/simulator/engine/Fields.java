package org.ranvier.simulator.engine;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.ArrayList;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.fields.Field;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.recording.StateTrace;
import org.ranvier.simulator.time.TimeGrid;

/** One worker's copies of all fields. */
final class Fields {
  private final TimeGrid grid;
  private final List<FieldSpec> specs;
  private final List<Field> copies = new ArrayList<>();
  private final List<Samples> samples = new ArrayList<>();

  /** What a probe has sampled, [sample][place]. */
  private static final class Samples {
    private final Field field;
    private final FieldSpec.Probe probe;
    private final int[] places;
    private final DoubleArrayList values = new DoubleArrayList();
    private long first; // number of the first sample held

    Samples(Field field, FieldSpec.Probe probe) {
      this.field = field;
      this.probe = probe;
      places = probe.places();
    }

    void take(long step) {
      if (step % probe.intervalSteps() == 0) {
        if (values.isEmpty()) {
          first = step / probe.intervalSteps();
        }
        for (int p : places) {
          values.add(field.value(probe.variable(), p));
        }
      }
    }

    StateTrace trace(TimeGrid grid) {
      int count = values.size() / places.length;
      double[] times = new double[count];
      double[][] series = new double[places.length][count];
      for (int k = 0; k < count; k++) {
        times[k] = grid.toMs((first + k) * probe.intervalSteps());
        for (int p = 0; p < places.length; p++) {
          series[p][k] = values.getDouble(k * places.length + p);
        }
      }
      Field.Variable variable = field.variables().get(probe.variable());
      return new StateTrace(variable.of(), variable.name(), variable.unit(), places, times, series);
    }
  }

  /**
   * @param recording whether this worker is the one that records
   */
  Fields(EngineSpec spec, boolean recording) {
    grid = spec.grid();
    specs = spec.fields();
    for (FieldSpec f : specs) {
      Field copy = f.factory().create(grid);
      copies.add(copy);
      if (recording) {
        f.probes().forEach(p -> samples.add(new Samples(copy, p)));
      }
    }
    copies.forEach(copy -> copy.meet(copies));
  }

  List<Field> copies() {
    return copies;
  }

  void advance(long step) {
    for (Field field : copies) {
      field.advance(step);
    }
    for (Samples s : samples) {
      s.take(step);
    }
  }

  /** Takes over the spikes of all workers in the {@code k}-th step of an epoch. */
  void receive(long step, Outbox[] outboxes, Partition partition, int k) {
    for (int f = 0; f < copies.size(); f++) {
      for (int p : specs.get(f).sources()) {
        for (int part = 0; part < outboxes.length; part++) {
          Outbox from = outboxes[partition.worker(p, part)];
          int count = from.count(k, p);
          if (count > 0) {
            copies.get(f).receive(step, p, from.neurons(), from.begin(k, p), count);
          }
        }
      }
    }
  }

  List<StateTrace> traces(boolean discard) {
    List<StateTrace> traces = samples.stream().map(s -> s.trace(grid)).toList();
    if (discard) {
      samples.forEach(s -> s.values.clear());
    }
    return traces;
  }

  /** Throws if a value is not a finite number. */
  void checkFinite(long step) {
    for (Field field : copies) {
      for (int v = 0; v < field.variables().size(); v++) {
        Field.Variable variable = field.variables().get(v);
        for (int p = 0; p < variable.places(); p++) {
          if (!Double.isFinite(field.value(v, p))) {
            throw new RanvierException(
                variable.of() + ", place " + p + ": " + variable.name() + " is " + field.value(v, p) + " at or shortly before "
                    + grid.toMs(step) + " ms; an amount of release, a rate or a time constant is out of range");
          }
        }
      }
    }
  }
}
