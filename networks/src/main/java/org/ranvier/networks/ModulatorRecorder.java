package org.ranvier.networks;

import java.util.List;
import java.util.stream.IntStream;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.plan.RecorderPlan;
import org.ranvier.networks.values.Units;

/** Samples the concentration of a neuromodulator, or the activation of a receptor, at an interval. */
public final class ModulatorRecorder {
  private final Draft draft;
  private RecorderPlan.Modulation plan;

  ModulatorRecorder(Draft draft, String of) {
    this.draft = draft;
    plan = new RecorderPlan.Modulation(of, Units.ms(1), List.of());
  }

  private ModulatorRecorder with(RecorderPlan.Modulation changed) {
    draft.requireOpen();
    plan = changed;
    return this;
  }

  /** Sets the interval, a multiple of the resolution; 1 ms until told otherwise. */
  public ModulatorRecorder every(Quantity<Time> interval) {
    return with(plan.interval(interval));
  }

  /** Chooses populations or voxels, by their index; all until told otherwise. */
  public ModulatorRecorder at(int... places) {
    return with(plan.places(IntStream.of(places).sorted().distinct().boxed().toList()));
  }

  RecorderPlan.Modulation plan() {
    return plan;
  }
}
