package org.ranvier.plasticity.transmission;

import java.util.List;

/** The transmissions of the library. What is none of them is a user's own. */
public final class TransmissionLibrary {
  /** The classes, each a value that its fields tell all about. */
  public static final List<Class<? extends Transmission>> CLASSES =
      List.of(Transmission.Plain.class, ShortTerm.class, ThreeState.class, Transmission.ByChance.class, Transmission.ByChance.Part.class);

  private TransmissionLibrary() {}
}
