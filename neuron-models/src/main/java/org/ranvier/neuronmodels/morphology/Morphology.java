package org.ranvier.neuronmodels.morphology;

import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.ranvier.simulator.RanvierException;

/**
 * The shape of a cell: a tree of sections. Read from a file, or built of pieces:
 *
 * <pre>{@code
 * Morphology cell = Morphology.of(
 *     Piece.soma(20),
 *     Piece.cone("trunk", 300, 3, 1.5).label("apical").on("soma"),
 *     Piece.cylinder("left", 150, 1).label("apical", "tuft").on("trunk"),
 *     Piece.cylinder("right", 170, 1).label("apical", "tuft").on("trunk"));
 * CompartmentTree tree = cell.divide(Division.maxLength(10), CableProperties.ra(150).cm(1));
 * }</pre>
 *
 * @param sections parents before children; the first is the root
 */
public record Morphology(List<Section> sections) {
  /** The label that marks the soma: distances count from its middle. */
  public static final String SOMA = Section.SOMA;

  public static final String AXON = "axon";

  /** The label of dendrites that are not apical. */
  public static final String BASAL = "basal";

  public static final String APICAL = "apical";

  /** The label of all dendrites, beside {@link #BASAL} or {@link #APICAL}. */
  public static final String DENDRITE = "dendrite";

  public Morphology {
    sections = List.copyOf(sections);
    if (sections.isEmpty()) {
      throw new RanvierException("a morphology needs at least one section");
    }
    var names = new HashSet<String>();
    for (int s = 0; s < sections.size(); s++) {
      var section = sections.get(s);
      if (!names.add(section.name())) {
        throw new RanvierException("two sections have the name '" + section.name() + "'; names must differ");
      }
      if (s == 0 ? section.parent() != -1 : section.parent() < 0 || section.parent() >= s) {
        throw new RanvierException(
            "section '" + section.name() + "' (number " + s + ") has parent " + section.parent()
                + "; the first section is the root with parent -1, and every other one comes behind its parent");
      }
    }
  }

  /**
   * A cell of pieces, in any order.
   *
   * @throws RanvierException where a name is taken twice, a parent is missing, pieces form a ring or more than one cell, or a
   * size
   *     is not positive
   */
  public static Morphology of(Piece... pieces) {
    return new Morphology(Assembly.sections(List.of(pieces)));
  }

  /**
   * Divides the cell into compartments.
   *
   * @throws RanvierException where the axial resistivity or the capacitance of a section is missing, or a label that either
   * argument
   *     names is not in the cell
   */
  public CompartmentTree divide(Division division, CableProperties properties) {
    division.check(this::checkKnown);
    properties.check(this::checkKnown);
    return new TreeAssembly(sections, division, properties).tree();
  }

  /** All labels, sorted. */
  public List<String> labels() {
    var labels = new TreeSet<String>();
    sections.forEach(s -> labels.addAll(s.labels()));
    return List.copyOf(labels);
  }

  /** Refuses a name that is neither a label nor a section. */
  private void checkKnown(String name, String purpose) {
    if (sections.stream().noneMatch(s -> s.name().equals(name) || s.labels().contains(name))) {
      throw new RanvierException(
          purpose + " for '" + name + "': the cell has no such label or section; its labels are " + labels());
    }
  }
}
