package org.ranvier.networks.circuits;

import java.util.List;
import org.ranvier.networks.experiment.Experiment;

/** A published network that can be run by name. */
public interface Circuit {
  /** The name by which it is run. */
  String name();

  /** One sentence. */
  String summary();

  /** The publication. */
  String source();

  /** What may be set, the scale among it. */
  List<Setting> settings();

  /** Describes the network, with the warm-up, the duration and the published activity that belong to it. */
  Experiment create(Settings settings);
}
