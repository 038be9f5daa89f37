package org.ranvier.validation.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How an attack went: trials, those after which something was wrong, and how often what happened. */
final class Tally {
  private final List<String> failures = new ArrayList<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private int trials;
  private @Nullable String skipped;

  /** A trial after which all held; {@code outcome} is counted, e.g. "refused". */
  void held(String outcome) {
    trials++;
    outcomes.merge(outcome, 1, Integer::sum);
  }

  /** A trial after which something did not hold. */
  void failed(String what) {
    trials++;
    failures.add(what);
  }

  /** Says that this machine does not allow the attack. */
  void skip(String why) {
    skipped = why;
  }

  int trials() {
    return trials;
  }

  List<String> failures() {
    return failures;
  }

  /** What happened how often: {@code 12 refused, 3 complete}. */
  String outcomes() {
    return skipped != null ? "not possible here: " + skipped
        : outcomes.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).collect(Collectors.joining(", "));
  }
}
