package org.ranvier.networks;

/** A neuromodulator of a network, as far as others need to know it: by its name. */
public interface NamedModulator {
  String name();
}
