package org.ranvier.networks.json;

import org.ranvier.simulator.RanvierException;

/** A place in a document, as in {@code populations[2].parameters.tau_m}. */
record Place(String path) {
  static final Place ROOT = new Place("");

  Place key(String key) {
    return new Place(path.isEmpty() ? key : path + "." + key);
  }

  Place index(int k) {
    return new Place(path + "[" + k + "]");
  }

  RanvierException refusal(String message) {
    return new RanvierException((path.isEmpty() ? "the document" : path) + ": " + message);
  }

  RanvierException refusal(String message, Throwable cause) {
    return new RanvierException((path.isEmpty() ? "the document" : path) + ": " + message, cause);
  }
}
