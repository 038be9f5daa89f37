package org.ranvier.networks.analysis;

/**
 * What the spikes of one population look like. Values that a recording cannot give (a CV where nobody fired three times, a rate
 * over no time) are NaN. {@link SpikeStatistics} defines each measure.
 *
 * @param population the population's name
 * @param neurons number of neurons
 * @param spikes number of spikes
 * @param recordedMs length of the recording in ms
 * @param rateHz firing rate over all neurons, silent ones included, in spikes/s
 * @param cvIsi coefficient of variation of the inter-spike intervals, over the {@code cvIsi.count()} neurons that fired at least
 *     {@link SpikeStatistics#CV_MIN_SPIKES} times
 * @param synchrony variance over mean of the population's spike counts; 1 for independent Poisson trains
 * @param synchronyNeurons number of neurons whose spikes were counted for the synchrony
 * @param silentFraction fraction of the neurons that did not fire at all
 */
public record PopulationStatistics(
    String population,
    int neurons,
    long spikes,
    double recordedMs,
    Moments rateHz,
    Moments cvIsi,
    double synchrony,
    int synchronyNeurons,
    double silentFraction) {}
