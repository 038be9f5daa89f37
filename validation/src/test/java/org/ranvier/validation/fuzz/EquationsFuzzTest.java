package org.ranvier.validation.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.time.TimeGrid;

/** Damaged texts of the library's models: each is read, and one that is taken is made a kernel. */
@Tag("fuzz")
class EquationsFuzzTest {
  private static final List<String> WORDS =
      List.of(
          "summary:", "aliases:", "source:", "parameters:", "constants:", "equations:", "initial:", "receptors:", "threshold:", "hazard:", "reset:", "refractory:",
          "method:", "requires:", "update:", "couplings:", "publish:", "exact", "euler", "rk4", "adaptive", "exponential_euler", "tolerance", "exp(", "log(", "if(",
          "previous(", "min(", "xi", "xi_1", "I_stim", "t", "dt", "pi", "mV", "ms", "pA", "nS", "1/ms", "mV^2", "V_m", "w", "and", "or", "not", "dV_m/dt = ",
          "(> 0)", "hold", "none", "sum(", "+=", "^", "? 1 : 0", "-", "*", "/", "((", "))");

  @Test
  void tenThousandMutations() throws Exception {
    var texts = NeuronModels.all().stream().filter(EquationModel.class::isInstance).map(NeuronModel::equations).toList();
    assertTrue(texts.size() > 20, texts.size() + " texts");
    var mutator = new Mutator(11, WORDS);
    new Fuzz(Duration.ofSeconds(20)).run(10_000, n -> mutator.text(n, texts), text -> {
      EquationModel model = EquationModel.of("fuzz", text);
      model.describe();
      int receptors = model.receptors().size();
      var slice = new SliceContext("fuzz", 0, 1, 16, 1, new TimeGrid(0.1), new float[16 * receptors], bases(receptors), null);
      model.kernel("fuzz", ParameterValues.of("fuzz", model.parameters(), 1, Map.of())).create(slice);
    });
  }

  private static int[] bases(int receptors) {
    int[] bases = new int[receptors];
    for (int k = 0; k < receptors; k++) {
      bases[k] = 16 * k;
    }
    return bases;
  }
}
