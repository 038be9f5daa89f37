package org.ranvier.neuronmodels.exact;

import java.util.List;
import java.util.stream.Collectors;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;
import org.ranvier.simulator.RanvierException;

/** Which models can be integrated exactly in continuous time. */
public final class ExactForms {
  private ExactForms() {}

  /** All exact models, by name. */
  public static List<ExactModel> all() {
    return NeuronModels.all().stream().filter(ExactModel.class::isInstance).map(ExactModel.class::cast).toList();
  }

  /**
   * The exact form of a model: the model itself, where it is one.
   *
   * @param where whose it is, for messages
   * @throws RanvierException that lists the models that have one, if it has none
   */
  public static ExactModel of(String where, NeuronModel model) {
    if (model instanceof ExactModel exact) {
      return exact;
    }
    if (model instanceof SpikeTimes times && times.timesMs().isPresent()) {
      return GivenTimes.of(times.timesMs().get());
    }
    for (ExactModel exact : all()) {
      // A user's own model may have a name of the library, and other equations.
      if (exact.counterpart().filter(model.name()::equals).isPresent() && NeuronModels.find(model.name()).equals(model)) {
        return exact;
      }
    }
    throw new RanvierException(where + ": " + model.name() + " has no exact form in continuous time; " + known() + " have one");
  }

  private static String known() {
    return all().stream().map(m -> m.counterpart().map(c -> c + " (" + m.name() + ")").orElse(m.name())).collect(Collectors.joining(", "))
        + ", and spike sources with given times";
  }
}
