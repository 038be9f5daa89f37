package org.ranvier.neuronmodels.equations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.time.TimeGrid;

/** Random expressions, written as text and computed beside it, against what the compiled kernel makes of the text. */
class CompiledEqualsInterpretedProperty {
  private record Sample(String text, DoubleBinaryOperator value) {}

  private static Sample sample(Random random, int depth) {
    if (depth == 0) {
      return switch (random.nextInt(4)) {
        case 0 -> new Sample("x", (x, p) -> x);
        case 1 -> new Sample("p", (x, p) -> p);
        case 2 -> new Sample("y", (x, p) -> 0.5 * x);
        default -> {
          double c = random.nextInt(1, 30) / 8.0;
          yield new Sample(Double.toString(c), (x, p) -> c);
        }
      };
    }
    Sample a = sample(random, depth - 1);
    Sample b = sample(random, random.nextInt(depth));
    DoubleBinaryOperator f = a.value;
    DoubleBinaryOperator g = b.value;
    return switch (random.nextInt(20)) {
      case 0 -> new Sample("(" + a.text + " + " + b.text + ")", (x, p) -> f.applyAsDouble(x, p) + g.applyAsDouble(x, p));
      case 1 -> new Sample("(" + a.text + " - " + b.text + ")", (x, p) -> f.applyAsDouble(x, p) - g.applyAsDouble(x, p));
      case 2 -> new Sample("(" + a.text + "*" + b.text + ")", (x, p) -> f.applyAsDouble(x, p) * g.applyAsDouble(x, p));
      case 3 -> new Sample("(" + a.text + "/(1 + " + b.text + "^2))", (x, p) -> f.applyAsDouble(x, p) / (1 + Math.pow(g.applyAsDouble(x, p), 2)));
      case 4 -> new Sample("exp(clip(" + a.text + ", -3, 3))", (x, p) -> Math.exp(Math.clamp(f.applyAsDouble(x, p), -3, 3)));
      case 5 -> new Sample("tanh(" + a.text + ")", (x, p) -> Math.tanh(f.applyAsDouble(x, p)));
      case 6 -> new Sample("sigmoid(" + a.text + ")", (x, p) -> 1 / (1 + Math.exp(-f.applyAsDouble(x, p))));
      case 7 -> new Sample("log(1 + abs(" + a.text + "))", (x, p) -> Math.log(1 + Math.abs(f.applyAsDouble(x, p))));
      case 8 -> new Sample("sqrt(abs(" + a.text + "))", (x, p) -> Math.sqrt(Math.abs(f.applyAsDouble(x, p))));
      case 9 -> new Sample("sin(" + a.text + ")", (x, p) -> Math.sin(f.applyAsDouble(x, p)));
      case 10 -> new Sample("cos(" + a.text + ")", (x, p) -> Math.cos(f.applyAsDouble(x, p)));
      case 11 -> new Sample("min(" + a.text + ", " + b.text + ")", (x, p) -> Math.min(f.applyAsDouble(x, p), g.applyAsDouble(x, p)));
      case 12 -> new Sample("max(" + a.text + ", " + b.text + ")", (x, p) -> Math.max(f.applyAsDouble(x, p), g.applyAsDouble(x, p)));
      case 13 -> new Sample("(-" + a.text + ")", (x, p) -> -f.applyAsDouble(x, p));
      case 14 -> new Sample(
          "exprel(clip(" + a.text + ", -3, 3))",
          (x, p) -> {
            double u = Math.clamp(f.applyAsDouble(x, p), -3, 3);
            return u == 0 ? 1 : Math.expm1(u) / u;
          });
      case 15 -> new Sample(
          "if(" + a.text + " < " + b.text + ", " + a.text + ", 2)",
          (x, p) -> f.applyAsDouble(x, p) < g.applyAsDouble(x, p) ? f.applyAsDouble(x, p) : 2);
      case 16 -> new Sample(
          "(" + a.text + " > 0 and not " + b.text + " > 1 ? 1 : " + b.text + ")",
          (x, p) -> f.applyAsDouble(x, p) > 0 && !(g.applyAsDouble(x, p) > 1) ? 1 : g.applyAsDouble(x, p));
      case 17 -> new Sample("pow(1 + abs(" + a.text + "), 0.3)", (x, p) -> Math.pow(1 + Math.abs(f.applyAsDouble(x, p)), 0.3));
      case 18 -> new Sample(
          "fma(" + a.text + ", " + b.text + ", " + a.text + ")", (x, p) -> Math.fma(f.applyAsDouble(x, p), g.applyAsDouble(x, p), f.applyAsDouble(x, p)));
      default -> new Sample("heaviside(" + a.text + ")", (x, p) -> f.applyAsDouble(x, p) >= 0 ? 1 : 0);
    };
  }

  private static double compiled(String expression, double x, double[] p, String method, int neuron) {
    var model = EquationModel.of(
        "m",
        """
        parameters: p = 1
        equations:
          y = x/2 : 1
          dx/dt = (%s + 0*p)/ms : 1
        method: %s
        """
            .formatted(expression, method));
    var values = ParameterValues.of("m", model.parameters(), 3, Map.of("p", p));
    var slice = new SliceContext("m", 0, 3, 16, 1, new TimeGrid(1), new float[0], new int[0], null);
    NeuronKernel kernel = model.kernel("m", values).create(slice);
    double[] state = kernel.state().variables().getFirst().values();
    state[neuron] = x;
    kernel.advance(1, 0, 3, new SpikeSink());
    return state[neuron] - x;
  }

  @Property(tries = 60)
  void inALoop(@ForAll Random random) {
    Sample sample = sample(random, random.nextInt(1, 5));
    double x = random.nextGaussian();
    double[] p = {0.3, random.nextGaussian(), -1.7};
    double expected = sample.value.applyAsDouble(x, p[1]);
    double found = compiled(sample.text, x, p, "euler", 1);
    assertEquals(expected, found, 1e-12 * Math.max(1, Math.max(Math.abs(x), Math.abs(expected))) * 100, sample.text);
  }

  @Example
  void wherePartsAreFixedByParameters() {
    assertEquals(Math.exp(2) * 3 + 1.5, compiled("exp(p)*x + p - 0.5", 3, new double[] {2}, "euler", 0), 1e-13);
    assertEquals(7, compiled("(p > 1 ? 7 : x)", 3, new double[] {2}, "euler", 0), 1e-13);
  }
}
