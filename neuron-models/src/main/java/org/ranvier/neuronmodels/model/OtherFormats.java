package org.ranvier.neuronmodels.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells files of other formats apart by the ends of their names, and says what to do with each here. */
public final class OtherFormats {
  private static final String CONVERT_CELL = "convert it to SWC; 'ranvier describe CELL.swc' shows what is read";

  private static final Map<String, String> SENTENCES =
      Map.ofEntries(
          Map.entry(".nml", "is a NeuroML document, which is not read here: write its models as equations (docs/models.md) or cells (docs/cells.md), and its network"
              + " as a script"),
          Map.entry(".nir", "is a graph in NIR, the neuromorphic intermediate representation, which is not read here: write the network as a script, with models of"
              + " the library ('ranvier list') or of equations (docs/models.md)"),
          Map.entry(".py", "is a Python script, as for NEST, Brian or PyNN, which is not run here: scripts are Java source files ('ranvier run SCRIPT.java'), and PyNN's"
              + " names of models are known ('ranvier list')"),
          Map.entry(".nestml", "is a NESTML model, which is not read here: write its equations as text for EquationModel.of (docs/models.md), whose notation is close"),
          Map.entry(".mod", "is a mechanism of NEURON in NMODL, which is not read here: write its equations as text for Mechanism.of (docs/cells.md); the usual ones are"
              + " in the library"),
          Map.entry(".hoc", "is a program for NEURON, which is not run here: write the network as a script ('ranvier run SCRIPT.java'), its cells from SWC"
              + " (docs/morphology.md)"),
          Map.entry(".asc", "is a reconstruction in Neurolucida's format, which is not read here: " + CONVERT_CELL),
          Map.entry(".nwb", "is a file of Neurodata Without Borders, which is not read here by itself: a SONATA configuration can name its spikes as an input"
              + " (docs/sonata.md)"),
          Map.entry(".h5", "is an HDF5 file: those of SONATA are read through the configuration that names them ('ranvier run --sonata CONFIG.json', docs/sonata.md)"),
          Map.entry(".json", "is JSON: a SONATA configuration is run by 'ranvier run --sonata CONFIG.json' (docs/sonata.md)"),
          Map.entry(".swc", "is a reconstructed neuron in SWC: 'ranvier describe CELL.swc' shows it, and Swc.read makes a cell of it in a script (docs/morphology.md)"),
          Map.entry(".java", "is a script: 'ranvier run SCRIPT.java' runs it"));

  private OtherFormats() {}

  /**
   * A sentence on a file, that names its format and what to do here; empty where the name tells nothing.
   *
   * @param name of a file, with or without its directory
   */
  public static Optional<String> sentence(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int dot = lower.lastIndexOf('.');
    return dot < 0 ? Optional.empty() : Optional.ofNullable(SENTENCES.get(lower.substring(dot))).map(says -> name + " " + says);
  }
}
