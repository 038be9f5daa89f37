package org.ranvier.neuronmodels.swc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ranvier.neuronmodels.model.OtherFormats;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.simulator.RanvierException;

/**
 * Reads SWC files: one point a line, {@code number type x y z radius parent}, in micrometres; what stands behind {@code #} is a
 * comment, further columns are passed over, and lines may come in any order (E. W. Stockley et al. 1993, J. Neurosci. Methods
 * 47:39; R. C. Cannon et al. 1998, J. Neurosci. Methods 84:49).
 *
 * <p>The tree of points is cut into sections where it branches and where the type changes. A section begins at the last point of
 * its parent, with the radius there (NEURON and Arbor read it so; {@link SwcOptions.BranchStart} has the other reading). One that
 * grows from the soma begins at its own first point and is attached to the soma's middle, or where the soma is a tree to its point there: the way
 * from there has no membrane and no resistance. How the soma's own points are read says {@link SwcOptions.Soma}. Types become
 * labels: 1 {@code soma}, 2 {@code axon}, 3 {@code basal}, 4 {@code apical}, 0 {@code undefined}, any other {@code type5} and so on,
 * unless a label is given. Sections are named after their labels: {@code apical[0]}, {@code apical[1]}, in the order of the file,
 * each branch to its end; a soma of one section is {@code soma}.
 *
 * <p>Mistakes are told with their lines: values that are missing or no numbers, radii and places that no neuron has, a point given
 * twice, a parent that is not there, rings, parts that are not connected, two somata, branches without length.
 */
public final class Swc {
  private Swc() {}

  /** Reads a file. */
  public static Morphology read(Path file) {
    return read(file, Map.of());
  }

  /** Reads a file; {@code labels} names the types that the user chose, or renames others but the soma. */
  public static Morphology read(Path file, Map<Integer, String> labels) {
    return read(file, SwcOptions.DEFAULT.labels(labels)).morphology();
  }

  /** Reads a file, and tells how. */
  public static SwcReading read(Path file, SwcOptions options) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".swc")) {
      OtherFormats.sentence(file.toString()).ifPresent(says -> {
        throw new RanvierException(says);
      });
    }
    try {
      // Comments may hold any bytes; no byte is malformed in this character set.
      return parse(String.valueOf(file.getFileName()), Files.readAllLines(file, StandardCharsets.ISO_8859_1), options);
    } catch (NoSuchFileException e) {
      throw new RanvierException("there is no morphology " + file + "; check the path", e);
    } catch (IOException e) {
      throw new RanvierException("morphology " + file + " cannot be read: " + e, e);
    }
  }

  /** Reads the lines of a file. */
  public static Morphology parse(String name, List<String> lines) {
    return parse(name, lines, SwcOptions.DEFAULT).morphology();
  }

  /** Reads the lines of a file, and tells how. */
  public static SwcReading parse(String name, List<String> lines, SwcOptions options) {
    var problems = new SwcProblems(name);
    var points = new SwcParser(problems, options).points(lines);
    var sections = new SwcSections(new SwcTree(points, problems, options.roots()), problems, options).sections();
    return new SwcReading(new Morphology(sections), problems.choices(), problems.warnings());
  }
}
