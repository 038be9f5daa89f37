package org.ranvier.networks.script;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds what a script has to import for a name that it uses. */
final class MissingImport {
  /** Whose static methods scripts use by their plain names. */
  private static final List<String> STATIC =
      List.of(
          "org.ranvier.networks.values.Units", "org.ranvier.networks.values.Distribution", "org.ranvier.networks.connect.ConnectionRule",
          "org.ranvier.networks.space.Kernel", "org.ranvier.networks.space.Mask", "org.ranvier.networks.space.Layout");

  private static final List<String> PACKAGES =
      List.of(
          "org.ranvier.networks", "org.ranvier.networks.experiment", "org.ranvier.networks.values", "org.ranvier.networks.connect", "org.ranvier.networks.space",
          "org.ranvier.networks.closedloop", "org.ranvier.networks.recordings", "org.ranvier.networks.analysis", "org.ranvier.networks.plot",
          "org.ranvier.plasticity.rules", "org.ranvier.plasticity.lowrank", "org.ranvier.plasticity.weights", "org.ranvier.plasticity.transmission",
          "org.ranvier.plasticity.eligibility", "org.ranvier.plasticity.teaching", "org.ranvier.plasticity.receptors", "org.ranvier.plasticity.loops",
          "org.ranvier.neuronmodels.equations", "org.ranvier.neuronmodels.model", "org.ranvier.neuronmodels.cells", "org.ranvier.simulator.recording");

  private MissingImport() {}

  /**
   * The line that imports a name.
   *
   * @param kind what javac takes it for: method, class or variable
   */
  static Optional<String> of(String kind, String name) {
    return kind.equals("method")
        ? STATIC.stream().filter(c -> hasMethod(c, name)).findFirst().map(c -> "import static " + c + ".*;")
        : PACKAGES.stream().filter(p -> isPublic(p + "." + name)).findFirst().map(p -> "import " + p + ".*;");
  }

  private static boolean hasMethod(String type, String name) {
    try {
      return Arrays.stream(Class.forName(type, false, MissingImport.class.getClassLoader()).getMethods())
          .anyMatch(m -> m.getName().equals(name) && Modifier.isStatic(m.getModifiers()));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static boolean isPublic(String type) {
    try {
      return Modifier.isPublic(Class.forName(type, false, MissingImport.class.getClassLoader()).getModifiers());
    } catch (ClassNotFoundException | LinkageError e) {
      return false; // also where it differs in case from one that there is
    }
  }
}
