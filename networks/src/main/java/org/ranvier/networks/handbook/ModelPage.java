package org.ranvier.networks.handbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.library.Library;
import org.ranvier.simulator.RanvierException;

/**
 * The page about the models of the library: what each is, its source, its equations as they are compiled, how they are integrated, and a
 * picture of a response.
 */
public final class ModelPage {
  private static final String PICTURES = "models";

  private ModelPage() {}

  /**
   * Writes {@code models.md}, and a picture for each model in the directory {@code models}, replacing what is there.
   *
   * @param directory made where it is missing
   * @return the page
   */
  public static Path write(Path directory) {
    Path page = directory.resolve("models.md");
    try {
      Files.createDirectories(directory.resolve(PICTURES));
      Files.writeString(page, text());
    } catch (IOException e) {
      throw new RanvierException("cannot write " + page + ": " + e, e);
    }
    for (EquationModel model : models()) {
      ModelResponse.of(model).draw(directory.resolve(picture(model)));
    }
    return page;
  }

  /** The page without its pictures. */
  public static String text() {
    var text = new StringBuilder();
    text.append(
        """
        # The neuron models of the library

        Written by `./ranvier models docs`; a test fails when this page is not what the models say. Each model is the text of its equations:
        it is checked for units, integrated as said below, and compiled when a population of it is made. `./ranvier describe NAME` adds tables
        of parameters, receptors and state variables. The pictures show the response to a current, and to spikes where a model has synapses.

        **The sign of a weight.** A weight above 0 excites and one below 0 inhibits; where a model has one receptor for each and none is named, the
        sign chooses. Where weights are currents or jumps of the potential, a receptor takes both signs. Where they are conductances, which are
        never negative, it takes those that open it: 0 or above for `g += w`, 0 or below for `g += -w`, the inhibitory conductance of the models
        that follow NEST. Any other weight, drive, or rule with bounds below 0 is refused; drawn weights are looked at as they are drawn.

        **What cannot be followed.** The adaptive method finds the spikes of a sharp onset by integrating over the potential in place of time, and
        goes on from the moment of each. A neuron that no substep, or 100,000 of them, carries over a step, or that fires more often than once in
        a microsecond, ends the run with an error that names neuron, variable and time. With any method so does a state variable that is not a
        finite number, or a potential in mV of 2^40 (1.1e12 mV) or more, looked for every 10 ms. A step of izhikevich that its curvature throws up
        past -62.5 mV from where no solution comes from (at 0.1 ms from below -312.5 mV) makes such a potential, not a spike.

        """);
    text.append(models().stream().map(m -> "[" + m.name() + "](#" + m.name() + ")").collect(Collectors.joining(" · "))).append('\n');
    models().forEach(model -> section(text, model));
    return text.toString();
  }

  private static List<EquationModel> models() {
    return Library.names().stream().map(Library::model).toList();
  }

  private static String picture(EquationModel model) {
    return PICTURES + "/" + model.name() + ".png";
  }

  private static void section(StringBuilder text, EquationModel model) {
    text.append("\n## ").append(model.name()).append("\n\n").append(model.summary()).append(".\n");
    if (!model.aliases().isEmpty()) {
      text.append("Also known as ").append(String.join(", ", model.aliases())).append(".\n");
    }
    text.append("\nSource: ").append(model.source().strip().replaceAll("\\s+", " ")).append("\n\n");
    text.append("![").append(model.name()).append("](").append(picture(model)).append(")\n\n");
    text.append(ModelResponse.of(model).caption()).append("\n\n```\n").append(equations(model)).append("\n```\n\nIntegrated: ");
    text.append(model.describe().strip().replaceAll("\\s*\\n\\s*", "; ")).append(".\n");
  }

  /** The model as it is written, without the lines that stand above. */
  private static String equations(EquationModel model) {
    String all = model.equations();
    int start = all.indexOf("parameters:");
    return (start < 0 ? all : all.substring(start)).stripTrailing();
  }
}
