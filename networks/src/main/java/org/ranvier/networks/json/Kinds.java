package org.ranvier.networks.json;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ranvier.networks.space.Kernel;
import org.ranvier.networks.space.Mask;
import org.ranvier.networks.space.SpaceLibrary;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.neuronmodels.cells.CellModel;
import org.ranvier.neuronmodels.cells.DistanceProfile;
import org.ranvier.neuronmodels.exact.GivenTimes;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.stimuli.InhomogeneousPoissonGenerator;
import org.ranvier.neuronmodels.stimuli.PulsePacketGenerator;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.rules.RuleLibrary;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.transmission.TransmissionLibrary;
import org.ranvier.plasticity.weights.DependenceLibrary;
import org.ranvier.plasticity.weights.WeightDependence;

/** Which classes stand for an interface, by the name that documents have for them. */
final class Kinds {
  private static final Map<Class<?>, List<? extends Class<?>>> OPEN =
      Map.of(
          LearningRule.class, RuleLibrary.CLASSES,
          WeightDependence.class, DependenceLibrary.CLASSES,
          Transmission.class, TransmissionLibrary.CLASSES,
          Kernel.class, SpaceLibrary.KERNELS,
          Mask.class, SpaceLibrary.MASKS,
          SynapticValue.class, List.of(Distribution.class, org.ranvier.networks.space.Profile.class),
          DistanceProfile.class, List.of(DistanceProfile.Constant.class, DistanceProfile.Linear.class, DistanceProfile.Exponential.class),
          NeuronModel.class,
          List.of(SpikeTimes.class, GivenTimes.class, PulsePacketGenerator.class, InhomogeneousPoissonGenerator.class, CellModel.class));

  private static final Map<Class<?>, Map<String, Class<?>>> KNOWN = new ConcurrentHashMap<>();

  private Kinds() {}

  /** The classes of an interface by their names; none where there is a user's own code behind it, such as a function. */
  static Map<String, Class<?>> of(Class<?> type) {
    return KNOWN.computeIfAbsent(type, Kinds::find);
  }

  /** The name of a class; empty where it is a user's own. */
  static Optional<String> name(Class<?> declared, Class<?> of) {
    return of(declared).entrySet().stream().filter(e -> e.getValue() == of).map(Map.Entry::getKey).findFirst();
  }

  private static Map<String, Class<?>> find(Class<?> type) {
    var all = new LinkedHashMap<String, Class<?>>();
    List<? extends Class<?>> open = OPEN.get(type);
    if (open != null) {
      open.forEach(c -> all.put(c.getSimpleName(), c));
    } else if (type.isSealed()) {
      Arrays.stream(type.getPermittedSubclasses()).forEach(c -> {
        if (c.isInterface()) {
          all.putAll(find(c));
        } else {
          all.put(c.getSimpleName(), c);
        }
      });
    }
    return all;
  }
}
