package org.ranvier.plasticity.weights;

import java.util.List;

/** The weight dependences of the library. What is none of them is a user's own. */
public final class DependenceLibrary {
  /** The classes, each a value that its fields tell all about. */
  public static final List<Class<? extends WeightDependence>> CLASSES =
      List.of(Additive.class, Gutig.class, PowerLaw.class, VanRossum.class, Log.class, SoftBounds.class);

  private DependenceLibrary() {}
}
