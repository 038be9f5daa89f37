package org.ranvier.neuronmodels.morphology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ranvier.simulator.RanvierException;

/**
 * What a cable is made of: the resistivity of its inside and the capacitance of its membrane, for the cell, and for labels or
 * sections where they differ. A value: each method gives a changed copy. Of several labels of a section, the one set last counts.
 *
 * <pre>{@code
 * CableProperties.ra(150).cm(1).cm("dendrite", 2)
 * }</pre>
 *
 * @param raOhmCm axial resistivity in Ω·cm by label or section, the whole cell under the empty name
 * @param cmUFPerCm2 specific capacitance in µF/cm² likewise
 */
public record CableProperties(Map<String, Double> raOhmCm, Map<String, Double> cmUFPerCm2) {
  private static final String CELL = "";

  public CableProperties {
    raOhmCm = checked("axial resistivity Ra", "ohm cm", raOhmCm);
    cmUFPerCm2 = checked("membrane capacitance cm", "uF/cm2", cmUFPerCm2);
  }

  /** Properties with nothing set. */
  public static CableProperties none() {
    return new CableProperties(Map.of(), Map.of());
  }

  /** An axial resistivity for the whole cell; the capacitance is still to be set. */
  public static CableProperties ra(double ohmCm) {
    return none().ra(CELL, ohmCm);
  }

  /** With this axial resistivity in a label or section. */
  public CableProperties ra(String labelOrSection, double ohmCm) {
    return new CableProperties(with(raOhmCm, labelOrSection, ohmCm), cmUFPerCm2);
  }

  /** With this capacitance in the whole cell. */
  public CableProperties cm(double uFPerCm2) {
    return cm(CELL, uFPerCm2);
  }

  /** With this capacitance in a label or section. */
  public CableProperties cm(String labelOrSection, double uFPerCm2) {
    return new CableProperties(raOhmCm, with(cmUFPerCm2, labelOrSection, uFPerCm2));
  }

  double raOf(Section section) {
    return find(section, raOhmCm, "axial resistivity Ra", "ra(ohmCm)");
  }

  double cmOf(Section section) {
    return find(section, cmUFPerCm2, "membrane capacitance cm", "cm(uFPerCm2)");
  }

  /** Has each label or section that it names checked, with what it is named for. */
  void check(BiConsumer<String, String> known) {
    raOhmCm.keySet().stream().filter(l -> !l.equals(CELL)).forEach(l -> known.accept(l, "axial resistivity Ra"));
    cmUFPerCm2.keySet().stream().filter(l -> !l.equals(CELL)).forEach(l -> known.accept(l, "membrane capacitance cm"));
  }

  private static double find(Section section, Map<String, Double> values, String what, String mend) {
    double found = values.getOrDefault(CELL, Double.NaN);
    for (var entry : values.entrySet()) {
      if (entry.getKey().equals(section.name()) || section.labels().contains(entry.getKey())) {
        found = entry.getValue();
      }
    }
    if (Double.isNaN(found)) {
      throw new RanvierException(
          "section '" + section.name() + "': its " + what + " is missing; set it with " + mend
              + " for the cell or for one of its labels "
              + section.labels().stream().sorted().toList());
    }
    return found;
  }

  private static Map<String, Double> checked(String what, String unit, Map<String, Double> values) {
    values.forEach((label, value) -> {
      if (!(value > 0 && Double.isFinite(value))) {
        String where = label.equals(CELL) ? "the cell" : "'" + label + "'";
        throw new RanvierException(
            String.format(Locale.ROOT, "%s of %s is %s %s; it must be positive", what, where, value, unit));
      }
    });
    return Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  private static Map<String, Double> with(Map<String, Double> values, String label, double value) {
    var changed = new LinkedHashMap<>(values);
    changed.remove(label);
    changed.put(label, value);
    return changed;
  }
}
