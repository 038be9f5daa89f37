package org.ranvier.neuronmodels.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.ranvier.neuronmodels.Rig;
import org.ranvier.neuronmodels.Synapses;
import org.ranvier.neuronmodels.Synapses.Synapse;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;
import org.ranvier.neuronmodels.stimuli.StepCurrent;
import org.ranvier.simulator.synapses.ReceptorChoice;

/** A population with values of its own for each neuron is as many populations of one neuron, bit for bit. */
final class HeterogeneityTest {
  @Provide
  Arbitrary<NeuronModel> models() {
    return Arbitraries.of(List.of(Library.model("iaf_psc_exp"), Library.model("iaf_psc_alpha"), Library.model("iaf_psc_delta")));
  }

  @Property(tries = 30)
  void valuesForEachNeuronAreAsManyUniformPopulations(
      @ForAll("models") NeuronModel model, @ForAll @IntRange(min = 1, max = 9) int size, @ForAll Random random) {
    Map<String, double[]> values = new HashMap<>();
    model.parameters().forEach(p -> {
      if (random.nextBoolean()) {
        double base = p.name().equals("I_e") ? 200 : p.defaultValue();
        double spread = p.name().startsWith("V_") || p.name().equals("E_L") ? 0.05 : 0.5;
        values.put(p.name(), random.doubles(size, 1 - spread, 1 + spread).map(f -> base * f).toArray());
      }
    });
    double[] amplitudes = random.doubles(size, 0, 500).toArray();
    double[] times = random.ints(200, 1, 1000).distinct().mapToDouble(s -> s * 0.1).toArray();
    var together = rig(model, size, values, times, amplitudes).sample("n", "V_m").run(1000);
    for (int i = 0; i < size; i++) {
      var own = new HashMap<String, double[]>();
      int n = i;
      values.forEach((name, all) -> own.put(name, new double[] {all[n]}));
      var alone = rig(model, 1, own, times, new double[] {amplitudes[i]}).sample("n", "V_m").run(1000);
      assertArrayEquals(alone.trace(), together.traces().getFirst()[i], 0);
      assertArrayEquals(alone.steps("n"), together.steps("n", i));
    }
  }

  private static Rig rig(NeuronModel model, int size, Map<String, double[]> values, double[] times, double[] amplitudes) {
    double unit = model.name().equals("iaf_psc_delta") ? 0.01 : 1;
    var synapses = new Synapse[2 * size];
    for (int i = 0; i < size; i++) {
      synapses[2 * i] = new Synapse(0, i, 10, (float) (120 * unit));
      synapses[2 * i + 1] = new Synapse(0, i, 13, (float) (-70 * unit));
    }
    int[] receptors = model.receptorsBySign().orElseThrow();
    return new Rig()
        .population("n", model, size, values)
        .population("in", SpikeTimes.of(new double[][] {Arrays.copyOf(times, times.length)}), 1, Map.of())
        .project("in", "n", new ReceptorChoice(receptors[0], receptors[1]), Synapses.of(synapses))
        .current("n", new StepCurrent("step", size, new double[] {20, 60}, new double[][] {amplitudes, {0}}));
  }
}
