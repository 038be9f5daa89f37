package org.ranvier.networks.sonata;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.PathPoint;
import org.ranvier.neuronmodels.morphology.Section;
import org.ranvier.neuronmodels.swc.Swc;
import org.ranvier.simulator.RanvierException;

/** The shape of a cell: a morphology from an SWC file, whose axon may be replaced, divided as BMTK divides it. */
final class CellShape {
  private static final double STUB_UM = 30;
  private static final Set<String> WHOLE = Set.of("", "fullaxon");
  private static final Set<String> STUB = Set.of("aibs_perisomatic");

  private CellShape() {}

  /** The file of a morphology. */
  static Path file(Path directory, String name, String where) {
    Path named = ConfigSection.below(directory, name, where + ": morphology");
    Path withEnding = ConfigSection.below(directory, name + ".swc", where + ": morphology");
    return Files.exists(withEnding) || !Files.exists(named) ? withEnding : named;
  }

  static Morphology read(Path file, String processing, String where) {
    var cell = Swc.read(file);
    if (WHOLE.contains(processing)) {
      return cell;
    }
    if (STUB.contains(processing)) {
      return withStub(cell);
    }
    throw new RanvierException(
        where + ": model_processing '" + Shown.of(processing) + "' is not supported; aibs_perisomatic and fullaxon are");
  }

  /** The cell with two cylinders of 30 um by 1 um, one behind the other, at the middle of the soma, in place of its axon. */
  static Morphology withStub(Morphology cell) {
    var kept = new ArrayList<Section>();
    int[] place = new int[cell.sections().size()];
    int soma = -1;
    for (int s = 0; s < place.length; s++) {
      var section = cell.sections().get(s);
      boolean dropped = section.labels().contains(Morphology.AXON) || section.parent() >= 0 && place[section.parent()] < 0;
      place[s] = dropped ? -1 : kept.size();
      if (!dropped) {
        kept.add(new Section(section.name(), section.labels(), section.points(), section.parent() < 0 ? -1 : place[section.parent()],
            section.parentFraction()));
        if (soma < 0 && section.labels().contains(Morphology.SOMA)) {
          soma = place[s];
        }
      }
    }
    if (soma < 0) {
      throw new RanvierException("the morphology has no soma, to which aibs_perisomatic attaches an axon");
    }
    var points = kept.get(soma).points();
    var from = points.get(points.size() / 2);
    kept.add(stub("axon[0]", from, 0, soma, 0.5));
    kept.add(stub("axon[1]", from, STUB_UM, kept.size() - 1, 1));
    return new Morphology(kept);
  }

  private static Section stub(String name, PathPoint from, double below, int parent, double fraction) {
    return new Section(
        name, Set.of(Morphology.AXON),
        List.of(
            new PathPoint(from.xUm(), from.yUm() - below, from.zUm(), 0.5), new PathPoint(from.xUm(), from.yUm() - below - STUB_UM, from.zUm(), 0.5)),
        parent, fraction);
  }

  /** Divides sections into an odd number of compartments, 1 + 2·int(L/(2·dL)). */
  static CompartmentTree divide(Morphology cell, CellDescription description, double compartmentUm) {
    var properties = CableProperties.ra(description.ra()).cm(1);
    for (var section : List.of("soma", "axon", "dend", "apic")) {
      if (cell.labels().contains(CellMembrane.label(section))) {
        properties = properties.cm(CellMembrane.label(section), description.cm(section));
      }
    }
    var division = Division.fixed(1);
    for (var section : cell.divide(division, properties).sections()) {
      division = division.in(section.name(), Division.fixed(1 + 2 * (int) (section.lengthUm() / (2 * compartmentUm))));
    }
    return cell.divide(division, properties);
  }
}
