package org.ranvier.networks;

import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.plan.NeuromodulatorPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.modulation.ModulatorPlan.Action;
import org.ranvier.plasticity.modulation.ModulatorPlan.Planned;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** Something that is done to a modulator at a known time. */
sealed interface ModulatorEvent {
  List<Planned> planned(TimeGrid grid, String where);

  NeuromodulatorPlan.Event plan();

  /** Releases an amount everywhere. */
  record Give(Quantity<Time> time, double amount) implements ModulatorEvent {
    @Override
    public List<Planned> planned(TimeGrid grid, String where) {
      return List.of(new Planned(step(grid, time, where + ": release"), new Action.Give(-1, amount)));
    }

    @Override
    public NeuromodulatorPlan.Event plan() {
      return new NeuromodulatorPlan.Give(time, amount);
    }

    @Override
    public String toString() {
      return TimeGrid.trim(amount) + " at " + Units.text(time);
    }
  }

  /** Holds the concentration for a time. */
  record Hold(Quantity<Time> start, Quantity<Time> stop, double concentration) implements ModulatorEvent {
    @Override
    public List<Planned> planned(TimeGrid grid, String where) {
      long from = step(grid, start, where + ": clamp");
      long to = step(grid, stop, where + ": clamp");
      if (to <= from) {
        throw new RanvierException(where + ": clamp from " + Units.text(start) + " to " + Units.text(stop) + " must end after its begin");
      }
      return List.of(new Planned(from, new Action.Clamp(-1, concentration)), new Planned(to, new Action.Unclamp(-1)));
    }

    @Override
    public NeuromodulatorPlan.Event plan() {
      return new NeuromodulatorPlan.Hold(start, stop, concentration);
    }

    @Override
    public String toString() {
      return "clamped to " + TimeGrid.trim(concentration) + " from " + Units.text(start) + " to " + Units.text(stop);
    }
  }

  /** Refuses a clamp within another: the end of the first would end both. What is released meanwhile is held, too, as is meant. */
  static void requireApart(List<ModulatorEvent> events, TimeGrid grid, String where) {
    List<ModulatorEvent> clamps = events.stream().filter(e -> e instanceof Hold).toList();
    for (int k = 0; k < clamps.size(); k++) {
      List<Planned> held = clamps.get(k).planned(grid, where);
      for (ModulatorEvent other : clamps.subList(0, k)) {
        List<Planned> before = other.planned(grid, where);
        if (before.getFirst().step() < held.getLast().step() && held.getFirst().step() < before.getLast().step()) {
          throw new RanvierException(
              where + ": it is " + other + " and " + clamps.get(k) + ", but has one concentration at a time; let one end before the other begins");
        }
      }
    }
  }

  private static long step(TimeGrid grid, Quantity<Time> time, String what) {
    long step = grid.steps(Units.in(Units.MILLISECOND, time, what), what, 0, "");
    if (step < 0) {
      throw new RanvierException(what + " at " + Units.text(time) + " must be at 0 or later");
    }
    return step;
  }

  static double finite(double x, String what) {
    if (!Double.isFinite(x)) {
      throw new RanvierException(what + " " + x + " must be finite");
    }
    return x;
  }
}
