package org.ranvier.networks.values;

import javax.measure.Quantity;
import javax.measure.Unit;

/**
 * A weight or a delay as a projection describes it: a {@link Distribution}, or a function of where the two neurons are.
 *
 * @param <Q> what kind of quantity it is
 */
public interface SynapticValue<Q extends Quantity<Q>> {
  /**
   * The value as raw numbers in a unit.
   *
   * @param what names it in messages
   */
  Sampler in(Unit<?> unit, String what);
}
