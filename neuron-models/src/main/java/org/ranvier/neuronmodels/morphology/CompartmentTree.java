package org.ranvier.neuronmodels.morphology;

import java.util.List;

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
   * @throws org.ranvier.simulator.RanvierException where the cell has no such section or region
   */
  public int compartment(Location location) {
    return location.in(this);
  }

  /**
   * The compartments whose middle lies in a region, ascending, without joints.
   *
   * @throws org.ranvier.simulator.RanvierException where the region selects nothing
   */
  public int[] compartments(Region region) {
    return region.in(this);
  }

  /** The cell as text: its sections, then its compartments, one a line. */
  public String describe() {
    return TreeDescription.of(this);
  }
}
