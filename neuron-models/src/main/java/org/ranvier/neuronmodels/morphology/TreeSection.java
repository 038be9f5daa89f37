package org.ranvier.neuronmodels.morphology;

import java.util.Set;

/**
 * An unbranched piece of a divided cell.
 *
 * @param name unique in the cell
 * @param labels the regions that it belongs to, such as {@code apical}
 * @param parent the section that it is attached to, -1 for the root
 * @param order 0 for the root, 1 for what grows from it, and one more behind each branch point
 * @param lengthUm length along the points
 * @param compartments indices of its compartments from start to end, all of one length; joints are not among them
 */
public record TreeSection(String name, Set<String> labels, int parent, int order, double lengthUm, int[] compartments) {
  public TreeSection {
    labels = Set.copyOf(labels);
  }

  /** The compartment that holds the point at a fraction of the length; 1 lies in the last one. */
  int compartmentAt(double fraction) {
    return compartments[Math.min(compartments.length - 1, (int) (fraction * compartments.length))];
  }
}
