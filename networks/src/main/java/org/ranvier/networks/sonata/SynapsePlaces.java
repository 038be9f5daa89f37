package org.ranvier.networks.sonata;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.TreeSection;
import org.ranvier.simulator.RanvierException;

/**
 * Where on a cell the contacts of an edge are: in the section that the edge names, or drawn among the compartments of its {@code
 * target_sections} within its {@code distance_range}, in proportion to their area, as BMTK does with other random numbers.
 */
final class SynapsePlaces {
  private static final Map<String, String> TARGETS = Map.of(
      "somatic", Morphology.SOMA, "soma", Morphology.SOMA, "basal", Morphology.BASAL, "dend", Morphology.BASAL, "apical", Morphology.APICAL,
      "apic", Morphology.APICAL, "axonal", Morphology.AXON, "axon", Morphology.AXON);
  private static final Pattern SEPARATORS = Pattern.compile("[\\[\\](){}'\",\\s]+");

  private final EdgePopulation edges;
  private final ElementNumbers sections;
  private final ElementNumbers positions;
  private final boolean byGuide;
  private final String[] targets;
  private final String[] ranges;
  private final Map<String, IntArrayList> candidates = new HashMap<>();
  private final CompartmentTree tree;
  private final List<TreeSection> order;

  /**
   * @param stub whether the axon was replaced, after which it comes last
   */
  SynapsePlaces(EdgePopulation edges, CompartmentTree tree, boolean stub) {
    this.edges = edges;
    this.tree = tree;
    var elements = edges.elements();
    var attributes = elements.attributes();
    byGuide = attributes.contains("afferent_section_id");
    sections = elements.numbers(byGuide ? "afferent_section_id" : "sec_id");
    positions = elements.numbers(byGuide ? "afferent_section_pos" : "sec_x");
    targets = elements.texts("target_sections");
    ranges = elements.texts("distance_range");
    order = order(!byGuide && stub);
  }

  /** The guide counts the soma first, then axon, basal and apical dendrites; BMTK after NEURON, where a new axon comes last. */
  private List<TreeSection> order(boolean axonLast) {
    var labels = axonLast ? List.of(Morphology.SOMA, Morphology.BASAL, Morphology.APICAL, Morphology.AXON)
        : List.of(Morphology.SOMA, Morphology.AXON, Morphology.BASAL, Morphology.APICAL);
    Set<TreeSection> sorted = new LinkedHashSet<>();
    labels.forEach(label -> tree.sections().stream().filter(s -> s.labels().contains(label)).forEach(sorted::add));
    sorted.addAll(tree.sections());
    return new ArrayList<>(sorted);
  }

  /** Whether the edge says where it ends; it has then one contact. */
  boolean isGiven(int edge) {
    return sections.isGiven(edge);
  }

  /** The compartment of a contact of an edge. */
  int compartment(int edge, int contact) {
    if (isGiven(edge)) {
      double id = sections.get(edge);
      if (id != Math.rint(id) || id < 0 || id >= order.size()) {
        throw new RanvierException(
            edges.where() + ": edge " + edge + " ends in section " + id + " of a cell that has " + order.size() + " sections");
      }
      double x = positions.isGiven(edge) ? positions.get(edge) : 0.5;
      if (!(x >= 0 && x <= 1)) {
        throw new RanvierException(edges.where() + ": edge " + edge + " ends at " + x + " of its section, outside 0 to 1");
      }
      int[] compartments = order.get((int) id).compartments();
      return compartments[Math.min(compartments.length - 1, (int) (x * compartments.length))];
    }
    var among = candidates.computeIfAbsent(targets[edge] + "\n" + ranges[edge], key -> candidates(edge));
    double total = 0;
    for (int c : among) {
      total += tree.areaUm2()[c];
    }
    // A stream for each contact, so that a place does not depend on the others.
    double left = total * new SplittableRandom(31L * edges.name().hashCode() + 1_000_003L * edge + 7_919L * contact).nextDouble();
    for (int c : among) {
      left -= tree.areaUm2()[c];
      if (left < 0) {
        return c;
      }
    }
    return among.getInt(among.size() - 1);
  }

  private IntArrayList candidates(int edge) {
    double[] range = range(edge);
    var labels = new LinkedHashSet<String>();
    for (var target : SEPARATORS.split(targets[edge])) {
      if (!target.isEmpty()) {
        String label = TARGETS.get(target);
        if (label == null) {
          throw new RanvierException(
              edges.where() + ": target_sections '" + Shown.of(targets[edge]) + "' are not supported; somatic, basal, apical and axonal are");
        }
        labels.add(label);
      }
    }
    var found = new IntArrayList();
    for (var section : tree.sections()) {
      boolean among = labels.isEmpty() ? !section.labels().contains(Morphology.AXON) : section.labels().stream().anyMatch(labels::contains);
      for (int c : section.compartments()) {
        if (among && tree.distanceUm()[c] >= range[0] && tree.distanceUm()[c] < range[1]) {
          found.add(c);
        }
      }
    }
    if (found.isEmpty()) {
      throw new RanvierException(
          edges.where() + ": edge " + edge + " ends in target_sections '" + Shown.of(targets[edge]) + "' within distance_range '"
              + Shown.of(ranges[edge]) + "' um, where the cell has nothing");
    }
    return found;
  }

  private double[] range(int edge) {
    String[] parts = Arrays.stream(SEPARATORS.split(ranges[edge])).filter(p -> !p.isEmpty()).toArray(String[]::new);
    try {
      return switch (parts.length) {
        case 0 -> new double[] {0, Double.POSITIVE_INFINITY};
        case 1 -> new double[] {0, Double.parseDouble(parts[0])};
        case 2 -> new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
        default -> throw new NumberFormatException();
      };
    } catch (NumberFormatException e) {
      throw new RanvierException(
          edges.where() + ": distance_range '" + Shown.of(ranges[edge]) + "' must be two distances in um, as in [0, 150]", e);
    }
  }
}
