package org.ranvier.validation.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BracketingNthOrderBrentSolver;
import org.apache.commons.math3.special.Erf;

/** Spike times of exact neurons against formulas for them. */
public final class ClosedForms {
  /** Relative. */
  public static final double TOLERANCE = 1e-12;

  private static final double INPUT_MS = 3.7;
  private static final double DELAY_MS = 0.613;
  private static final double ARRIVAL_MS = INPUT_MS + DELAY_MS;

  private ClosedForms() {}

  /**
   * A comparison.
   *
   * @param model name of the model
   * @param formula what was compared with, in words
   * @param error largest relative error of a spike time; infinite where the number of spikes differs
   */
  public record Result(String model, String formula, double error) {}

  /** Makes all comparisons. */
  public static List<Result> all() {
    var results = new ArrayList<Result>();
    for (String model : List.of("iaf_psc_delta_ps", "iaf_psc_exp_ps", "iaf_psc_alpha_ps", "iaf_cond_delta")) {
      results.add(constantCurrent(model));
    }
    results.add(halfTimeConstant());
    results.add(doubleCrossing());
    results.add(equalTimeConstants());
    results.add(nearlyEqualTimeConstants());
    results.add(alphaOfEqualTimeConstants());
    results.add(pulse());
    results.add(conductance());
    results.add(constantCurrentBesideConductances());
    results.add(quadratic());
    results.add(quadraticAboveThreshold());
    results.add(theta());
    results.add(intFire());
    return results;
  }

  private static Result compare(String model, String formula, double[] found, double... expected) {
    double error = found.length == expected.length ? 0 : Double.POSITIVE_INFINITY;
    for (int k = 0; k < Math.min(found.length, expected.length); k++) {
      error = Math.max(error, Math.abs(found[k] - expected[k]) / expected[k]);
    }
    return new Result(model, formula, error);
  }

  /** {@code n} spikes with the same interval, the first after {@code first}. */
  private static double[] regular(double first, double interval, int n) {
    double[] times = new double[n];
    Arrays.setAll(times, k -> first + k * interval);
    return times;
  }

  /** Period t_ref + τ·ln((V_∞ - V_reset)/(V_∞ - V_th)). */
  private static Result constantCurrent(String model) {
    double rise = 12.5 * Math.log(20 / 5.0); // V_∞ = -50 mV, from -70 to -55 mV
    double[] found = new OneNeuron(model).set("tau_m", 12.5).set("I_e", 400).set("t_ref", 1.7).spikes(500);
    return compare(model, "constant current", found, regular(rise, rise + 1.7, (int) ((500 - rise) / (rise + 1.7)) + 1));
  }

  /** With τ_s = τ_m/2, V - E_L = (I·τ_m/C)·(x - x²), x = e^(-t/τ_m): a quadratic equation. */
  private static Result halfTimeConstant() {
    double scale = 1000 * 10 / 250.0; // mV
    double x = 0.5 + Math.sqrt(0.25 - 7 / scale);
    return compare(
        "iaf_psc_exp_ps", "one current, tau_syn = tau_m/2", one("iaf_psc_exp_ps", 5, 1000, 7).spikes(50),
        ARRIVAL_MS - 10 * Math.log(x));
  }

  /** The same with a peak, at x = 1/2, that is above the threshold by a millionth of it: it is above for 40 µs. */
  private static Result doubleCrossing() {
    double scale = 1000 * 10 / 250.0;
    double threshold = scale / 4 * (1 - 1e-6);
    double x = 0.5 + Math.sqrt(0.25 - threshold / scale);
    return compare(
        "iaf_psc_exp_ps", "above the threshold for 40 us", one("iaf_psc_exp_ps", 5, 1000, threshold).spikes(50),
        ARRIVAL_MS - 10 * Math.log(x));
  }

  /** One spike that starts a current; a threshold above rest. The refractory period outlasts it. */
  private static OneNeuron one(String model, double tauSyn, double weight, double threshold) {
    return new OneNeuron(model)
        .set("tau_m", 10).set("C_m", 250).set("tau_syn_ex", tauSyn).set("E_L", 0).set("V_reset", -1).set("V_th", threshold).set("t_ref", 100)
        .from(0).receives(weight, DELAY_MS, INPUT_MS);
  }

  /** V - E_L = (I/C)·t·e^(-t/τ): t = -τ·W(-θ·C/(I·τ)) with Lambert's W. */
  private static Result equalTimeConstants() {
    double t = -10 * lambert(-7 * 250 / (1000 * 10.0));
    return compare("iaf_psc_exp_ps", "one current, tau_syn = tau_m", one("iaf_psc_exp_ps", 10, 1000, 7).spikes(50), ARRIVAL_MS + t);
  }

  /** As for equal time constants, of which these differ by 1e-12 ms: the difference shifts the spike by less than is asked for. */
  private static Result nearlyEqualTimeConstants() {
    double t = -10 * lambert(-7 * 250 / (1000 * 10.0));
    return compare(
        "iaf_psc_exp_ps", "tau_syn = tau_m + 1e-12 ms", one("iaf_psc_exp_ps", 10 + 1e-12, 1000, 7).spikes(50), ARRIVAL_MS + t);
  }

  /** V - E_L = (e·I/(2·τ·C))·t²·e^(-t/τ). */
  private static Result alphaOfEqualTimeConstants() {
    double root = Math.sqrt(7 * 2 * 10 * 250 / (Math.E * 1000)); // t·e^(-t/2τ)
    double t = -20 * lambert(-root / 20);
    return compare("iaf_psc_alpha_ps", "one current, tau_syn = tau_m", one("iaf_psc_alpha_ps", 10, 1000, 7).spikes(50), ARRIVAL_MS + t);
  }

  /** W(x) for -1/e < x < 0, by Halley's iteration. */
  private static double lambert(double x) {
    double w = x;
    for (int k = 0; k < 50; k++) {
      double e = Math.exp(w);
      double f = w * e - x;
      w -= f / (e * (w + 1) - (w + 2) * f / (2 * w + 2));
    }
    return w;
  }

  /** A pulse brings the potential from V to E_ex + (V - E_ex)·e^-w, here with E_ex = 0; the constant current carries it on. */
  private static Result pulse() {
    double settled = -70 + (-50 + 70) * -Math.expm1(-ARRIVAL_MS / 10);
    double after = settled * Math.exp(-0.125);
    double t = ARRIVAL_MS + 10 * Math.log((-50 - after) / (-50 + 55.0));
    return compare(
        "iaf_cond_delta", "one pulse, then constant current",
        new OneNeuron("iaf_cond_delta").set("I_e", 500).set("t_ref", 100).receives(0.125, DELAY_MS, INPUT_MS).spikes(50), t);
  }

  /**
   * One conductance with τ_s = τ_m/2: with x = τ_s·g/C and E_ex = 0, V = V_∞·H(x) + (V_0 - V_∞·H(x_0))·e^(-t/τ_m - (x_0 - x)), where H(x) = 1 -
   * √(πx)·e^x·erfc(√x). The crossing is bracketed.
   */
  private static Result conductance() {
    double x0 = 5 * 60 / 250.0;
    double rest = -70;
    DoubleUnaryOperator share = x -> 1 - Math.sqrt(Math.PI * x) * Math.exp(x) * Erf.erfc(Math.sqrt(x));
    double t =
        new BracketingNthOrderBrentSolver(1e-15, 1e-15, 1e-15, 5)
            .solve(
                1000,
                u -> {
                  double x = x0 * Math.exp(-u / 5);
                  return rest * share.applyAsDouble(x) + (rest - rest * share.applyAsDouble(x0)) * Math.exp(-u / 10 - (x0 - x)) + 55;
                },
                0, 3);
    return compare(
        "iaf_cond_exp_ps", "one conductance, tau_syn = tau_m/2",
        new OneNeuron("iaf_cond_exp_ps").set("g_L", 25).set("tau_syn_ex", 5).set("tau_syn_in", 5).set("t_ref", 100)
            .receives(60, DELAY_MS, INPUT_MS).spikes(50),
        ARRIVAL_MS + t);
  }

  /** As for a constant current, with g_L = C/τ. */
  private static Result constantCurrentBesideConductances() {
    double rise = 12.5 * Math.log(20 / 5.0);
    double[] found =
        new OneNeuron("iaf_cond_exp_ps").set("g_L", 20).set("tau_syn_ex", 2).set("V_reset", -70).set("I_e", 400).set("t_ref", 1.7).spikes(500);
    return compare("iaf_cond_exp_ps", "constant current", found, regular(rise, rise + 1.7, (int) ((500 - rise) / (rise + 1.7)) + 1));
  }

  /** x' = κ(x² + D): period (atan(x_peak/√D) - atan(x_reset/√D))/(κ·√D). */
  private static Result quadratic() {
    double s = Math.sqrt(200 / 0.7 - 100);
    double rate = 0.7 / 100;
    double period = (Math.atan(85 / s) - Math.atan(0 / s)) / (s * rate);
    double first = (Math.atan(85 / s) - Math.atan(-10 / s)) / (s * rate);
    double[] found = new OneNeuron("qif_delta").set("I_e", 200).spikes(500);
    return compare("qif_delta", "constant current", found, regular(first, period, (int) ((500 - first) / period) + 1));
  }

  /** Without current, above V_T after a jump: t = ln(u_peak/u)/(2·s·κ), u = (x - s)/(x + s). */
  private static Result quadraticAboveThreshold() {
    double s = 10;
    double x = -10 + 25;
    double t = Math.log((85 - s) / (85 + s) * (x + s) / (x - s)) / (2 * s * 0.007);
    return compare(
        "qif_delta", "one jump above V_T",
        new OneNeuron("qif_delta").set("V_reset", -60).receives(25, DELAY_MS, INPUT_MS).spikes(50), ARRIVAL_MS + t);
  }

  /** From θ = 0, that is x = 0, half a period π·τ/√I. */
  private static Result theta() {
    double period = Math.PI * 10 / Math.sqrt(0.3);
    double[] found = new OneNeuron("theta_delta").set("I_e", 30).spikes(500);
    return compare("theta_delta", "constant current", found, regular(period / 2, period, (int) ((500 - period / 2) / period) + 1));
  }

  /** Equal weights at equal intervals, added up here. */
  private static Result intFire() {
    double[] input = regular(1.9, 2.3, 200);
    var expected = new ArrayList<Double>();
    double m = 0;
    double free = 0;
    for (int k = 0; k < input.length; k++) {
      double t = input[k] + DELAY_MS;
      if (t < free) {
        continue;
      }
      m = m * Math.exp(-(k == 0 ? 0 : t - Math.max(free, input[k - 1] + DELAY_MS)) / 7) + 0.4;
      if (m > 1) {
        expected.add(t);
        m = 0;
        free = t + 3;
      }
    }
    return compare(
        "intfire1", "regular input", new OneNeuron("intfire1").set("tau", 7).set("refrac", 3).receives(0.4, DELAY_MS, input).spikes(470),
        expected.stream().mapToDouble(t -> t).filter(t -> t <= 470).toArray());
  }
}
