package org.ranvier.neuronmodels.channels;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.equations.analysis.Op;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.neuronmodels.equations.analysis.Term.Kind;
import org.ranvier.neuronmodels.equations.codegen.FlatSource;

/** How far the fast forms of exponentials and of gates are from the exact ones. */
class RateAccuracyTest {
  private static final Term.Leaf V = Term.leaf(Kind.STATE, "v");

  private static double[] compute(Map<String, Term> locals, Term value, Map<String, double[]> arrays) {
    double[] result = new double[arrays.get("v").length];
    arrays.put("result", result);
    FlatSource.compile("accuracy", "v", List.of(new FlatSource.Pass("value", locals, Map.of("result", value))), arrays).run(0, 0,
        result.length);
    return result;
  }

  private static double[] range(double from, double to, int n) {
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      v[i] = from + (to - from) * i / (n - 1);
    }
    return v;
  }

  @Test
  void theErrorOfAnExponentialGrowsWithItsSlope() {
    double[] v = range(-200, 200, 40_001);
    for (double slope : new double[] {-1 / 80.0, -1 / 18.0, 1 / 10.0, -1 / 5.0, 1 / 2.63}) {
      Term shared = Term.add(Term.exp(Term.mul(Term.of(slope), V)), Term.mul(Term.ZERO, Term.exp(Term.mul(Term.of(slope / 3),
          V))));
      double[] found = compute(Map.of(), shared, new HashMap<>(Map.of("v", v)));
      double worst = 0;
      for (int i = 0; i < v.length; i++) {
        double x = slope * v[i];
        double expected = Math.exp(x);
        double relative = Math.abs(found[i] / expected - 1);
        worst = Math.max(worst, relative / 0x1p-52);
      }
      assertTrue(worst <= 3 + 1300 * Math.abs(slope), slope + ": " + worst);
    }
  }

  @Test
  void theQuotientWithARemovableSingularityIsSmoothThroughIt() {
    double[] v = range(-1, 1, 200_001);
    for (double scale : new double[] {1, 1e-3, 1e-5, 1e-8, 1e-13}) {
      double[] scaled = v.clone();
      for (int i = 0; i < v.length; i++) {
        scaled[i] *= 10 * scale;
      }
      Term u = Term.mul(Term.of(0.1), V);
      double[] found = compute(Map.of(), Term.apply(Op.EXPREL, u), new HashMap<>(Map.of("v", scaled)));
      double worst = 0;
      for (int i = 0; i < v.length; i++) {
        double x = 0.1 * scaled[i];
        double expected = x == 0 ? 1 : Math.expm1(x) / x;
        worst = Math.max(worst, Math.abs(found[i] / expected - 1));
      }
      assertTrue(worst < 1e-7, scale + ": " + worst);
    }
  }

  @Test
  void aGateFollowsItsExponential() {
    double[] z = range(0, 100, 100_001);
    var x = Term.leaf(Kind.STATE, "x");
    Map<String, Term> locals = new LinkedHashMap<>();
    Term step = GateStep.of(x, Term.negate(Term.mul(V, x)), 1, locals); // dx/dt = -v·x over 1 ms
    double[] ones = new double[z.length];
    Arrays.fill(ones, 1);
    double[] found = compute(locals, step, new HashMap<>(Map.of("v", z, "x", ones)));
    double[] worst = new double[4];
    for (int i = 0; i < z.length; i++) {
      double error = Math.abs(found[i] - Math.exp(-z[i]));
      int band = z[i] <= 1 ? 0 : z[i] <= 4 ? 1 : z[i] <= 16 ? 2 : 3;
      worst[band] = Math.max(worst[band], error);
    }
    assertTrue(worst[0] < 3e-13 && worst[1] < 4e-8 && worst[2] < 4e-8 && worst[3] < 0.002, Arrays.toString(worst));
  }
}
