package org.ranvier.plasticity.loops;

/**
 * The steps of a {@link DrivenLoop}.
 *
 * @param ms length of a step
 * @param block steps of a block, a power of 2 that divides {@code interval}
 * @param interval steps between updates, {@link Long#MAX_VALUE} where weights follow at once
 * @param alpha what remains of the pre-synaptic trace after a step
 * @param kappa what remains of the filtered eligibility after a step
 * @param rho what remains of the adaptation after a step
 * @param rest steps after which synapses are brought up to date at the latest
 */
record DrivenSteps(double ms, int block, long interval, double alpha, double kappa, double rho, int rest) {
  /** What remains of the filtered eligibility after a block. */
  double kappaBlock() {
    double k = 1;
    for (int t = 0; t < block; t++) {
      k *= kappa;
    }
    return k;
  }
}
