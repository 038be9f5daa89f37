package org.ranvier.networks.systems.csdp;

/**
 * What a network is made of.
 *
 * @param inputs neurons that spike as the image says
 * @param hidden neurons of a layer
 * @param layers number of layers
 * @param classes neurons of the context, of which one spikes in each step
 * @param steps of a presentation
 * @param from step from which on goodness counts and is learnt from
 * @param keep share of a potential that is left after a step, exp(-Δt/τ_m)
 * @param keepTrace the same of a trace of spikes
 * @param goodness θ, at which a sample is as likely real as not
 * @param decay λ_w, of synapses onto a neuron that spikes from neurons that do not
 */
record CsdpShape(int inputs, int hidden, int layers, int classes, int steps, int from, float keep, float keepTrace, float goodness, float decay) {}
