package org.ranvier.neuronmodels.swc;

import java.util.List;
import org.ranvier.neuronmodels.morphology.Morphology;

/**
 * A cell and how it was read.
 *
 * @param choices sentences, each with a choice that was made and how the other one is had
 * @param warnings sentences on what was changed or left out of the file
 */
public record SwcReading(Morphology morphology, List<String> choices, List<String> warnings) {
  public SwcReading {
    choices = List.copyOf(choices);
    warnings = List.copyOf(warnings);
  }
}
