package org.ranvier.validation.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.swc.Swc;
import org.ranvier.neuronmodels.swc.SwcOptions;
import org.ranvier.simulator.RanvierException;

/** Damaged reconstructions: each is read in two ways, and one that is taken is divided into compartments and described. */
@Tag("fuzz")
class SwcFuzzTest {
  private static final List<String> WORDS = List.of("1", "2", "3", "-1", "0", "1 1 0 0 0 5 -1\n", "# ", "9 3 0 0 0 1 9\n", "7 1 1 1 1 1 2\n", " 1e9 ", " 0.0 ");

  @Test
  void tenThousandMutations() throws Exception {
    var mutator = new Mutator(12, WORDS);
    var cells = List.of(tree(), contour(), "1 1 0 0 0 5 -1\n2 1 0 -5 0 5 1\n3 1 0 5 0 5 1\n4 3 5 0 0 1 1\n5 3 50 0 0 1 4\n", "1 1 0 0 0 5 -1\n");
    new Fuzz(Duration.ofSeconds(20)).run(10_000, n -> mutator.text(n, cells), text -> {
      var lines = text.lines().toList();
      RanvierException refusal = null;
      for (var options : List.of(SwcOptions.DEFAULT, SwcOptions.DEFAULT.fillingRadii().roots(SwcOptions.Roots.LARGEST).branchStart(SwcOptions.BranchStart.OWN))) {
        try {
          Swc.parse("fuzz.swc", lines, options).morphology().divide(Division.dLambda(0.5, 100), CableProperties.ra(100).cm(1)).describe();
        } catch (RanvierException e) {
          refusal = e; // its message is judged once both have been tried
        }
      }
      if (refusal != null) {
        throw refusal;
      }
    });
  }

  private static String tree() {
    var random = new Random(3);
    var lines = new ArrayList<>(List.of("# a made tree", "1 1 0 0 0 6 -1", "2 1 0 4 0 5 1", "3 1 0 8 0 3 2"));
    for (int id = 4; id < 60; id++) {
      lines.add(id + " " + (2 + id % 3) + " " + random.nextInt(200) + " " + random.nextInt(200) + " " + random.nextInt(20) + " " + (0.2 + random.nextDouble()) + " "
          + (id < 7 ? 3 : 4 + random.nextInt(id - 4)));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String contour() {
    var lines = new ArrayList<String>();
    for (int k = 0; k < 12; k++) {
      lines.add((k + 1) + " 1 " + 7 * Math.cos(k * Math.PI / 6) + " " + 7 * Math.sin(k * Math.PI / 6) + " 0 0.1 " + (k == 0 ? -1 : k));
    }
    lines.add("20 3 12 0 0 1 1");
    lines.add("21 3 40 0 0 0.5 20");
    return String.join("\n", lines) + "\n";
  }
}
