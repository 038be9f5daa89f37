package org.ranvier.plasticity.teaching;

import java.util.Set;
import org.ranvier.simulator.plastic.PlasticRule;

/**
 * Where a rule has its learning signal from: a readout's errors that are fed back ({@link ReadoutTeacher}), or neuromodulators
 * ({@link ModulatorTeacher}). Whatever else neurons of a type tell others, such as a local ligand (Liu et al. 2021,
 * doi:10.1073/pnas.2111821118), is a further one.
 */
public interface Teacher {
  /** The signal at one worker's targets of a projection. Throws where there is none. */
  LearningSignal at(PlasticRule.Context context);

  /** Steps after which weights are updated; {@link Long#MAX_VALUE} where they follow the signal all the time. */
  long updateSteps(PlasticRule.Context context);

  /** Time constant in ms with which the signal's reader filters eligibility; 0 where the rule says. */
  double filterMs(PlasticRule.Context context);

  /** The names of the modulators that it needs. */
  default Set<String> modulators() {
    return Set.of();
  }

  /** The name of the readout that it needs, empty for none. */
  default String readout() {
    return "";
  }
}
