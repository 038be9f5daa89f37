package org.ranvier.networks.study;

/**
 * A pair of conditions that are compared, seed by seed.
 *
 * @param measure in what
 */
public record Comparison(String measure, String condition, String against) {}
