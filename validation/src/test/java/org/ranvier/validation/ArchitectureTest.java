package org.ranvier.validation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ranvier.plasticity.rules.RuleLibrary;
import org.ranvier.simulator.RanvierException;

/** The directions in which modules and packages may know each other. */
@AnalyzeClasses(packages = "org.ranvier", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final int MOST_ARGUMENTS = 8;
  private static final String SIMULATOR = "simulator";
  private static final String NEURON_MODELS = "neuron-models";
  private static final String PLASTICITY = "plasticity";
  private static final String NETWORKS = "networks";
  private static final String VALIDATION = "validation";

  /** The rules below hold for no classes at all, too: this one says that they looked at some. */
  @ArchTest
  static void theClassesOfOtherModulesAreSeen(JavaClasses classes) {
    assertTrue(classes.contain(RanvierException.class));
  }

  @ArchTest
  static final ArchRule modulesKnowOnlyTheModulesBeforeThem =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer(SIMULATOR).definedBy("org.ranvier.simulator..")
          .layer(NEURON_MODELS).definedBy("org.ranvier.neuronmodels..")
          .layer(PLASTICITY).definedBy("org.ranvier.plasticity..")
          .layer(NETWORKS).definedBy("org.ranvier.networks..")
          .layer(VALIDATION).definedBy("org.ranvier.validation..")
          .whereLayer(SIMULATOR).mayNotAccessAnyLayer()
          .whereLayer(NEURON_MODELS).mayOnlyAccessLayers(SIMULATOR)
          .whereLayer(PLASTICITY).mayOnlyAccessLayers(SIMULATOR, NEURON_MODELS)
          .whereLayer(NETWORKS).mayOnlyAccessLayers(SIMULATOR, NEURON_MODELS, PLASTICITY);

  @ArchTest
  static final ArchRule everyClassBelongsToOneOfTheModules =
      noClasses()
          .should()
          .resideOutsideOfPackages(
              "org.ranvier.simulator..",
              "org.ranvier.neuronmodels..",
              "org.ranvier.plasticity..",
              "org.ranvier.networks..",
              "org.ranvier.validation..");

  @ArchTest
  static final ArchRule packagesOfAModuleDoNotKnowEachOtherInCircles =
      slices().matching("org.ranvier.(*).(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule librariesOfTheCommandLineStayInNetworks =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.ranvier.networks..", "org.ranvier.validation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "picocli..", "org.jfree..", "io.jhdf..", "tech.units..", "javax.measure..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule chronicleQueueStaysBehindTheSpikeLog =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.ranvier.simulator.log..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("net.openhft..")
          .allowEmptyShould(true);

  /** Several simulations live side by side in one process. */
  @ArchTest
  static final ArchRule nothingIsGlobal = fields().that().areStatic().should().beFinal().allowEmptyShould(true);

  /** What takes more arguments takes a record. Records themselves may have more, and so may values of the library whose fields are the keys of their documents. */
  @ArchTest
  static void noSignatureIsLong(JavaClasses classes) {
    var values = RuleLibrary.CLASSES.stream().map(Class::getName).collect(Collectors.toSet());
    List<String> found =
        classes.stream()
            .flatMap(c -> c.getCodeUnits().stream())
            .filter(u -> u.getRawParameterTypes().size() > MOST_ARGUMENTS && !u.getModifiers().contains(JavaModifier.SYNTHETIC))
            .filter(u -> !(u.isConstructor() && (u.getOwner().isRecord() || values.contains(u.getOwner().getName()))))
            .map(JavaCodeUnit::getFullName)
            .toList();
    assertEquals(List.of(), found);
  }

  /**
   * Within a package, too, a class that is known knows nothing of who knows it. Nested classes belong to the one around them, and a sealed type and those that it permits
   * are one.
   */
  @ArchTest
  static void classesOfAPackageDoNotKnowEachOtherInCircles(JavaClasses classes) {
    Map<String, String> family = families(classes);
    Map<String, Set<String>> known = new TreeMap<>();
    for (JavaClass c : classes) {
      String from = family.getOrDefault(top(c), top(c));
      for (Dependency d : c.getDirectDependenciesFromSelf()) {
        JavaClass other = d.getTargetClass().getBaseComponentType();
        String to = family.getOrDefault(top(other), top(other));
        if (other.getPackageName().equals(c.getPackageName()) && !to.equals(from)) {
          known.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
        }
      }
    }
    Map<String, Set<String>> circles = new TreeMap<>();
    for (String name : known.keySet()) {
      if (reached(known, name).contains(name)) {
        circles.computeIfAbsent(name.substring(0, name.lastIndexOf('.')), p -> new TreeSet<>()).add(name);
      }
    }
    assertEquals(Map.of(), circles);
  }

  /** What is read in one file means the same in all. */
  @ArchTest
  static void noTwoTypesHaveOneName(JavaClasses classes) {
    Map<String, Set<String>> named = new TreeMap<>();
    for (JavaClass c : classes) {
      if (c.isTopLevelClass() && !c.getSimpleName().equals("package-info")) {
        named.computeIfAbsent(c.getSimpleName(), name -> new TreeSet<>()).add(c.getName());
      }
    }
    assertEquals(List.of(), named.values().stream().filter(same -> same.size() > 1).toList());
  }

  /** What a class knows, directly or by others. */
  private static Set<String> reached(Map<String, Set<String>> known, String from) {
    Set<String> reached = new TreeSet<>();
    var open = new ArrayDeque<>(known.getOrDefault(from, Set.of()));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (reached.add(next)) {
        open.addAll(known.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }

  /** The sealed type to which a class of the same package belongs. */
  private static Map<String, String> families(JavaClasses classes) {
    Map<String, String> family = new TreeMap<>();
    for (JavaClass c : classes) {
      if (c.isTopLevelClass() && c.reflect().isSealed()) {
        for (Class<?> member : c.reflect().getPermittedSubclasses()) {
          if (member.getPackageName().equals(c.getPackageName())) {
            family.put(member.getName().replaceAll("\\$.*", ""), c.getName());
          }
        }
      }
    }
    family.replaceAll((member, of) -> top(family, of));
    return family;
  }

  /** Of sealed types within sealed types, the outermost. */
  private static String top(Map<String, String> family, String name) {
    String of = family.get(name);
    return of == null || of.equals(name) ? name : top(family, of);
  }

  private static String top(JavaClass c) {
    return c.getBaseComponentType().getName().replaceAll("\\$.*", "");
  }
}
