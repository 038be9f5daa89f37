package org.ranvier.networks.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.space.Layout;
import org.ranvier.networks.values.Distribution;
import org.ranvier.neuronmodels.model.NeuronModel;

/**
 * A population.
 *
 * @param model of the library, of equations, of a cell, or of a source with its times; the exact form where neurons live in continuous time
 * @param parameters values that differ from the model's defaults, by name
 * @param initial initial values of state variables, by name
 * @param layout where the neurons are
 * @param note for people, on what no parameter tells
 */
public record PopulationPlan(
    String name, int size, NeuronModel model, Map<String, Distribution<?>> parameters, Map<String, Distribution<?>> initial, @Nullable Layout layout,
    @Nullable String note) {
  public PopulationPlan {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    initial = Collections.unmodifiableSortedMap(new TreeMap<>(initial));
  }
}
