package org.ranvier.networks.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plot.CellPicture;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.CompartmentTree;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.swc.Swc;
import org.ranvier.neuronmodels.swc.SwcOptions;
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

  @Option(names = "--soma", paramLabel = "READING", defaultValue = "auto", description =
      "Of a .swc file: how the soma's points are read: tree (frusta from point to point), contour (an outline), or auto, by their"
          + " shape and radii (${DEFAULT-VALUE}).")
  private String soma = "";

  @Option(names = "--branch-start", paramLabel = "RADIUS", defaultValue = "parent", description =
      "Of a .swc file: with which radius a branch begins at its parent's last point: that of the parent there, or its own first one"
          + " (own) (${DEFAULT-VALUE}).")
  private String branchStart = "";

  @Option(names = "--roots", paramLabel = "KEPT", defaultValue = "one", description =
      "Of a .swc file with several roots: which tree is kept, soma or largest; one refuses such a file (${DEFAULT-VALUE}).")
  private String roots = "";

  @Option(names = "--zero-radius", paramLabel = "READING", defaultValue = "refuse", description =
      "Of a .swc file with radii of 0: refuse it, or give those points the smallest positive radius of the file (smallest)"
          + " (${DEFAULT-VALUE}).")
  private String zeroRadius = "";

  @Option(names = "--unit", paramLabel = "UNIT", defaultValue = "um", description =
      "Of a .swc file: unit of its places and radii: nm, um, mm or m (${DEFAULT-VALUE}).")
  private String unit = "";

  /** Whether a file's name is that of a reconstructed neuron. */
  static boolean isMorphology(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
  }

  void print(Path file) {
    var division = maxLength == null ? Division.dLambda(dLambda, 100) : Division.maxLength(maxLength);
    var reading = Swc.read(file, options());
    reading.warnings().forEach(w -> System.err.println("warning: " + file.getFileName() + ": " + w));
    var tree = reading.morphology().divide(division, CableProperties.ra(ra).cm(cm));
    if (picture != null) {
      draw(tree, picture);
    }
    String all = tree.describe();
    int end = all.indexOf(System.lineSeparator()) + System.lineSeparator().length();
    System.out.print(all.substring(0, end));
    reading.choices().forEach(System.out::println);
    System.out.print(all.substring(end));
  }

  private SwcOptions options() {
    var options =
        SwcOptions.DEFAULT
            .soma(choice("--soma", soma, SwcOptions.Soma.values()))
            .branchStart(choice("--branch-start", branchStart, SwcOptions.BranchStart.values()))
            .roots(choice("--roots", roots, SwcOptions.Roots.values()))
            .unit(unit);
    return switch (zeroRadius) {
      case "refuse" -> options;
      case "smallest" -> options.fillingRadii();
      default -> throw new RanvierException("--zero-radius " + zeroRadius + ": there are refuse and smallest");
    };
  }

  private static <E extends Enum<E>> E choice(String option, String asked, E[] all) {
    var names = Arrays.stream(all).map(e -> e.name().toLowerCase(Locale.ROOT)).toList();
    if (!names.contains(asked)) {
      throw new RanvierException(option + " " + asked + ": there are " + String.join(", ", names));
    }
    return all[names.indexOf(asked)];
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
