package org.ranvier.neuronmodels.equations.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ranvier.neuronmodels.equations.analysis.Term.Kind;
import org.ranvier.neuronmodels.equations.syntax.ModelText;
import org.ranvier.neuronmodels.equations.syntax.Problems;
import org.ranvier.neuronmodels.model.Names;

/**
 * How the equations of a model are carried over a step.
 *
 * @param rates the derivative of each variable, with removable singularities removed
 * @param linear the part that is integrated by its propagator
 * @param others the remaining variables
 * @param method how these are integrated; EXACT where there are none
 * @param why in a sentence
 * @param tolerance of the adaptive method: error of a substep relative to {@code 1 + |x|}, in the variables' units
 */
public record Integration(
    Map<String, Term> rates, LinearSystem linear, List<String> others, Method method, String why, double tolerance, boolean thresholdAtSubsteps) {

  /** Takes the author's method, or chooses one; adds to {@code problems} where the method does not fit. */
  public static Integration of(Model model, Problems problems) {
    var rates = new LinkedHashMap<String, Term>();
    model.variables().forEach(v -> rates.put(v.name(), Singularities.remove(v.rate())));
    LinearSystem linear = LinearSystem.of(rates);
    List<String> others = rates.keySet().stream().filter(v -> !linear.variables().contains(v)).toList();
    if (!model.update().isEmpty()) {
      return new Integration(rates, LinearSystem.of(Map.of()), List.of(), Method.UPDATE, "the model says how a step is made", 0, false);
    }
    boolean noisy = rates.values().stream().anyMatch(r -> r.has(Kind.NOISE));
    if (model.method().isPresent()) {
      return asked(model.method().get(), rates, linear, others, noisy, problems);
    }
    if (others.isEmpty()) {
      return new Integration(rates, linear, others, Method.EXACT, "all equations are linear, with coefficients that are constant in time", 0, false);
    }
    if (noisy) {
      return new Integration(rates, linear, others, Method.EULER_MARUYAMA, "the equations contain noise", 0, false);
    }
    var transcendental = others.stream().filter(v -> rate(rates, v).any(Integration::isSteep)).toList();
    if (transcendental.isEmpty()) {
      return new Integration(rates, linear, others, Method.RK4, "the equations are not linear, and have no exponentials of state variables", 0, false);
    }
    String why = "exponentials of state variables in the equations of " + String.join(", ", transcendental) + " may change fast within a step";
    boolean diverges = model.reset().stream().map(Model.Change::variable).anyMatch(v -> transcendental.contains(v) && firesAt(v, model));
    return new Integration(rates, LinearSystem.of(Map.of()), List.copyOf(rates.keySet()), Method.ADAPTIVE, why, 1e-6, diverges);
  }

  /** The derivative of a variable. */
  public Term rate(String variable) {
    return rate(rates, variable);
  }

  private static Term rate(Map<String, Term> rates, String variable) {
    return Objects.requireNonNull(rates.get(variable), variable);
  }

  /** Whether the threshold is a fixed value of that variable, and neither noise nor what it was before counts. */
  private static boolean firesAt(String variable, Model model) {
    Term.Leaf own = Term.leaf(Kind.STATE, variable);
    return model.threshold().filter(t -> t instanceof Term.Apply a && a.op().isTest() && a.arguments().contains(own)
        && a.arguments().stream().allMatch(side -> side.equals(own) || side.isFixed())).isPresent();
  }

  private static boolean isSteep(Term t) {
    return t instanceof Term.Apply a && (a.op() == Op.EXP || a.op() == Op.EXPREL || a.op() == Op.POW) && !a.isFixed();
  }

  private static Integration asked(
      ModelText.Method asked, Map<String, Term> rates, LinearSystem linear, List<String> others, boolean noisy, Problems problems) {
    var method = Method.named(asked.name());
    String why = "the model asks for it";
    if (method.isEmpty()) {
      problems.add(asked.span(), "there is no method '" + asked.name() + "'" + Names.suggest(asked.name(), Method.keys()));
    } else if (noisy && method.get() != Method.EULER_MARUYAMA && method.get() != Method.EXPONENTIAL_EULER) {
      problems.add(asked.span(), asked.name() + " cannot integrate noise (xi); use euler_maruyama, or exponential_euler where it applies");
    } else if (method.get() == Method.EXACT && !others.isEmpty()) {
      problems.add(
          asked.span(), "the equation of " + String.join(", ", others) + " is not linear with constant coefficients, so there is no exact step; use rk4,"
              + " exponential_euler or adaptive, or leave the method out");
    } else if (method.get() == Method.EXPONENTIAL_EULER || method.get() == Method.EXPONENTIAL_STAGGERED) {
      for (String v : others) {
        Term rate = rate(rates, v);
        var noises = noises(rate);
        if (rate.has(Kind.NOISE) && (noises.isEmpty() || noises.values().stream().anyMatch(n -> n.any(Term.leaf(Kind.STATE, v)::equals)))) {
          problems.add(
              asked.span(), "the noise of " + v + " is not added to its equation with a strength that is free of " + v + ", so " + asked.name()
                  + " does not apply; use euler_maruyama");
        } else if (ownLinearPart(v, drift(rate)).isEmpty()) {
          problems.add(asked.span(), "the equation of " + v + " is not linear in " + v + " itself, so " + asked.name() + " does not apply; use rk4 or adaptive");
        }
      }
    }
    if (asked.thresholdAtSubsteps() && method.orElse(Method.EXACT) != Method.ADAPTIVE) {
      problems.add(asked.span(), "only the adaptive method has substeps at which a threshold can be tested");
    }
    Method used = method.orElse(Method.EXACT);
    return switch (used) {
      case ADAPTIVE -> new Integration(
          rates, LinearSystem.of(Map.of()), List.copyOf(rates.keySet()), used, why, asked.tolerance(), asked.thresholdAtSubsteps());
      case EULER -> new Integration(rates, LinearSystem.of(Map.of()), List.copyOf(rates.keySet()), used, why, 0, false);
      default -> new Integration(rates, linear, others, others.isEmpty() ? Method.EXACT : used, why, 0, false);
    };
  }

  /** {@code rate = a·x + b} with {@code a} and {@code b} free of {@code x}. */
  public static Optional<Term[]> ownLinearPart(String variable, Term rate) {
    Term.Leaf own = Term.leaf(Kind.STATE, variable);
    return Affine.of(rate, own::equals).map(f -> new Term[] {f.coefficients().getOrDefault(own, Term.ZERO), f.constant()});
  }

  /** Whether a variable changes at spikes or through others only, as sums over couplings do: then no step needs to store it. */
  public boolean isConstant(String variable) {
    return method != Method.UPDATE && rate(variable).isConst(0);
  }

  /** The factor of each noise in a rate. */
  public static Map<Term.Leaf, Term> noises(Term rate) {
    return Affine.of(rate, l -> l.kind() == Kind.NOISE).map(Affine::coefficients).orElse(Map.of());
  }

  /** A rate without its noises. */
  public static Term drift(Term rate) {
    return rate.replace(l -> l.kind() == Kind.NOISE ? Term.ZERO : l);
  }

  /** For people: what is integrated how, and why. */
  public String describe() {
    var text = new StringBuilder();
    List<String> moving = linear.variables().stream().filter(v -> !isConstant(v)).toList();
    if (!moving.isEmpty()) {
      text.append("exact: ").append(String.join(", ", moving)).append(" (").append(Method.EXACT.words())
          .append("; linear with constant coefficients)\n");
    }
    if (method != Method.EXACT) {
      text.append(method.key()).append(": ").append(others.isEmpty() ? "all"
          : String.join(", ", others.stream().filter(v -> !isConstant(v)).toList())).append(" (").append(method.words());
      if (method == Method.ADAPTIVE) {
        text.append(", tolerance ").append(tolerance).append(thresholdAtSubsteps ? ", threshold tested after each substep" : "");
      }
      text.append(")\n  because ").append(why).append('\n');
    }
    return text.toString();
  }
}
