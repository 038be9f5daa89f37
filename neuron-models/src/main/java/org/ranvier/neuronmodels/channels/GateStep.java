package org.ranvier.neuronmodels.channels;

import java.util.Map;
import org.ranvier.neuronmodels.equations.analysis.Derivative;
import org.ranvier.neuronmodels.equations.analysis.Integration;
import org.ranvier.neuronmodels.equations.analysis.Op;
import org.ranvier.neuronmodels.equations.analysis.Term;
import org.ranvier.neuronmodels.equations.analysis.Term.Kind;
import org.ranvier.neuronmodels.equations.runtime.VectorMath;

/**
 * The exponential Euler step {@code x + f·h·φ(s·h)} of {@code dx/dt = f}, with {@code s = -∂f/∂x} and {@code φ(z) = (1 -
 * e^-z)/z}: exact for {@code f = b - s·x} at a fixed potential, second order otherwise.
 *
 * <p>Where {@code s} is no number, {@code φ} is computed by arithmetic alone: the Padé approximant of degree 4 over 4 of {@code
 * e^(-z/4)} gives {@code φ(z/4)}, and {@code φ(2y) = φ(y)·(1 - y·φ(y)/2)} twice the rest. For {@code z ≥ 0} the error of {@code
 * e^-z} is below 3e-13 up to {@code z = 1} and below 4e-8 up to 16; where all ought to have decayed, up to {@code z = 100}, at
 * most 0.002 is left.
 */
final class GateStep {
  private GateStep() {}

  /**
   * The value of a variable after a step.
   *
   * @param rate its derivative per ms
   * @param h length of the step in ms
   * @param locals takes the values that are computed on the way
   */
  static Term of(Term.Leaf x, Term rate, double h, Map<String, Term> locals) {
    Term slope;
    Term f;
    var affine = Integration.ownLinearPart(x.name(), rate);
    if (affine.isPresent()) {
      slope = affine.get()[0];
      f = Term.add(affine.get()[1], Term.mul(slope, x));
      if (!isNumber(slope)) {
        slope = local("slope_" + x.name(), slope, locals);
        f = Term.apply(Op.FMA, slope, x, affine.get()[1]);
      }
    } else {
      slope = Derivative.of(rate, x);
      f = rate;
    }
    if (isNumber(slope)) {
      double a = slope.evaluate(l -> Double.NaN);
      return Term.add(x, Term.mul(Term.of(h * VectorMath.exprel(a * h)), f));
    }
    Term change = local("change_" + x.name(), Term.mul(Term.of(h), f), locals);
    Term z = local("quarter_" + x.name(), Term.mul(Term.of(-h / 4), slope), locals);
    Term z2 = local("quarter2_" + x.name(), Term.mul(z, z), locals);
    Term odd = local("odd_" + x.name(), fma(z2, Term.of(20), Term.of(840)), locals);
    Term even = fma(z2, Term.add(z2, Term.of(180)), Term.of(1680));
    Term first = local("phi1_" + x.name(), Term.div(Term.add(odd, odd), fma(z, odd, even)), locals);
    Term second = local("phi2_" + x.name(), Term.mul(first, fma(Term.mul(Term.of(-0.5), z), first, Term.UNIT)), locals);
    Term third = Term.mul(second, fma(Term.negate(z), second, Term.UNIT));
    return fma(change, third, x);
  }

  static boolean isNumber(Term t) {
    return !t.any(Term.Leaf.class::isInstance);
  }

  private static Term local(String name, Term value, Map<String, Term> locals) {
    locals.put(name, value);
    return Term.leaf(Kind.LOCAL, name);
  }

  private static Term fma(Term a, Term b, Term c) {
    return Term.apply(Op.FMA, a, b, c);
  }
}
