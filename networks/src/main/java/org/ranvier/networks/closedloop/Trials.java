package org.ranvier.networks.closedloop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.ranvier.networks.Neurons;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.SpikeCounts;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/**
 * Trials of phases, such as cue, response, outcome and pause: in each the network runs for a time, before which stimuli are set and after which counts are read.
 *
 * <pre>{@code
 * var trials = Trials.of(simulation)
 *     .reads("go", goCells).reads("stop", stopCells)              // any number of populations, by a name
 *     .phase("cue", ms(100), t -> simulation.set(cue, t.number() % 2 == 0 ? Hz(800) : Hz(0)))
 *     .phase("response", ms(200), t -> simulation.set(cue, Hz(0)))
 *     .phase("outcome", ms(50), t -> simulation.release(dopamine, t.total("response", "go") > 20 ? 1 : -1))
 *     .phase("pause", ms(150));
 * List<Trials.Trial> all = trials.run(500);
 * }</pre>
 */
public final class Trials {
  private final Simulation simulation;
  private final Map<String, SpikeCounts> counts = new LinkedHashMap<>();
  private final List<Phase> phases = new ArrayList<>();
  private Predicate<Trial> goesOn = trial -> true;
  private int done;

  /** What is done at the begin of a phase. */
  @FunctionalInterface
  public interface Act {
    void on(Trial trial);
  }

  private record Phase(String name, Quantity<Time> duration, Act begin, Predicate<Trial> takesPlace) {}

  /** A trial that goes on or is over. */
  public static final class Trial {
    private final int number;
    private final Map<String, Map<String, double[]>> counts = new LinkedHashMap<>(); // [phase][population]
    private final Map<String, Double> beginsMs = new LinkedHashMap<>();
    private final Map<String, Double> notes = new LinkedHashMap<>();

    private Trial(int number) {
      this.number = number;
    }

    /** Its number, from 0. */
    public int number() {
      return number;
    }

    /** The spikes of each neuron of what is read by that name in a phase that is over. */
    public double[] counts(String phase, String read) {
      Map<String, double[]> of = counts.get(phase);
      if (of == null) {
        throw new RanvierException("trial " + number + ": phase '" + phase + "' is not over; over are " + counts.keySet());
      }
      double[] values = of.get(read);
      if (values == null) {
        throw new RanvierException("nothing is read by the name '" + read + "'; names are " + of.keySet() + ", given by .reads(…)");
      }
      return values.clone();
    }

    /** All these spikes together. */
    public double total(String phase, String read) {
      double sum = 0;
      for (double n : counts(phase, read)) {
        sum += n;
      }
      return sum;
    }

    /** When a phase began, in ms; NaN if it has not. */
    public double beginMs(String phase) {
      return beginsMs.getOrDefault(phase, Double.NaN);
    }

    /** Notes a number, e.g. a reward or whether the answer was right. */
    public Trial note(String name, double value) {
      notes.put(name, value);
      return this;
    }

    /** A number that was noted; NaN if it was not. */
    public double note(String name) {
      return notes.getOrDefault(name, Double.NaN);
    }

    @Override
    public String toString() {
      return "trial " + number + " " + notes;
    }
  }

  private Trials(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Trials without phases. */
  public static Trials of(Simulation simulation) {
    return new Trials(simulation);
  }

  /** Counts the spikes of neurons in each phase, by a name. */
  public Trials reads(String name, Neurons neurons) {
    if (counts.containsKey(name)) {
      throw new RanvierException("trials read something by the name '" + name + "' already; give another name");
    }
    counts.put(name, simulation.count(neurons));
    return this;
  }

  /** Adds a phase, at whose begin nothing is done. */
  public Trials phase(String name, Quantity<Time> duration) {
    return phase(name, duration, trial -> {});
  }

  /** Adds a phase. */
  public Trials phase(String name, Quantity<Time> duration, Act begin) {
    return phase(name, duration, begin, trial -> true);
  }

  /** Adds a phase that takes place if what happened before in the trial says so. */
  public Trials phase(String name, Quantity<Time> duration, Act begin, Predicate<Trial> takesPlace) {
    if (phases.stream().anyMatch(p -> p.name.equals(name))) {
      throw new RanvierException("trials have a phase '" + name + "' already; give another name");
    }
    if (!(Units.in(Units.MILLISECOND, duration, "phase '" + name + "'") > 0)) {
      throw new RanvierException("phase '" + name + "': its duration " + Units.text(duration) + " must be above 0");
    }
    phases.add(new Phase(name, duration, begin, takesPlace));
    return this;
  }

  /** Is asked after each trial whether another one follows. */
  public Trials asLongAs(Predicate<Trial> goesOn) {
    this.goesOn = goesOn;
    return this;
  }

  /** Runs one trial. */
  public Trial next() {
    if (phases.isEmpty()) {
      throw new RanvierException("trials have no phases; add .phase(\"cue\", ms(100), …)");
    }
    var trial = new Trial(done++);
    for (Phase p : phases) {
      if (p.takesPlace.test(trial)) {
        p.begin.on(trial);
        trial.beginsMs.put(p.name, simulation.timeMs());
        counts.values().forEach(SpikeCounts::take);
        simulation.run(p.duration);
        var taken = new LinkedHashMap<String, double[]>();
        counts.forEach((name, c) -> taken.put(name, c.take()));
        trial.counts.put(p.name, taken);
      }
    }
    return trial;
  }

  /** Runs so many trials, fewer where {@link #asLongAs} says so. */
  public List<Trial> run(int most) {
    var all = new ArrayList<Trial>();
    boolean on = true;
    while (on && all.size() < most) {
      Trial trial = next();
      all.add(trial);
      on = goesOn.test(trial);
    }
    return all;
  }
}
