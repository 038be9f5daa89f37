package org.ranvier.validation.checks;

/**
 * A comparison and its outcome.
 *
 * @param subject what was checked, e.g. a model
 * @param testCase under which circumstances
 * @param metric what was compared, with its unit
 * @param error how far it is off
 * @param tolerance how far it may be off
 */
record Check(String subject, String testCase, String metric, double error, double tolerance) {
  boolean pass() {
    return error <= tolerance; // false for NaN
  }
}
