package org.ranvier.networks.cli;

import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plot.CellPicture;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.swc.Swc;
import org.ranvier.simulator.RanvierException;
import picocli.CommandLine.Option;

/** What {@code describe} says of a reconstructed neuron: how it is divided, and a picture where one is asked for. */
final class MorphologyReport {
  static final String SUFFIX = ".swc";

  @Option(names = "--ra", paramLabel = "OHM_CM", defaultValue = "100", description =
      "Of a .swc file: axial resistivity (${DEFAULT-VALUE} ohm cm).")
  private double ra;

  @Option(names = "--cm", paramLabel = "UF_CM2", defaultValue = "1", description =
      "Of a .swc file: capacitance of the membrane (${DEFAULT-VALUE} uF/cm2).")
  private double cm;

  @Option(
      names = "--d-lambda",
      paramLabel = "FRACTION",
      defaultValue = "0.1",
      description = "Of a .swc file: greatest length of a compartment in length constants at 100 Hz (${DEFAULT-VALUE}).")
  private double dLambda;

  @Option(names = "--max-length", paramLabel = "UM", description =
      "Of a .swc file: greatest length of a compartment in um, in place of --d-lambda.")
  private @Nullable Double maxLength;

  @Option(names = "--png", paramLabel = "FILE", description = "Of a .swc file: draws the cell.")
  private @Nullable Path picture;

  @Option(
      names = "--colour",
      paramLabel = "VARIABLE",
      defaultValue = "distance",
      description = "What the picture's colours show: distance, diameter, area or section (${DEFAULT-VALUE}).")
  private String colour = "";

  void print(Path file) {
    var division = maxLength == null ? Division.dLambda(dLambda, 100) : Division.maxLength(maxLength);
    var tree = Swc.read(file).divide(division, CableProperties.ra(ra).cm(cm));
    if (picture != null) {
      draw(tree, picture);
    }
    System.out.print(tree.describe());
  }

  private void draw(CompartmentTree tree, Path to) {
    switch (colour) {
      case "distance" -> CellPicture.write(to, tree, tree.distanceUm(), "distance from the soma (µm)");
      case "diameter" -> CellPicture.write(to, tree, tree.diameterUm(), "diameter (µm)");
      case "area" -> CellPicture.write(to, tree, tree.areaUm2(), "membrane of a compartment (µm²)");
      case "section" -> CellPicture.write(to, tree, Arrays.stream(tree.section()).asDoubleStream().toArray(), "section");
      default -> throw new RanvierException("--colour " + colour + ": there are distance, diameter, area and section");
    }
  }
}
