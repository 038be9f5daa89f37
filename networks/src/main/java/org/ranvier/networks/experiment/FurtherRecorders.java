package org.ranvier.networks.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/**
 * What is recorded of a run that is done again, beside what the network says: state variables of whole populations.
 *
 * @param variables such as {@code E.V_m}
 * @param everyMs interval of samples; that of the grid if absent
 */
public record FurtherRecorders(List<String> variables, @Nullable Double everyMs) {
  public static final FurtherRecorders NONE = new FurtherRecorders(List.of(), null);

  public FurtherRecorders {
    variables = List.copyOf(variables);
    for (String v : variables) {
      int dot = v.lastIndexOf('.');
      if (dot < 1 || dot == v.length() - 1) {
        throw new RanvierException("--record " + v + " must name a population and a state variable, as in --record E.V_m");
      }
    }
  }

  /** Begins to record. */
  void begin(Simulation simulation) {
    double every = everyMs == null ? simulation.network().grid().resolutionMs() : everyMs;
    Map<String, List<String>> of = new LinkedHashMap<>();
    for (String v : variables) {
      int dot = v.lastIndexOf('.');
      of.merge(v.substring(0, dot), List.of(v.substring(dot + 1)), (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
    }
    of.forEach((population, names) -> simulation.record(population(simulation, population), Units.ms(every), names.toArray(String[]::new)));
  }

  private static Population population(Simulation simulation, String name) {
    List<Population> all = simulation.network().populations();
    return all.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow(() -> new RanvierException(
        "--record: there is no population '" + name + "'; there are " + all.stream().map(Population::name).toList()));
  }
}
