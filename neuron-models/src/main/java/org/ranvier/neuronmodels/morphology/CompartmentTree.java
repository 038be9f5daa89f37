package org.ranvier.neuronmodels.morphology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ranvier.simulator.RanvierException;

/**
 * A cell divided into compartments, as a solver needs it. Compartment {@code i} obeys
 *
 * <pre>
 * c_i·A_i·dV_i/dt = -A_i·i_ion + (V_parent(i) - V_i)/R_i + Σ_{children k} (V_k - V_i)/R_k
 * </pre>
 *
 * with {@code A_i = areaUm2[i]}, {@code c_i = capacitanceUFPerCm2[i]} and {@code R_i = axialResistanceMOhm[i]}. Compartments are
 * numbered so that {@code parent[i] < i}: one loop downwards eliminates, one upwards substitutes.
 *
 * <p><b>Joints.</b> Where three or more compartments meet in a point (a branch point), that point is a compartment of its own
 * with area, length and capacitance 0: its equation is the balance of currents alone. Without it the halves of the resistances
 * would be counted twice and the error would fall with the length of a compartment instead of its square (this is also NEURON's
 * arrangement; Hines 1984, Int. J. Biomed. Comput. 15:69). Nothing can be placed on a joint. An implicit step needs no special
 * case for it; an explicit one cannot advance it. What is attached in the middle of a section hangs on the middle of the
 * compartment there.
 *
 * @param parent the neighbour towards the root, smaller than the own index; -1 for the root, which is compartment 0
 * @param areaUm2 membrane area, the areas of the frusta in the compartment; 0 for a joint
 * @param capacitanceUFPerCm2 specific capacitance of the membrane
 * @param axialResistanceMOhm resistance to the parent, from middle to middle or to the joint: {@code ∫ Ra dx/(π r²)}; 0 for the
 *     root
 * @param lengthUm length along the points; 0 for a joint
 * @param diameterUm diameter of the cylinder with this length and area, the mean diameter; at a joint that of the section's end
 * @param distanceUm distance along the tree of the middle from the origin: the middle of the soma, or the start of a cell
 *     without one
 * @param section index in {@code sections}; a joint belongs to the section that it stands at the end of
 * @param endsUm six values a compartment, x y z of its start and x y z of its end
 * @param sections names and regions
 */
public record CompartmentTree(
    int[] parent,
    double[] areaUm2,
    double[] capacitanceUFPerCm2,
    double[] axialResistanceMOhm,
    double[] lengthUm,
    double[] diameterUm,
    double[] distanceUm,
    int[] section,
    double[] endsUm,
    List<TreeSection> sections) {

  public CompartmentTree {
    sections = List.copyOf(sections);
    int n = parent.length;
    boolean fits = areaUm2.length == n && capacitanceUFPerCm2.length == n && axialResistanceMOhm.length == n
        && lengthUm.length == n && diameterUm.length == n && distanceUm.length == n && section.length == n
            && endsUm.length == 6 * n;
    if (!fits || n == 0 || parent[0] != -1) {
      throw new IllegalArgumentException("arrays of a compartment tree must have one length, and compartment 0 be the root");
    }
    for (int i = 1; i < n; i++) {
      if (parent[i] < 0 || parent[i] >= i || !(axialResistanceMOhm[i] > 0)) {
        throw new IllegalArgumentException(
            "compartment " + i + ": parent " + parent[i] + ", axial resistance " + axialResistanceMOhm[i]);
      }
    }
  }

  /** Number of compartments, joints among them. */
  public int count() {
    return parent.length;
  }

  /** Whether this is a branch point, without membrane. */
  public boolean isJoint(int compartment) {
    return areaUm2[compartment] == 0;
  }

  /**
   * The compartment that holds a location.
   *
   * @throws RanvierException where the cell has no such section or region
   */
  public int compartment(Location location) {
    if (location.region() instanceof Region.Named(var name)) {
      for (var named : sections) {
        if (named.name().equals(name)) {
          return named.compartmentAt(location.fraction());
        }
      }
    }
    int[] candidates = compartments(location.region());
    int tip = candidates[0];
    for (int i : candidates) {
      if (endUm(i) > endUm(tip)) {
        tip = i;
      }
    }
    return onPath(location, tip);
  }

  /** The point of a location on the path to the tip of its region, as far as that lies in the region. */
  private int onPath(Location location, int tip) {
    double path = 0;
    for (int i = tip; i >= 0; i = parent[i]) {
      path += lies(i, location.region()) ? lengthUm[i] : 0;
    }
    double left = (1 - location.fraction()) * path;
    int last = tip;
    for (int i = tip; i >= 0; i = parent[i]) {
      if (lies(i, location.region())) {
        last = i;
        left -= lengthUm[i];
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }

  private double endUm(int compartment) {
    return distanceUm[compartment] + lengthUm[compartment] / 2;
  }

  /** Whether the middle of a compartment lies in a region; joints lie in none. */
  public boolean lies(int compartment, Region region) {
    return !isJoint(compartment) && region.holds(sections.get(section[compartment]), distanceUm[compartment]);
  }

  /**
   * The compartments whose middle lies in a region, ascending, without joints.
   *
   * @throws RanvierException where the region selects nothing
   */
  public int[] compartments(Region region) {
    int[] found = IntStream.range(0, count()).filter(i -> lies(i, region)).toArray();
    if (found.length == 0) {
      var labels = new TreeSet<String>();
      sections.forEach(s -> labels.addAll(s.labels()));
      double farthest = Arrays.stream(distanceUm).max().orElse(0);
      int order = sections.stream().mapToInt(TreeSection::order).max().orElse(0);
      throw new RanvierException(
          String.format(
              Locale.ROOT,
              "region %s selects no compartment of the cell; its labels are %s, its distances reach %.4g um, its orders %d",
              region, labels, farthest, order));
    }
    return found;
  }

  /** The cell as text: its sections, then its compartments, one a line. */
  public String describe() {
    return Description.of(this);
  }

  /** A divided cell as text. */
  private static final class Description {
    static String of(CompartmentTree tree) {
      int joints = (int) IntStream.range(0, tree.count()).filter(tree::isJoint).count();
      double area = 0;
      double length = 0;
      for (int i = 0; i < tree.count(); i++) {
        area += tree.areaUm2()[i];
        length += tree.lengthUm()[i];
      }
      return String.format(
              Locale.ROOT,
              "%d sections, %d compartments and %d joints, %.1f um long in all, membrane of %.1f um2%n%n",
              tree.sections().size(), tree.count() - joints, joints, length, area)
          + table(sections(tree))
          + System.lineSeparator()
          + table(compartments(tree));
    }

    private static List<String[]> sections(CompartmentTree tree) {
      var rows = new ArrayList<String[]>();
      rows.add(new String[] {"section", "labels", "on", "order", "length (um)", "area (um2)", "compartments"});
      for (var section : tree.sections()) {
        double area = 0;
        for (int i : section.compartments()) {
          area += tree.areaUm2()[i];
        }
        int[] own = section.compartments();
        rows.add(
            new String[] {
              section.name(),
              String.join(" ", section.labels().stream().sorted().toList()),
              section.parent() < 0 ? "–" : tree.sections().get(section.parent()).name(),
              Integer.toString(section.order()),
              number(section.lengthUm()),
              number(area),
              own.length == 1 ? Integer.toString(own[0]) : own[0] + "…" + own[own.length - 1]
            });
      }
      return rows;
    }

    private static List<String[]> compartments(CompartmentTree tree) {
      var rows = new ArrayList<String[]>();
      rows.add(
          new String[] {
            "compartment", "section", "parent", "distance (um)", "length (um)", "diameter (um)", "area (um2)", "to parent (MOhm)"
          });
      for (int i = 0; i < tree.count(); i++) {
        boolean joint = tree.isJoint(i);
        rows.add(
            new String[] {
              Integer.toString(i),
              tree.sections().get(tree.section()[i]).name() + (joint ? " (joint)" : ""),
              tree.parent()[i] < 0 ? "–" : Integer.toString(tree.parent()[i]),
              number(tree.distanceUm()[i]),
              joint ? "–" : number(tree.lengthUm()[i]),
              number(tree.diameterUm()[i]),
              joint ? "–" : number(tree.areaUm2()[i]),
              i == 0 ? "–" : number(tree.axialResistanceMOhm()[i])
            });
      }
      return rows;
    }

    private static String number(double value) {
      return String.format(Locale.ROOT, Math.abs(value) < 1 && value != 0 ? "%.4g" : "%.3f", value);
    }

    /** Text columns to the left, those of numbers, which are the ones behind the third, to the right. */
    private static String table(List<String[]> rows) {
      int[] widths = new int[rows.getFirst().length];
      for (var row : rows) {
        Arrays.setAll(widths, c -> Math.max(widths[c], row[c].length()));
      }
      var text = new StringBuilder();
      for (var row : rows) {
        var line = new StringBuilder();
        for (int c = 0; c < row.length; c++) {
          line.append("  ").append(String.format(Locale.ROOT, (c < 3 ? "%-" : "%") + widths[c] + "s", row[c]));
        }
        text.append(line.toString().stripTrailing()).append(System.lineSeparator());
      }
      return text.toString();
    }
  }
}
