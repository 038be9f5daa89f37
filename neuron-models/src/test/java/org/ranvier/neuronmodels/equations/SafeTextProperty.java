package org.ranvier.neuronmodels.equations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ranvier.neuronmodels.channels.Mechanism;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.time.TimeGrid;

/** Nothing that a user writes reaches the generated source but through the checked tree: names, comments, summaries and units cannot carry code. */
class SafeTextProperty {
  /** Set by code that got through. */
  @SuppressWarnings("NonFinalStaticField")
  public static volatile boolean reached;

  private static final String CODE = "static { org.ranvier.neuronmodels.equations.SafeTextProperty.reached = true; }";

  /** What ends a comment, a string or a line, also as the Java compiler's escapes. */
  private static final List<String> CLOSING =
      List.of(
          "*/", "* /", "/*", "//", "\"", "\\\"", "'", "\\", "\\\\", "\\u002a/", "\\u002a\\u002f", "\\uuuu002a/", "\\u000a", "\\n", "\r", "\u0085", "\u2028",
          "\u2029", "\f", "\u000B", "\0", "\u001a", "}", "};", "{", ";", "\"\"\"", "\uFEFF", "\u202E", "\uD800", "\uDC00", "@Override", "$", "<", ">", "&");

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces = Arbitraries.of(CLOSING);
    return pieces.list().ofMinSize(0).ofMaxSize(6).map(before -> String.join("", before) + CODE)
        .flatMap(text -> pieces.list().ofMaxSize(3).map(after -> text + String.join("", after)));
  }

  @Property(tries = 60)
  void names(@ForAll("texts") String text) {
    compile(text, "", "", "1");
    compile(text + "x".repeat(70_000), "", "", "1");
  }

  @Property(tries = 60)
  void summariesAndComments(@ForAll("texts") String text) {
    String line = text.replace("\n", " ");
    compile("m", line, line, "1");
  }

  @Property(tries = 60)
  void units(@ForAll("texts") String text) {
    compile("m", "", "", text.replace("\n", " "));
  }

  @Property(tries = 60)
  void namesOfMechanisms(@ForAll("texts") String text) {
    reached = false;
    try {
      Mechanism.of(text, "parameters: g = 1 mS/cm^2  # " + text.replace("\n", " ") + "\nequations:\n  i = g*v : uA/cm^2\n");
    } catch (RanvierException e) {
      assertFalse(e.getMessage().contains("this is a bug"), e::getMessage);
    }
    assertFalse(reached);
  }

  @Example
  void namesOfVariablesMayBeJavasWords() {
    for (String name : List.of(
        "class", "int", "yield", "record", "var", "System", "Math", "String", "Override", "resolution", "alert", "found", "count", "block", "end", "before", "room",
        "TILE", "coefficients", "columns", "shared", "this", "super", "null", "true", "enum", "goto", "state", "input", "Object", "double", "hashCode",
        "main", "over", "KernelData", "SpikeSink", "τ_m", "x1", "_x", "step", "step_", "spikes", "i", "n", "k", "y", "f", "h", "t_", "v1", "inverse1", "s0", "spare")) {
      for (String method : List.of("euler", "rk4", "adaptive")) {
        String text = """
            parameters:
              p_%1$s = 2
              %1$s_q = 3   # of %1$s
            equations:
              d%1$s/dt = (p_%1$s*sin(%1$s) + %1$s_q + exp(%1$s/9))/ms : 1
              d%1$s_2/dt = 0*%1$s_2/ms : 1
            receptors: %1$s: %1$s += w : 1
            threshold: %1$s > 1e6 and %1$s_2 < 7
            reset: %1$s = 0, %1$s_2 += 1
            method: %2$s
            """.formatted(name, method);
        double after = run(EquationModel.of("m", text));
        assertEquals(0.5, after, 0.5, name);
      }
    }
  }

  private static void compile(String name, String summary, String comment, String unit) {
    reached = false;
    try {
      run(EquationModel.of(name, """
          summary: %s
          parameters:
            p = 2 # %s
          equations:
            dx/dt = (p*sin(x) + y)/ms : 1  # %s
            y = x : %s # %s
          publish: y # %s
          method: euler
          """.formatted(summary, comment, comment, unit, comment, comment)));
    } catch (RanvierException e) {
      assertFalse(e.getMessage().contains("this is a bug"), e::getMessage);
      assertTrue(!unit.equals("1"), () -> "refused: " + e.getMessage());
    }
    assertFalse(reached);
  }

  private static double run(EquationModel model) {
    var slice = new SliceContext("m", 0, 1, 16, 1, new TimeGrid(0.1), new float[64], new int[] {0}, null);
    NeuronKernel kernel = model.kernel("m", ParameterValues.of("m", model.parameters(), 1, Map.of())).create(slice);
    kernel.advance(1, 0, 1, new SpikeSink());
    return kernel.state().variables().getFirst().values()[0];
  }
}
