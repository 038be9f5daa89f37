package org.ranvier.neuronmodels.extracellular;

/** A point-like electrode, at a place in micrometres. */
public record Electrode(double xUm, double yUm, double zUm) {}
