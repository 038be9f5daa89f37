package org.ranvier.networks;

import java.util.List;
import org.ranvier.networks.building.NetworkIndex;
import org.ranvier.networks.building.PartSpecs;
import org.ranvier.simulator.RanvierException;

/**
 * Refuses a part of a network as soon as it is described, where the builder's verbs leave to the building of a simulation what is refused: for a notebook, in which a
 * call that fails is mended and run again.
 */
public final class PartCheck {
  private static final int SEEDS = 8;

  private PartCheck() {}

  /**
   * Looks at a part and at what it stands on, without building synapses.
   *
   * <p>What is drawn depends on the seed, which only a simulation has: it is refused where it is out of range for each of several seeds. Modulators and readouts that a
   * rule names may be described later.
   *
   * @param part what a verb of the network has returned; of others nothing is said
   * @throws RanvierException with the message that a simulation of the network would end with
   */
  public static void check(Network network, Object part) {
    NetworkIndex index = network.index();
    for (Record plan : plans(network, part)) {
      check(index, plan);
    }
  }

  private static void check(NetworkIndex index, Record plan) {
    for (int seed = 1;; seed++) {
      try {
        new PartSpecs(index, seed).check(plan);
        return;
      } catch (RanvierException e) {
        if (seed == SEEDS) {
          throw e;
        }
      }
    }
  }

  private static List<? extends Record> plans(Network network, Object part) {
    return switch (part) {
      case Population p -> List.of(p.populationPlan());
      case Projection p -> List.of(p.plan());
      case PoissonInput d -> List.of(d.plan());
      case CurrentInput c -> List.of(c.plan());
      case NoiseInput n -> List.of(n.plan());
      case LowRankProjection l -> List.of(l.plan());
      case StateRecorder r -> List.of(r.plan());
      case ModulatorRecorder r -> List.of(r.plan());
      case ParameterRecorder r -> List.of(r.plan());
      case WeightRecorder r -> List.of(r.plan());
      case Readout r -> List.of(r.plan());
      case Modulator m -> List.of(m.plan());
      case ModulatorSource s -> network.modulators().stream().filter(m -> m.sources().contains(s)).map(Modulator::plan).toList();
      case ModulatorReceptor r -> List.of(r.plan());
      case ScheduledChange c -> network.plan().changes().stream().filter(c::made).toList();
      case WeightNormalisation u -> List.of(u.plan());
      case SynapticScaling u -> List.of(u.plan());
      case IntrinsicPlasticity u -> List.of(u.plan());
      case Rewiring u -> List.of(u.plan());
      default -> List.of(); // nothing of which a simulation is built
    };
  }
}
