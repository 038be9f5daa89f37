package org.ranvier.neuronmodels.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ranvier.simulator.kernel.Dynamics;
import org.ranvier.simulator.kernel.SliceKernel;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.time.TimeGrid;

/**
 * A model of neurons or of spike sources: a value that says what it is and makes kernels.
 *
 * <p>Models that {@link NeuronModels} shall find by name are listed as services of this interface.
 */
public interface NeuronModel {
  /** The field's name for it, e.g. {@code iaf_psc_exp}. */
  String name();

  /** Other names for it, such as PyNN's. */
  default List<String> aliases() {
    return List.of();
  }

  /** One sentence. */
  String summary();

  /** The equations, as text for people. */
  String equations();

  /** Where it was published. */
  String source();

  List<Parameter> parameters();

  /** Where spikes may arrive; empty for sources. */
  default List<Receptor> receptors() {
    return List.of();
  }

  /** Where values of other neurons may be heard continuously; mostly empty. */
  default List<Coupling> couplings() {
    return List.of();
  }

  /**
   * Of a coupling that is a gap junction, whose current {@code Σ w·(V_pre - V)} is added to the rate of the potential after division by a capacitance:
   * that capacitance in pF, of each neuron or one for all. Empty for other couplings, and where a cell has more than one compartment.
   */
  default Optional<double[]> capacitances(Coupling coupling, ParameterValues values) {
    return Optional.empty();
  }

  /** The receptor of weights ≥ 0 and that of weights &lt; 0, where the user names none; empty where one must be named. */
  default Optional<int[]> receptorsBySign() {
    return switch (receptors().size()) {
      case 1 -> Optional.of(new int[] {0, 0});
      case 2 -> Optional.of(new int[] {0, 1});
      default -> Optional.empty();
    };
  }

  /** Whether current may be injected. */
  default boolean takesCurrent() {
    return !receptors().isEmpty();
  }

  /** The parameter that is the length of the refractory period, which neurons on the grid round to whole steps; empty where none is. */
  default Optional<String> refractoryParameter() {
    return Optional.empty();
  }

  /** Makes the kernels of a population with these parameters. Throws on combinations that make no sense. */
  Dynamics kernel(String where, ParameterValues values);

  /** The state variables, with their initial values for the given parameters. */
  default List<StateVariable> variables(String where, ParameterValues values, TimeGrid grid) {
    return trial(where, values, grid).state().variables();
  }

  /** A kernel of the first neuron of a population, to be looked at and not simulated. */
  default SliceKernel trial(String where, ParameterValues values, TimeGrid grid) {
    return kernel(where, values).trial(where, receptors().size(), grid);
  }

  /** The state variables at default parameters. */
  default List<StateVariable> variables() {
    return variables(name(), ParameterValues.of(name(), parameters(), 1, Map.of()), TimeGrid.DEFAULT);
  }
}
