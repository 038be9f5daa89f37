package org.ranvier.simulator.fields;

import java.util.List;
import org.ranvier.simulator.state.Stateful;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Something with a course of its own that spikes feed and that neurons and plastic synapses read, e.g. the concentrations of
 * neuromodulators.
 *
 * <p>Every worker has a copy, all get the same in the same order, and so all stay the same in every bit: none has to wait for another
 * to read it. A copy is used by one thread at a time.
 */
public interface Field extends Stateful {
  /**
   * Gets to know all fields of its worker, itself among them, before the first step. In each step they go on in this order, so those before it have been brought to
   * a step when it is.
   */
  default void meet(List<Field> fields) {}

  /**
   * Takes spikes of step {@code step}, once all workers have come that far: {@code neurons[from … from + count - 1]} of a population. Of
   * each step the neurons come in ascending order, in any number of calls; an effect must not set in before the
   * {@linkplain FieldSpec#minDelaySteps shortest delay} has passed.
   *
   * @param population index of the source population
   */
  void receive(long step, int population, int[] neurons, int from, int count);

  /**
   * Goes on to step {@code step}, before spikes are delivered in that step and neurons take it. Called for one step after the other, from
   * step 1 on.
   */
  void advance(long step);

  /** What can be recorded. */
  List<Variable> variables();

  /** The present value of a variable at a place. */
  double value(int variable, int place);

  /**
   * A variable of a field.
   *
   * @param of what has it, e.g. {@code dopamine}
   * @param name e.g. {@code concentration}
   * @param places how many values it has: one, or one for each population or voxel
   */
  record Variable(String of, String name, String unit, String meaning, int places) {}

  /** Makes a copy for one worker; several threads may ask. */
  @FunctionalInterface
  interface Factory {
    Field create(TimeGrid grid);
  }
}
