/**
 * From a plan to what the engine builds from. Nothing here knows the classes with which a script describes a network, nor a simulation: {@link
 * org.ranvier.networks.building.EngineSpecs} takes a {@link org.ranvier.networks.plan.NetworkPlan}, checks all of it, and reports all its mistakes at once.
 */
@NullMarked
package org.ranvier.networks.building;

import org.jspecify.annotations.NullMarked;
