package org.ranvier.plasticity.modulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.plasticity.eligibility.ModulatedIntegral;
import org.ranvier.plasticity.eligibility.StepMean;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.modulators.Concentration;
import org.ranvier.plasticity.modulators.Diffusing;
import org.ranvier.plasticity.modulators.Drive;
import org.ranvier.plasticity.modulators.SpikeRelease;
import org.ranvier.plasticity.modulators.WellMixed;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.fields.Field;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.time.TimeGrid;

/**
 * The neuromodulators of a network, their receptors, and the integrals by which they gate plasticity.
 *
 * <p>In a step the receptors come first: they answer to the concentrations at its begin. Then the concentrations are carried over the
 * step, each after those that drive it, and the integrals with them. What is released at the end of the step comes last.
 */
public final class Modulation implements Field {
  private final TimeGrid grid;
  private final List<ModulatorPlan> plans;
  private final Map<String, Concentration> concentrations = new LinkedHashMap<>();
  private final List<Released> sources = new ArrayList<>();
  private final List<List<Drive>> drives = new ArrayList<>();
  private final List<ReceptorState> receptors = new ArrayList<>();
  private final Map<Key, ModulatedIntegral> integrals = new LinkedHashMap<>();
  private final int[] nextPlanned;
  private final List<Variable> variables;
  private long now;

  private record Released(ModulatorPlan.Source source, SpikeRelease release, Concentration to) {}

  private record Key(ThirdFactor factor, double tauMs) {}

  public Modulation(List<ModulatorPlan> plans, List<ReceptorPlan> receptors, TimeGrid grid) {
    this.plans = List.copyOf(plans);
    this.grid = grid;
    nextPlanned = new int[plans.size()];
    for (ModulatorPlan plan : plans) {
      concentrations.put(plan.model().name(), concentration(plan));
    }
    for (ModulatorPlan plan : plans) {
      Concentration to = concentration(plan.model().name());
      plan.sources().forEach(s -> sources.add(new Released(s, release(s), to)));
      drives.add(
          plan.drives().stream()
              .map(d -> new Drive(concentration(d.modulator()), to, d.response(), d.ratePerMs()))
              .toList());
    }
    for (ReceptorPlan r : receptors) {
      this.receptors.add(new ReceptorState(r, concentration(r.modulator()), grid.resolutionMs()));
    }
    variables = declare();
  }

  private Concentration concentration(ModulatorPlan plan) {
    return switch (plan.place()) {
      case ModulatorPlan.Place.Mixed(int places) -> new WellMixed(plan.model(), places, grid.resolutionMs());
      case ModulatorPlan.Place.Voxels(var lattice, double d, int stride) ->
          new Diffusing(plan.model(), lattice, d, grid.resolutionMs(), stride);
    };
  }

  private SpikeRelease release(ModulatorPlan.Source s) {
    ModulatorPlan.Gain gain = s.gain();
    return new SpikeRelease(
        s.how(), s.depletion(), new SpikeRelease.Releasing(s.neurons(), s.weight(), s.place()), s.delaySteps(), s.delaySteps(), grid.resolutionMs(),
        gain == null ? null : new SpikeRelease.Gain(concentration(gain.modulator()), gain.receptor(), gain.effect()));
  }

  private List<Variable> declare() {
    var all = new ArrayList<Variable>();
    for (ModulatorPlan plan : plans) {
      var model = plan.model();
      all.add(new Variable(model.name(), "concentration", model.unit(), "concentration", concentration(model.name()).places()));
    }
    for (ReceptorState r : receptors) {
      all.add(new Variable(r.plan().name(), "activation", "1", "activation of the receptor", r.places()));
    }
    return List.copyOf(all);
  }

  /** The modulation among a worker's fields. */
  public static Modulation among(List<Field> fields) {
    for (Field field : fields) {
      if (field instanceof Modulation modulation) {
        return modulation;
      }
    }
    throw new IllegalStateException("there are no modulators");
  }

  /** The concentration of a modulator. */
  public Concentration concentration(String modulator) {
    Concentration c = concentrations.get(modulator);
    if (c == null) {
      throw new RanvierException(
          "there is no modulator '" + modulator + "'" + Names.suggest(modulator, concentrations.keySet()));
    }
    return c;
  }

  /**
   * Where the neurons of a population find a third factor: for each the place, or one value for all.
   *
   * @param where names who asks, in messages
   */
  public int[] places(ThirdFactor factor, int population, String where) {
    int[] places = {0};
    for (ModulatorPlan plan : plans) {
      String name = plan.model().name();
      if (factor.modulators().contains(name) && concentration(name).places() > 1) {
        int[] of = plan.placeOf().get(population);
        if (of == null) {
          throw new RanvierException(
              where + ": the target neurons are at no place of the modulator '" + name + "'; give their population positions within its voxels, "
                  + "or let the modulator be the same everywhere");
        }
        places = of;
      }
    }
    return places.clone();
  }

  /** The activation of the {@code receptor}-th receptor at a place, in the step that goes on. */
  public double activation(int receptor, int place) {
    return receptors.get(receptor).activation(place);
  }

  /** Whether the activation of a receptor changes at the begin of a step. */
  boolean changesAt(int receptor, long step) {
    return receptors.get(receptor).changesAt(step);
  }

  /**
   * The integral of a third factor over an eligibility of this time constant, one for all who ask. To be asked for before the first
   * step.
   *
   * @param windowSteps how many steps back it is asked about at most
   */
  public ModulatedIntegral integral(ThirdFactor factor, double tauMs, long windowSteps) {
    if (now > 0) {
      throw new IllegalStateException("the simulation has begun");
    }
    return integrals
        .computeIfAbsent(new Key(factor, tauMs), k -> new ModulatedIntegral(factor, concentrations, tauMs, grid.resolutionMs(), windowSteps))
        .widen(windowSteps);
  }

  /** The mean of a third factor over the step that goes on. */
  public StepMean stepMean(ThirdFactor factor) {
    return new StepMean(factor, concentrations);
  }

  @Override
  public void state(StatePort port) {
    concentrations.forEach((name, c) -> c.state(port.of("modulator " + name)));
    for (int k = 0; k < sources.size(); k++) {
      sources.get(k).release.state(port.of("source " + k));
    }
    receptors.forEach(r -> r.state(port.of("receptor " + r.plan().name())));
    integrals.forEach((key, integral) -> integral.state(port.of("integral of " + key.factor + " over " + key.tauMs + " ms"))); // a worker has those that it needs
    port.common("next planned", "1", nextPlanned);
    now = port.common("now", "step", now);
  }

  @Override
  public void receive(long step, int population, int[] neurons, int from, int count) {
    for (Released s : sources) {
      if (s.source.population() == population) {
        s.release.spikes(step, neurons, from, count);
      }
    }
  }

  @Override
  public void advance(long step) {
    if (now == 0) {
      applyPlanned(0);
    }
    for (ReceptorState r : receptors) {
      r.advance(step);
    }
    int k = 0;
    for (Concentration c : concentrations.values()) {
      for (Drive drive : drives.get(k++)) {
        drive.apply();
      }
      c.advance();
    }
    for (ModulatedIntegral integral : integrals.values()) {
      integral.advance();
    }
    for (Released s : sources) {
      s.release.arrive(step, s.to);
    }
    now = step;
    applyPlanned(step);
  }

  private void applyPlanned(long step) {
    for (int m = 0; m < plans.size(); m++) {
      List<ModulatorPlan.Planned> schedule = plans.get(m).schedule();
      while (nextPlanned[m] < schedule.size() && schedule.get(nextPlanned[m]).step() <= step) {
        apply(plans.get(m).model().name(), schedule.get(nextPlanned[m]++).action());
      }
    }
  }

  /** Does something to a modulator now, from outside. */
  public void apply(String modulator, ModulatorPlan.Action action) {
    Concentration c = concentration(modulator);
    switch (action) {
      case ModulatorPlan.Action.Give(int place, double amount) -> forPlaces(c, place, p -> c.release(p, amount));
      case ModulatorPlan.Action.Clamp(int place, double value) -> forPlaces(c, place, p -> c.clamp(p, value));
      case ModulatorPlan.Action.Unclamp(int place) -> forPlaces(c, place, c::unclamp);
    }
  }

  private static void forPlaces(Concentration c, int place, java.util.function.IntConsumer action) {
    for (int p = Math.max(0, place); p < (place < 0 ? c.places() : place + 1); p++) {
      action.accept(p);
    }
  }

  /** From now on multiplies all that the sources of this name release, e.g. by -1 where spikes shall be punished. */
  public void setGain(String source, double gain) {
    sources.stream().filter(s -> s.source.name().equals(source)).forEach(s -> s.release.setGain(gain));
  }

  @Override
  public List<Variable> variables() {
    return variables;
  }

  @Override
  public double value(int variable, int place) {
    int k = variable - plans.size();
    return k < 0 ? concentration(plans.get(variable).model().name()).at(place) : receptors.get(k).activation(place);
  }
}
