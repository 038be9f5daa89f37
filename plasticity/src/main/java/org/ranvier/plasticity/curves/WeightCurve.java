package org.ranvier.plasticity.curves;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.simulator.RanvierException;

/**
 * A curve, or a surface, of weights: {@code w(m) = Σ_k φ_k(m)·P_k}, with a position m that concentrations of modulators give (Benjamin et al. 2025, arXiv:2505.22994).
 *
 * <p>Steepest descent of a loss along the whole curve, where a step is as long as it moves the curve in the mean, is {@code ΔP = -(1/2λ)·[∫M]⁻¹·∫g},
 * with {@code M = JᵀJ}, {@code
 * g = Jᵀ∇ℓ} and {@code J = ∂w/∂P}: at a position, a change Δw of the weight is split into {@code ΔP_k = Σ_l [∫M]⁻¹_kl·φ_l(m)·Δw}.
 */
public sealed interface WeightCurve {
  /**
   * A factor of an expression.
   *
   * @param modulator which one, counted from 0
   * @param effect what it multiplies by
   */
  record Factor(int modulator, Effect.Between effect) {}

  /** How many modulators give a position. */
  int modulators();

  /** For each component the factors whose product is its expression φ. */
  List<List<Factor>> factors();

  /** {@code ∫M}, of which each entry stands for a multiple of the unit matrix. */
  double[][] metric();

  /** {@code [∫M]⁻¹}. */
  double[][] inverse();

  /** How many components a weight has. */
  default int components() {
    return factors().size();
  }

  /** φ_k for these concentrations. */
  default double[] expressions(double... concentrations) {
    if (concentrations.length != modulators()) {
      throw new RanvierException(this + " has a position of " + modulators() + " concentrations; here are " + concentrations.length);
    }
    return factors().stream()
        .mapToDouble(f -> f.stream().mapToDouble(x -> x.effect().of(1, concentrations[x.modulator()])).reduce(1, (a, b) -> a * b))
        .toArray();
  }

  /** What a change of the weight by 1 is for each component. */
  default double[] split(double... concentrations) {
    double[] phi = expressions(concentrations);
    double[][] g = inverse();
    double[] parts = new double[phi.length];
    for (int k = 0; k < phi.length; k++) {
      for (int l = 0; l < phi.length; l++) {
        parts[k] += g[k][l] * phi[l];
      }
    }
    return parts;
  }

  /** The same for one component, as a third factor of concentrations. */
  default ThirdFactor split(int component, List<String> names) {
    var terms = new ArrayList<ThirdFactor.Term>();
    double constant = 0;
    for (int l = 0; l < components(); l++) {
      double g = inverse()[component][l];
      List<Factor> of = factors().get(l);
      if (of.isEmpty()) {
        constant += g;
      } else if (g != 0) {
        ThirdFactor product = of.stream().map(f -> linear(f, names)).reduce(ThirdFactor.Product::new).orElseThrow();
        terms.add(new ThirdFactor.Term(g, product));
      }
    }
    return new ThirdFactor.Sum(terms, constant);
  }

  private static ThirdFactor linear(Factor f, List<String> names) {
    double without = f.effect().without();
    return new ThirdFactor.Sum(List.of(new ThirdFactor.Term(f.effect().with() - without, ThirdFactor.of(names.get(f.modulator())))), without);
  }

  /** {@code w = (1-s)·P1 + s·P2}, 0 ≤ s ≤ 1. */
  record Line() implements WeightCurve {
    @Override
    public int modulators() {
      return 1;
    }

    @Override
    public List<List<Factor>> factors() {
      return List.of(List.of(new Factor(0, new Effect.Between(1, 0))), List.of(new Factor(0, new Effect.Between(0, 1))));
    }

    @Override
    public double[][] metric() {
      return new double[][] {{1.0 / 3, 1.0 / 6}, {1.0 / 6, 1.0 / 3}};
    }

    @Override
    public double[][] inverse() {
      return new double[][] {{4, -2}, {-2, 4}};
    }
  }

  /** {@code w = P1 + m1·P2 + m2·P3}, with the cosine and the sine of a position on a circle. */
  record Ellipse() implements WeightCurve {
    @Override
    public int modulators() {
      return 2;
    }

    @Override
    public List<List<Factor>> factors() {
      return List.of(List.of(), List.of(new Factor(0, new Effect.Between(0, 1))), List.of(new Factor(1, new Effect.Between(0, 1))));
    }

    @Override
    public double[][] metric() {
      return diagonal(1, 0.5, 0.5);
    }

    @Override
    public double[][] inverse() {
      return diagonal(1, 2, 2);
    }
  }

  /** The product of two ellipses, with nine components: cosine and sine of one position, then of another. */
  record Torus() implements WeightCurve {
    @Override
    public int modulators() {
      return 4;
    }

    @Override
    public List<List<Factor>> factors() {
      var all = new ArrayList<List<Factor>>();
      for (List<Factor> a : new Ellipse().factors()) {
        for (List<Factor> b : new Ellipse().factors()) {
          var both = new ArrayList<>(a);
          b.forEach(f -> both.add(new Factor(f.modulator() + 2, f.effect())));
          all.add(List.copyOf(both));
        }
      }
      return List.copyOf(all);
    }

    @Override
    public double[][] metric() {
      return diagonal(1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.5, 0.25, 0.25);
    }

    @Override
    public double[][] inverse() {
      return diagonal(1, 2, 2, 2, 4, 4, 2, 4, 4);
    }
  }

  private static double[][] diagonal(double... d) {
    double[][] m = new double[d.length][d.length];
    for (int k = 0; k < d.length; k++) {
      m[k][k] = d[k];
    }
    return m;
  }
}
