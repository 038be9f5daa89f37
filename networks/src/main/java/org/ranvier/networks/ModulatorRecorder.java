package org.ranvier.networks;

import java.util.stream.IntStream;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.plan.RecorderPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.time.TimeGrid;

/** Samples the concentration of a neuromodulator, or the activation of a receptor, at an interval. */
public final class ModulatorRecorder {
  private final Network network;
  private final String of;
  private Quantity<Time> interval = Units.ms(1);
  private int[] places = {};

  ModulatorRecorder(Network network, String of) {
    this.network = network;
    this.of = of;
  }

  /** Sets the interval, a multiple of the resolution; 1 ms until told otherwise. */
  public ModulatorRecorder every(Quantity<Time> interval) {
    network.requireOpen();
    this.interval = interval;
    return this;
  }

  /** Chooses populations or voxels, by their index; all until told otherwise. */
  public ModulatorRecorder at(int... places) {
    network.requireOpen();
    this.places = IntStream.of(places).sorted().distinct().toArray();
    return this;
  }

  /**
   * @param variable its index among the field's
   * @param count how many places there are
   */
  FieldSpec.Probe probe(int variable, int count, TimeGrid grid) {
    String what = "recorder of " + of + ": interval";
    int[] at = places.length == 0 ? IntStream.range(0, count).toArray() : places;
    if (at[0] < 0 || at[at.length - 1] >= count) {
      throw new RanvierException(
          "recorder of " + of + ": place " + (at[0] < 0 ? at[0] : at[at.length - 1]) + " must be within 0 … " + (count - 1));
    }
    return new FieldSpec.Probe(variable, at, grid.delaySteps(Units.in(Units.MILLISECOND, interval, what), what));
  }

  RecorderPlan plan() {
    return new RecorderPlan.Modulation(of, interval, IntStream.of(places).boxed().toList());
  }

  String of() {
    return of;
  }
}
