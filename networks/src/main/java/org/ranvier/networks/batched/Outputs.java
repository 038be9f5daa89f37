package org.ranvier.networks.batched;

/** The outputs among which is chosen. */
public record Outputs(int first, int last) {}
