package org.ranvier.neuronmodels.cells;

import org.ranvier.neuronmodels.morphology.CompartmentTree;

/**
 * The coefficients of the linear system of a step. With {@code k_c = C_c/h}, where {@code h} is the step (or half of it for
 * Crank–Nicolson), compartment {@code c} with parent {@code p} has the row, per area of its membrane,
 *
 * <pre>
 * (k_c + G_c + α_c + Σ β_child)·V_c − α_c·V_p − Σ β_child·V_child = k_c·V_c(before) + J_c
 * </pre>
 *
 * in mS/cm², mV and uA/cm². A joint, which has no membrane, counts as 1 um² without capacitance.
 *
 * @param parent of each compartment, smaller than its own index
 * @param capacity {@code k_c}
 * @param diagonal {@code k_c}, what is fixed of {@code G_c}, and the axial conductances
 * @param fixedCurrent what is fixed of {@code J_c}
 * @param up {@code α_c}, axial conductance to the parent per area of the compartment
 * @param down {@code β_c}, the same per area of the parent
 * @param coupling {@code α_c·β_c}
 * @param perArea what 1 nS or 1 pA in the compartment is in mS/cm² or uA/cm²
 */
record Cable(
    int[] parent, double[] capacity, double[] diagonal, double[] fixedCurrent, double[] up, double[] down, double[] coupling,
        double[] perArea, boolean extrapolates) {

  private static final double PER_AREA = 100; // mS/cm² of 1 nS/um²
  private static final double AXIAL = 1e5; // mS/cm² of 1/(MOhm·um²)

  static Cable of(CompartmentTree tree, double[] fixedConductance, double[] fixedCurrent, Integrator integrator, double stepMs) {
    int n = tree.count();
    double h = integrator == Integrator.CRANK_NICOLSON ? stepMs / 2 : stepMs;
    double[] capacity = new double[n];
    double[] diagonal = new double[n];
    double[] up = new double[n];
    double[] down = new double[n];
    double[] coupling = new double[n];
    double[] perArea = new double[n];
    for (int c = 0; c < n; c++) {
      double area = tree.isJoint(c) ? 1 : tree.areaUm2()[c];
      perArea[c] = PER_AREA / area;
      capacity[c] = tree.isJoint(c) ? 0 : tree.capacitanceUFPerCm2()[c] / h;
      diagonal[c] += capacity[c] + fixedConductance[c];
      if (c > 0) {
        int p = tree.parent()[c];
        double areaOfParent = tree.isJoint(p) ? 1 : tree.areaUm2()[p];
        up[c] = AXIAL / (tree.axialResistanceMOhm()[c] * area);
        down[c] = AXIAL / (tree.axialResistanceMOhm()[c] * areaOfParent);
        coupling[c] = up[c] * down[c];
        diagonal[c] += up[c];
        diagonal[p] += down[c];
      }
    }
    return new Cable(
        tree.parent(), capacity, diagonal, fixedCurrent.clone(), up, down, coupling, perArea,
            integrator == Integrator.CRANK_NICOLSON);
  }

  int count() {
    return parent.length;
  }
}
