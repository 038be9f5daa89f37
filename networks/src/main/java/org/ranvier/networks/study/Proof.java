package org.ranvier.networks.study;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A run and what must come out of it.
 *
 * @param seeds from 1 on
 * @param durationMs 0 for the study's own
 * @param conditions as on the command line; the usual ones where there are none
 * @param settings that differ from the study's own
 */
public record Proof(int seeds, double durationMs, List<String> conditions, Map<String, String> settings, List<Claim> claims) {
  public Proof {
    conditions = List.copyOf(conditions);
    settings = Map.copyOf(settings);
    claims = List.copyOf(claims);
  }

  /** A run of the study as it is. */
  public static Proof of(int seeds, List<String> conditions, Claim... claims) {
    return new Proof(seeds, 0, conditions, Map.of(), List.of(claims));
  }

  /**
   * That a number stays within a bound.
   *
   * @param subject which condition
   * @param metric what is bounded, with its unit
   * @param error grows with what is wrong
   * @param tolerance the bound
   * @param catches what a rule or network that is broken so would not pass, e.g. "reward without sign"
   */
  public record Claim(String subject, String metric, ToDoubleFunction<StudyResult> error, double tolerance, String catches) {}
}
