package org.ranvier.networks.study;

/**
 * A number that is measured in each trial.
 *
 * @param name in files
 * @param header above its column of the table
 * @param format of its values in the table
 */
public record Measure(String name, String header, String format) {}
