package org.ranvier.neuronmodels.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Helps people who have mistyped a name. */
public final class Names {
  private Names() {}

  /** The end of a message: {@code "; did you mean 'tau_m'? known: C_m, tau_m, …"}. */
  public static String suggest(String wrong, Collection<String> known) {
    List<String> near = nearest(wrong, known);
    String all = known.size() <= 20 ? String.join(", ", known) : "";
    String guess = near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near.stream().map(n -> "'" + n + "'").toList()) + "?";
    return guess + (all.isEmpty() ? "" : (guess.isEmpty() ? "; " : " ") + "known: " + all);
  }

  /** Up to three known names that resemble {@code wrong}, best first. */
  public static List<String> nearest(String wrong, Collection<String> known) {
    String w = wrong.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(n -> distance(w, n.toLowerCase(Locale.ROOT)) <= Math.max(2, n.length() / 3)
            || (w.length() >= 3 && n.toLowerCase(Locale.ROOT).contains(w)))
        .sorted(Comparator.comparingInt(n -> distance(w, n.toLowerCase(Locale.ROOT))))
        .limit(3)
        .toList();
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitute, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
