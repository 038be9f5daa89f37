package org.ranvier.networks;

/** Whether the synapses of static projections are kept in memory. It changes no spike. */
public enum SynapseStorage {
  /** Those of {@linkplain Projection#procedural procedural} projections are not, nor those of others that can be so where memory does not suffice for all. */
  AUTOMATIC,

  /** All are. */
  STORED,

  /** None are that can be drawn again at each spike. */
  PROCEDURAL
}
