package org.ranvier.networks.systems.credit;

/** A trial of two classes, which are told by the outputs in the last step. */
interface CreditTask {
  int CLASSES = 2;

  /** By step and input. */
  double[][] input();

  int label();

  /** Derivatives of the cross-entropy in the last step by the outputs. */
  default double[] errors(double[] output) {
    double p = 1 / (1 + Math.exp(output[0] - output[1])); // of class 1
    double e = p - label();
    return new double[] {-e, e};
  }

  default boolean isRight(double[] output) {
    return output[1] > output[0] == (label() == 1);
  }
}
