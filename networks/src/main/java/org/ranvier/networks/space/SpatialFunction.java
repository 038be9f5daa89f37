package org.ranvier.networks.space;

/** A function of the displacement from a source to a target: a number, or a weight or a delay. A kernel times a quantity is a profile. */
public sealed interface SpatialFunction permits Kernel, Profile {}
