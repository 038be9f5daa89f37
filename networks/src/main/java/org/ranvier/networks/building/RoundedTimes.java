package org.ranvier.networks.building;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.GridShift;
import org.ranvier.networks.TimeRounding;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.values.Sampler;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;
import org.ranvier.simulator.time.TimeGrid;

/** Moves given times to the grid where that was asked for, and keeps by how much. What cannot be moved is left to be refused. */
public final class RoundedTimes {
  /** What a refusal of such a time says besides. */
  public static final String MEND = ", or round such times with .roundTimes() or --round-times";

  private final TimeGrid grid;
  private final TimeRounding how;
  private final List<GridShift> shifts = new ArrayList<>();

  /**
   * @param how null: times are not moved
   */
  public RoundedTimes(TimeGrid grid, @Nullable TimeRounding how) {
    this.grid = grid;
    this.how = how == null ? TimeRounding.NONE : how;
  }

  public TimeGrid grid() {
    return grid;
  }

  public List<GridShift> shifts() {
    return List.copyOf(shifts);
  }

  /** A population's model, with its spike times on the grid. */
  public NeuronModel model(PopulationPlan p) {
    if (how == TimeRounding.NONE || !(p.model() instanceof SpikeTimes source)) {
      return p.model();
    }
    return source.timesMs().map(times -> {
      var moving = new Moving(how == TimeRounding.UP ? Math::ceil : Math::rint, 1);
      for (double[] train : times) {
        for (int k = 0; k < train.length; k++) {
          train[k] = moving.of(train[k]);
        }
      }
      moving.end(p.where() + ": spike times");
      return (NeuronModel) SpikeTimes.of(times);
    }).orElse(source);
  }

  /**
   * A delay or a part of one that is given, in ms.
   *
   * @param leastSteps steps that must be left of it
   */
  double delay(double ms, String what, int leastSteps) {
    return delay(new Sampler.Constant(ms), what, leastSteps).min();
  }

  /** Delays that are given; those that are drawn are rounded when they are. */
  Sampler delay(Sampler delay, String what) {
    return delay(delay, what, 1);
  }

  /**
   * Refractory periods that are given, in whole steps: NEST rounds them without a word. Drawn ones are rounded as they are, and so is a default, which is
   * told.
   *
   * @param values in ms
   * @param sampler where they come from, null for a default
   */
  double[] refractory(double[] values, @Nullable Sampler sampler, String what) {
    if (sampler != null && !(sampler instanceof Sampler.Constant) && !(sampler instanceof Sampler.Listed)) {
      return values;
    }
    if (how == TimeRounding.NONE && sampler != null) {
      for (double ms : values) {
        grid.steps(ms, what, MEND);
      }
      return values;
    }
    var moving = new Moving(Math::rint, 0);
    double[] moved = Arrays.stream(values).map(moving::of).toArray();
    moving.end(what);
    return moved;
  }

  private Sampler delay(Sampler delay, String what, int leastSteps) {
    if (how == TimeRounding.NONE) {
      return delay;
    }
    var moving = new Moving(Math::rint, leastSteps);
    Sampler moved = switch (delay) {
      case Sampler.Constant c -> new Sampler.Constant(moving.of(c.value()));
      case Sampler.Listed list -> {
        double[] values = list.values().clone();
        for (int k = 0; k < values.length; k++) {
          values[k] = moving.of(values[k]);
        }
        yield Sampler.Listed.of(values);
      }
      default -> delay;
    };
    moving.end(what);
    return moved;
  }

  private final class Moving {
    private final DoubleUnaryOperator round;
    private final int leastSteps;
    private long moved;
    private long times;
    private double largestMs;

    Moving(DoubleUnaryOperator round, int leastSteps) {
      this.round = round;
      this.leastSteps = leastSteps;
    }

    double of(double ms) {
      times++;
      if (!(ms > 0) || ms > grid.toMs(Integer.MAX_VALUE) || grid.isOn(ms)) {
        return ms; // the first two are told apart and refused by who takes them
      }
      double to = grid.toMs(Math.max(leastSteps, (long) round.applyAsDouble(ms / grid.resolutionMs())));
      moved++;
      largestMs = Math.max(largestMs, Math.abs(to - ms));
      return to;
    }

    void end(String what) {
      if (moved > 0) {
        shifts.add(new GridShift(what, moved, times, largestMs, grid.resolutionMs()));
      }
    }
  }
}
