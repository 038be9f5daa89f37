package org.ranvier.simulator.engine;

import java.util.Map;

/**
 * What a run cost and did.
 *
 * @param steps steps advanced, fewer than asked for if the run was cancelled
 * @param cancelled whether {@link Engine#cancel} ended it
 * @param seconds wall time
 * @param synapticEvents number of spikes that reached a synapse; where rows are pushed, a spike under way counts as arrived
 * @param spikes number of spikes
 * @param phaseSeconds mean wall time over the workers of each phase of the steps; where epochs are short, estimated from some;
 *     of a network that is kept in shape or looked at between steps also {@code pauses}
 */
public record RunResult(
    long steps, boolean cancelled, double seconds, long synapticEvents, long spikes, Map<String, Double> phaseSeconds) {}
