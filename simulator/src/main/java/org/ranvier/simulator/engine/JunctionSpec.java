package org.ranvier.simulator.engine;

/**
 * What the engine must know of a coupling that is a gap junction, i.e. whose current is {@code Σ w·(V_pre - V)}.
 *
 * @param capacitances what such a current charges in the targets (pF): of each, or one for all; empty where it cannot be told
 * @param instantaneous whether the potentials act without a delay
 * @param oneWay whether it is meant to conduct in one direction only
 */
public record JunctionSpec(double[] capacitances, boolean instantaneous, boolean oneWay) {}
