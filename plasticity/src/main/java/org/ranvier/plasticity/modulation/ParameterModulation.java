package org.ranvier.plasticity.modulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.state.StatePort;

/**
 * Receptors that act on intrinsic parameters of a population.
 *
 * <p>A parameter is at each moment what its receptors make of its value without them; where that is changed meanwhile, by the user, they
 * act on the new one.
 *
 * @param population names it in messages
 * @param size number of neurons in the population
 * @param acting by parameter
 */
public record ParameterModulation(String population, int size, Map<String, List<Acting>> acting) implements InputKernel.Factory {
  public ParameterModulation {
    acting = Map.copyOf(acting);
  }

  @Override
  public InputKernel create(SliceContext slice) {
    return new Kernel(this, slice);
  }

  private static final class Kernel implements InputKernel {
    private final String where;
    private final boolean alike; // whether all neurons of the population have the same receptors at the same place
    private final int first;
    private final int slice;
    private final int size;
    private final Map<String, Effects> effects = new LinkedHashMap<>();
    private final Map<String, double[]> plain = new LinkedHashMap<>(); // of the slice, without receptors
    private final Map<String, double[]> modulated = new LinkedHashMap<>();
    private @Nullable AdjustableKernel kernel;
    private @Nullable ParameterValues mine; // what was set here last

    Kernel(ParameterModulation of, SliceContext slice) {
      alike = of.acting.values().stream().flatMap(List::stream).allMatch(a -> a.place().length == 1);
      where = "population '" + of.population + "', modulated";
      first = slice.first();
      this.slice = slice.size();
      size = of.size;
      Modulation modulation = Modulation.among(slice.fields());
      of.acting.keySet().stream()
          .sorted()
          .forEach(
              name -> {
                List<Acting> on = of.acting.get(name);
                effects.put(name, new Effects(modulation, Objects.requireNonNull(on), first, this.slice));
                plain.put(name, new double[this.slice]);
                modulated.put(name, new double[this.slice]);
              });
    }

    @Override
    public void attach(NeuronKernel kernel) {
      this.kernel = (AdjustableKernel) kernel;
    }

    /** Lists what the parameters are without receptors, and with them. */
    @Override
    public void state(StatePort port) {
      plain.forEach((name, values) -> port.perNeuron("plain " + name, "", values));
      modulated.forEach((name, values) -> port.perNeuron("modulated " + name, "", values));
      boolean set = port.common("set", "1", mine == null ? 0 : 1) == 1;
      if (port.restores()) {
        mine = set ? Objects.requireNonNull(kernel).parameters() : null;
      }
    }

    @Override
    public void apply(long step, int begin, int end) {
      if (begin != 0) {
        return;
      }
      boolean changes = false;
      for (Effects e : effects.values()) {
        changes |= e.changesAt(step);
      }
      AdjustableKernel k = Objects.requireNonNull(kernel);
      if (changes || k.parameters() != mine) {
        update(k);
      }
    }

    private void update(AdjustableKernel k) {
      ParameterValues values = k.parameters();
      boolean differs = mine == null;
      for (var entry : effects.entrySet()) {
        String name = entry.getKey();
        double[] base = Objects.requireNonNull(plain.get(name));
        double[] now = Objects.requireNonNull(modulated.get(name));
        for (int i = 0; i < slice; i++) {
          double present = values.at(name, first + i);
          if (mine == null || present != now[i]) {
            base[i] = present; // somebody has set it
          }
          double x = entry.getValue().of(base[i], i);
          differs |= x != present;
          now[i] = x;
        }
      }
      if (differs) {
        for (var entry : modulated.entrySet()) {
          values = values.with(where, entry.getKey(), whole(values, entry.getKey(), entry.getValue()));
        }
        k.setParameters(values);
      }
      mine = k.parameters();
    }

    /** One value where all neurons of the population have the same, otherwise one for each of them. */
    private double[] whole(ParameterValues values, String name, double[] ofSlice) {
      if (alike && values.uniform(name)) {
        return new double[] {ofSlice[0]};
      }
      double[] all = new double[size];
      for (int i = 0; i < size; i++) {
        all[i] = i >= first && i < first + slice ? ofSlice[i - first] : values.at(name, i);
      }
      return all;
    }
  }
}
