package org.ranvier.plasticity.weights;

import java.util.List;

/** The weight dependences of the library. What is none of them is a user's own. */
public final class DependenceLibrary {
  /** The classes, each a value that its fields tell all about. */
  public static final List<Class<? extends WeightDependence>> CLASSES =
      List.of(
          WeightDependence.Additive.class, WeightDependence.Gutig.class, WeightDependence.PowerLaw.class, WeightDependence.VanRossum.class,
          WeightDependence.Log.class, WeightDependence.SoftBounds.class);

  private DependenceLibrary() {}
}
