package org.ranvier.plasticity.eligibility;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;

/**
 * What multiplies an eligibility trace: an expression of the concentrations of modulators.
 *
 * <pre>{@code
 * of("dopamine")                                        // one modulator
 * of("dopamine").minus(0.02)                            // with a baseline below which it depresses
 * of("dopamine").times(1).plus(of("serotonin").times(-0.5))
 * of("dopamine").times(of("acetylcholine"))             // both needed
 * of("reward").minus(of("expected reward"))             // R - R̄
 * of("fast").minus(of("slow")).surprising(2)            // surprise
 * of("dopamine").activating(new Response.Hill(50, 1))   // by a receptor
 * }</pre>
 */
public sealed interface ThirdFactor {
  /** The concentration of a modulator. */
  record Level(String modulator) implements ThirdFactor {
    @Override
    public String toString() {
      return modulator;
    }
  }

  /** {@code Σ weight·factor + offset}. */
  record Sum(List<Term> terms, double offset) implements ThirdFactor {
    public Sum {
      terms = List.copyOf(terms);
      requireFinite("offset", offset);
    }

    @Override
    public String toString() {
      var text = new StringBuilder("(");
      for (Term t : terms) {
        text.append(text.length() == 1 ? "" : " + ").append(t.weight == 1 ? "" : TimeGrid.trim(t.weight) + "·").append(t.factor);
      }
      return text.append(offset == 0 ? "" : (offset < 0 ? " - " : " + ") + TimeGrid.trim(Math.abs(offset))).append(')').toString();
    }
  }

  /** A term of a sum. */
  record Term(double weight, ThirdFactor factor) {
    public Term {
      requireFinite("weight", weight);
    }
  }

  /** The product of two. */
  record Product(ThirdFactor a, ThirdFactor b) implements ThirdFactor {
    @Override
    public String toString() {
      return a + "·" + b;
    }
  }

  /** A function of another. */
  record Shaped(ThirdFactor of, Shape shape) implements ThirdFactor {
    @Override
    public String toString() {
      return shape + " of " + of;
    }
  }

  /** The concentration of a modulator. */
  static ThirdFactor of(String modulator) {
    return new Level(modulator);
  }

  default ThirdFactor plus(ThirdFactor other) {
    return new Sum(List.of(new Term(1, this), new Term(1, other)), 0);
  }

  default ThirdFactor minus(ThirdFactor other) {
    return new Sum(List.of(new Term(1, this), new Term(-1, other)), 0);
  }

  /** Less a constant baseline. */
  default ThirdFactor minus(double baseline) {
    return new Sum(List.of(new Term(1, this)), -baseline);
  }

  default ThirdFactor times(double weight) {
    return new Sum(List.of(new Term(weight, this)), 0);
  }

  default ThirdFactor times(ThirdFactor other) {
    return new Product(this, other);
  }

  default ThirdFactor positivePart() {
    return new Shaped(this, new Shape.PositivePart());
  }

  default ThirdFactor negativePart() {
    return new Shaped(this, new Shape.NegativePart());
  }

  default ThirdFactor surprising(double m) {
    return new Shaped(this, new Shape.Surprise(m));
  }

  default ThirdFactor activating(Response receptor) {
    return new Shaped(this, new Shape.Activation(receptor));
  }

  /** The names of the modulators in it. */
  default Set<String> modulators() {
    var names = new LinkedHashSet<String>();
    collect(names);
    return names;
  }

  private void collect(Set<String> names) {
    switch (this) {
      case Level(String name) -> names.add(name);
      case Sum s -> s.terms.forEach(t -> t.factor.collect(names));
      case Product(ThirdFactor a, ThirdFactor b) -> {
        a.collect(names);
        b.collect(names);
      }
      case Shaped(ThirdFactor f, Shape shape) -> f.collect(names);
    }
  }

  private static void requireFinite(String what, double x) {
    if (!Double.isFinite(x)) {
      throw new RanvierException(what + " " + x + " of a third factor must be finite");
    }
  }
}
