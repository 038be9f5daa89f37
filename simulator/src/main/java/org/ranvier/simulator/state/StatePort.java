package org.ranvier.simulator.state;

import java.util.function.IntPredicate;

/**
 * Where owners of state list it, array by array, with names and units. One list serves both ways: when a simulation is saved the port copies
 * values out of the arrays, when it is restored the port copies them in.
 *
 * <p>Values belong to neurons, or they are the same for all workers. Those of neurons are stored by the neuron's index in its population, so
 * that any number of workers can take them over. Not to be used by several threads at once.
 */
public interface StatePort {
  /** Whether values are put in; otherwise they are taken out. */
  boolean restores();

  /** The part of an owner, whose names are its own. */
  StatePort of(String owner);

  /**
   * The part of an owner that has some neurons of a population: {@code first … first + size - 1} of {@code all}.
   */
  StatePort slice(int first, int size, int all);

  /** The part of a slice: {@code count} of its neurons from {@code from} on. */
  StatePort part(int from, int count);

  /** The part of an owner of whose neurons this process has {@code from … to - 1} only, in slices that follow one another; other processes have the others. */
  StatePort within(int from, int to);

  /** A value of each neuron of the slice. */
  default void perNeuron(String name, String unit, double[] values) {
    perNeuron(name, unit, values, 1, 0, 1);
  }

  /**
   * Several values of each neuron of the slice: neuron {@code i} has {@code values[c · columnStride + i · neuronStride]} for each {@code c <
   * columns}.
   */
  void perNeuron(String name, String unit, double[] values, int columns, int columnStride, int neuronStride);

  /** As {@link #perNeuron}, in an array of all neurons of the population, of which those of the slice are taken out or put in. */
  void perNeuronOfAll(String name, String unit, double[] values);

  /** A whole number of each neuron of the slice. */
  void perNeuron(String name, String unit, int[] values);

  /** Some number of values of each neuron of the slice, its own number. */
  Lists lists(String name);

  /** Values that are the same for all workers, in place: as many as were saved. */
  void common(String name, String unit, double[] values);

  /** Whole numbers that are the same for all workers, in place: as many as were saved. */
  void common(String name, String unit, int[] values);

  /** Long whole numbers that are the same for all workers, in place: as many as were saved. */
  void common(String name, String unit, long[] values);

  /** A whole number that is the same for all workers. Returns it, or the saved one. */
  long common(String name, String unit, long value);

  /** A number that is the same for all workers. Returns it, or the saved one. */
  default double common(String name, String unit, double value) {
    double[] one = {value};
    common(name, unit, one);
    return one[0];
  }

  /** An array of {@code double}, {@code float}, {@code int}, {@code long} or {@code char} of any length. Returns it, or a copy of the saved one. */
  <A> A array(String name, String unit, A values);

  /**
   * An array of which this process has a part, the values of {@code share}, and other processes have the others. Returns {@code values}, or a copy of those
   * that were saved.
   */
  <A> A array(String name, String unit, A values, Share share);

  /** The places of a saved array of whole numbers at which these are of a kind. */
  Share where(String name, IntPredicate kind);

  /**
   * An array of which some workers have more than others, otherwise the same: the longest is saved. Returns {@code values}, or a copy of the saved
   * one.
   */
  <A> A longest(String name, String unit, A values);

  /** Values of each neuron, as many as it has. The slices of a population are listed in ascending order. */
  interface Lists {
    /**
     * Takes them out.
     *
     * @param counts how many values each neuron of the slice has
     * @param steps whole numbers, neuron after neuron
     * @param columns as many numbers in each, in the same order
     */
    void save(int[] counts, int[] steps, double[]... columns);

    /** How many values each neuron of the slice has. */
    int[] counts();

    /** The whole numbers, neuron after neuron. */
    int[] steps();

    /** The numbers of a column, in the same order. */
    double[] column(int k);
  }
}
