package org.ranvier.neuronmodels.morphology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ranvier.simulator.RanvierException;

/**
 * How finely sections are divided; all compartments of one section have the same length. Where something is attached inside a
 * section, such as dendrites at the middle of a soma, an even number of compartments is raised to the next odd one, so that the
 * middle of a compartment is there.
 *
 * <pre>{@code
 * Division.dLambda(0.1, 100).in("soma", Division.fixed(1))
 * }</pre>
 *
 * @param rule for sections without a rule of their own
 * @param exceptions rules by label or section; of several labels of a section, the one set last counts
 */
public record Division(Rule rule, Map<String, Rule> exceptions) {
  private static final int MOST = 1_000_000;
  private static final int MOST_IN_ALL = 10_000_000;

  /** How many compartments a section gets. */
  public sealed interface Rule {}

  /** See {@link Division#maxLength}. */
  public record MaxLength(double um) implements Rule {}

  /** See {@link Division#dLambda}. */
  public record ElectrotonicLength(double fraction, double frequencyHz) implements Rule {}

  /** See {@link Division#fixed}. */
  public record Fixed(int count) implements Rule {}

  public Division {
    exceptions = Collections.unmodifiableMap(new LinkedHashMap<>(exceptions));
  }

  /** Compartments of at most this length. */
  public static Division maxLength(double um) {
    if (!(um > 0)) {
      throw new RanvierException(String.format(Locale.ROOT, "greatest length of a compartment %s um must be positive", um));
    }
    return of(new MaxLength(um));
  }

  /**
   * Compartments of at most this fraction of the length constant at a frequency,
   *
   * <pre>
   * λ_f = √(d/(4π f Ra cm))
   * </pre>
   *
   * integrated over the taper (Hines and Carnevale 2001, The Neuroscientist 7:123, doi:10.1177/107385840100700207, where 0.1 at
   * 100 Hz is advised).
   */
  public static Division dLambda(double fraction, double frequencyHz) {
    if (!(fraction > 0 && frequencyHz > 0)) {
      throw new RanvierException(
          String.format(Locale.ROOT, "division by %s length constants at %s Hz: both must be positive; 0.1 at 100 Hz is usual",
              fraction, frequencyHz));
    }
    return of(new ElectrotonicLength(fraction, frequencyHz));
  }

  /** So many compartments in each section. */
  public static Division fixed(int count) {
    if (count < 1) {
      throw new RanvierException("division into " + count + " compartments a section: it must be at least 1");
    }
    return of(new Fixed(count));
  }

  /** The same with another rule in a label or section. */
  public Division in(String labelOrSection, Division other) {
    var changed = new LinkedHashMap<>(exceptions);
    changed.remove(labelOrSection);
    changed.put(labelOrSection, other.rule);
    return new Division(rule, changed);
  }

  private static Division of(Rule rule) {
    return new Division(rule, Map.of());
  }

  /** Has each label or section that it names checked, with what it is named for. */
  void check(BiConsumer<String, String> known) {
    exceptions.keySet().forEach(label -> known.accept(label, "division"));
  }

  /** The number of compartments of a cell, if it is possible. */
  static int checked(long compartments) {
    if (compartments > MOST_IN_ALL) {
      throw new RanvierException(
          "the cell would have " + compartments + " compartments; at most " + MOST_IN_ALL + " are possible: divide it more coarsely, and check the unit of its"
              + " places");
    }
    return (int) compartments;
  }

  int count(Section section, SectionShape shape, CableProperties properties, boolean attachedInside) {
    var chosen = rule;
    for (var entry : exceptions.entrySet()) {
      if (entry.getKey().equals(section.name()) || section.labels().contains(entry.getKey())) {
        chosen = entry.getValue();
      }
    }
    double wanted = switch (chosen) {
      case MaxLength(double um) -> shape.lengthUm() / um;
      case ElectrotonicLength(double fraction, double hz) -> {
        double perRootUm = 1e-5 * Math.sqrt(4 * Math.PI * hz * properties.raOf(section) * properties.cmOf(section));
        yield perRootUm * shape.overRootOfDiameter(0, shape.lengthUm()) / fraction;
      }
      case Fixed(int count) -> count;
    };
    if (wanted > MOST) {
      throw new RanvierException(
          String.format(
              Locale.ROOT, "section '%s' would have %.3g compartments; at most %d are possible", section.name(), wanted, MOST));
    }
    // A quotient that is a whole number but for rounding is that number.
    int count = Math.max(1, (int) Math.ceil(wanted * (1 - 1e-12)));
    return attachedInside && count % 2 == 0 ? count + 1 : count;
  }
}
