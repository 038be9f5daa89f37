package org.ranvier.neuronmodels.swc;

import java.util.Locale;
import java.util.Map;
import org.ranvier.simulator.RanvierException;

/**
 * How an SWC file is read where the format leaves a choice. A value: each method gives a changed copy of {@link #DEFAULT}.
 *
 * @param soma how the points of type soma are read
 * @param branchStart where the first piece of a branch begins
 * @param roots what is read of a file with several roots
 * @param fillRadii whether points of radius 0 get the smallest positive radius of the file, instead of being refused
 * @param unitUm micrometres in a unit of the file
 * @param labels names for types that the user chose, or other names for the usual ones but the soma
 */
public record SwcOptions(
    Soma soma, BranchStart branchStart, Roots roots, boolean fillRadii, double unitUm, Map<Integer, String> labels) {

  /** How the points of type soma are read where there are several. */
  public enum Soma {
    /** A closed chain with small radii is a contour, several in planes above one another are a stack, all else is a tree of frusta. */
    AUTO,
    /** Always frusta from point to point, cut into sections where they branch, as other branches are. */
    TREE,
    /** Always an outline: a sphere round the mean of all points whose radius is their mean distance from there. */
    CONTOUR
  }

  /** With which radius the first piece of a branch begins, at the last point of its parent. */
  public enum BranchStart {
    /** With that of the parent's point, from which it tapers, as NEURON and Arbor read it. */
    PARENT,
    /** With that of its own first point. */
    OWN
  }

  /** What is read of a file in which several points have no parent. */
  public enum Roots {
    /** Nothing: the file is refused. */
    ONE,
    /** The tree with the soma. */
    SOMA,
    /** The tree with most points. */
    LARGEST
  }

  /** Micrometres, one root, no radius of 0, branches that taper from their parents. */
  public static final SwcOptions DEFAULT = new SwcOptions(Soma.AUTO, BranchStart.PARENT, Roots.ONE, false, 1, Map.of());

  public SwcOptions {
    labels = Map.copyOf(labels);
    if (!(unitUm > 0 && Double.isFinite(unitUm))) {
      throw new RanvierException("unit of an SWC file: " + unitUm + " um must be positive, such as 1 for um or 0.001 for nm");
    }
  }

  public SwcOptions soma(Soma reading) {
    return new SwcOptions(reading, branchStart, roots, fillRadii, unitUm, labels);
  }

  public SwcOptions branchStart(BranchStart reading) {
    return new SwcOptions(soma, reading, roots, fillRadii, unitUm, labels);
  }

  public SwcOptions roots(Roots kept) {
    return new SwcOptions(soma, branchStart, kept, fillRadii, unitUm, labels);
  }

  /** Points of radius 0 get the smallest positive radius of the file. */
  public SwcOptions fillingRadii() {
    return new SwcOptions(soma, branchStart, roots, true, unitUm, labels);
  }

  /**
   * @param name {@code nm}, {@code um}, {@code mm} or {@code m}
   * @throws RanvierException for any other
   */
  public SwcOptions unit(String name) {
    double um = switch (name.toLowerCase(Locale.ROOT)) {
      case "nm" -> 1e-3;
      case "um", "µm", "μm" -> 1;
      case "mm" -> 1e3;
      case "m" -> 1e6;
      default -> throw new RanvierException("unit '" + name + "' of an SWC file: there are nm, um, mm and m");
    };
    return new SwcOptions(soma, branchStart, roots, fillRadii, um, labels);
  }

  public SwcOptions labels(Map<Integer, String> names) {
    return new SwcOptions(soma, branchStart, roots, fillRadii, unitUm, names);
  }
}
