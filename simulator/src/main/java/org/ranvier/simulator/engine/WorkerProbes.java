package org.ranvier.simulator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ranvier.simulator.state.StateVariable;

/** One worker's parts of all probes. */
final class WorkerProbes {
  private final List<Probe> timed = new ArrayList<>();
  private final List<SpikeProbe> onSpikes = new ArrayList<>();

  /** Adds a part of a probe; returns it where it samples at an interval and some of its neurons are here. */
  Optional<Probe> add(ProbeSpec probe, int first, int size, List<StateVariable> variables) {
    if (probe.onSpikes()) {
      onSpikes.add(new SpikeProbe(probe, first, size, variables));
      return Optional.empty();
    }
    var part = new Probe(probe, first, size, variables);
    if (part.isEmpty()) {
      return Optional.empty();
    }
    timed.add(part);
    return Optional.of(part);
  }

  /** Ceases to sample; what has been sampled stays. */
  void end(ProbeSpec probe) {
    timed.stream().filter(p -> p.isOf(probe)).forEach(Probe::end);
    onSpikes.stream().filter(p -> p.isOf(probe)).forEach(SpikeProbe::end);
  }

  /** Forgets a probe and what it has sampled. */
  void remove(ProbeSpec probe) {
    timed.removeIf(p -> p.isOf(probe));
    onSpikes.removeIf(p -> p.isOf(probe));
  }

  /** Samples at the end of the {@code k}-th step of an epoch. */
  void sample(long step, Outbox outbox, int k) {
    for (Probe probe : timed) {
      probe.sample(step);
    }
    for (SpikeProbe probe : onSpikes) {
      probe.sample(step, outbox, k);
    }
  }

  List<Probe> timed(ProbeSpec of) {
    return timed.stream().filter(p -> p.isOf(of)).toList();
  }

  List<SpikeProbe> onSpikes(ProbeSpec of) {
    return onSpikes.stream().filter(p -> p.isOf(of)).toList();
  }
}
