package org.ranvier.networks.batched;

/** A presentation that has been run, as who teaches hidden neurons sees it. */
public interface Presented {
  /** Spikes of each pixel, a bit for each step. */
  long[] input();

  /** Spikes of each hidden neuron, a bit for each step. */
  long[] spikes();

  /** What the outputs say in the end. */
  float[] probability();

  /** Errors of the outputs, low-passed backwards, by step and output. */
  float[] outputSignal();
}
