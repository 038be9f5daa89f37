package org.ranvier.networks.building;

import java.util.Comparator;
import java.util.List;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.plan.NeuromodulatorPlan;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.modulation.ModulatorPlan.Action;
import org.ranvier.plasticity.modulation.ModulatorPlan.Planned;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/** What is done to a modulator at known times, as the engine has it. */
final class ModulatorEvents {
  private ModulatorEvents() {}

  /** All of them, by their steps. */
  static List<Planned> planned(NeuromodulatorPlan modulator, TimeGrid grid) {
    requireApart(modulator, grid);
    return modulator.events().stream()
        .flatMap(e -> planned(e, grid, modulator.where()).stream())
        .sorted(
            Comparator.comparingLong(Planned::step)
                .thenComparing(e -> !(e.action() instanceof Action.Unclamp))) // a clamp may begin as another ends
        .toList();
  }

  private static List<Planned> planned(NeuromodulatorPlan.Event event, TimeGrid grid, String where) {
    return switch (event) {
      case NeuromodulatorPlan.Give(var time, double amount) -> List.of(new Planned(step(grid, time, where + ": release"), new Action.Give(-1, amount)));
      case NeuromodulatorPlan.Hold(var start, var stop, double concentration) -> {
        long from = step(grid, start, where + ": clamp");
        long to = step(grid, stop, where + ": clamp");
        if (to <= from) {
          throw new RanvierException(where + ": clamp from " + Units.text(start) + " to " + Units.text(stop) + " must end after its begin");
        }
        yield List.of(new Planned(from, new Action.Clamp(-1, concentration)), new Planned(to, new Action.Unclamp(-1)));
      }
    };
  }

  /** Refuses a clamp within another: the end of the first would end both. What is released meanwhile is held, too, as is meant. */
  private static void requireApart(NeuromodulatorPlan modulator, TimeGrid grid) {
    String where = modulator.where();
    List<NeuromodulatorPlan.Event> clamps = modulator.events().stream().filter(e -> e instanceof NeuromodulatorPlan.Hold).toList();
    for (int k = 0; k < clamps.size(); k++) {
      List<Planned> held = planned(clamps.get(k), grid, where);
      for (NeuromodulatorPlan.Event other : clamps.subList(0, k)) {
        List<Planned> before = planned(other, grid, where);
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
}
