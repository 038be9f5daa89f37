package org.ranvier.simulator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.fields.Field;
import org.ranvier.simulator.kernel.Clock;
import org.ranvier.simulator.plastic.PartEnds;
import org.ranvier.simulator.plastic.PlasticPart;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.state.State;

/** One worker's parts of all plastic projections to neurons on the grid. */
final class PlasticParts {
  private final List<@Nullable PlasticPart> parts; // null where no target is local

  private PlasticParts(List<@Nullable PlasticPart> parts) {
    this.parts = parts;
  }

  static PlasticParts build(EngineSpec spec, InputLayout layout, List<Field> fields, int epochSteps, List<Slice> slices) {
    var parts = new ArrayList<@Nullable PlasticPart>();
    for (PlasticProjection p : spec.plastic()) {
      int targets = layout.count(p.target());
      parts.add(
          targets == 0 || spec.clock(p.target()) != Clock.GRID
              ? null
              : new PlasticPart(
                  p, ends(p, spec, layout), layout.receptorBases(p.target())[p.reached()], epochSteps, spec.grid(), spec.seed(), fields,
                  () -> state(p, slices)));
    }
    return new PlasticParts(parts);
  }

  /** Which neurons a projection's synapses at one worker connect. */
  static PartEnds ends(PlasticProjection p, EngineSpec spec, InputLayout layout) {
    return new PartEnds(
        spec.populations().get(p.source()).size(), layout.first(p.target()), layout.count(p.target()), spec.populations().get(p.target()).size());
  }

  private static State state(PlasticProjection projection, List<Slice> slices) {
    return slices.stream().filter(s -> s.population() == projection.target()).findFirst().orElseThrow().kernel().state();
  }

  Optional<PlasticPart> part(int projection) {
    return Optional.ofNullable(parts.get(projection));
  }

  long deliver(long step, float[] input) {
    long events = 0;
    for (PlasticPart part : parts) {
      if (part != null) {
        events += part.deliver(step, input);
      }
    }
    return events;
  }

  /** Takes note of the local neurons that fired, and looks at all of them, in the {@code k}-th step of the epoch. */
  void fired(long step, Outbox outbox, int k) {
    for (PlasticPart part : parts) {
      if (part != null) {
        int p = part.projection().target();
        part.fired(step, outbox.neurons(), outbox.begin(k, p), outbox.count(k, p));
        part.observe(step);
      }
    }
  }

  /** Takes over the spikes of all workers in the {@code k}-th step of an epoch. */
  void receive(long step, Outbox[] outboxes, Partition partition, int k) {
    for (PlasticPart part : parts) {
      if (part != null) {
        int p = part.projection().source();
        part.startStep(step);
        for (int slice = 0; slice < outboxes.length; slice++) {
          Outbox from = outboxes[partition.worker(p, slice)];
          part.receive(step, from.neurons(), from.begin(k, p), from.count(k, p));
        }
      }
    }
  }

  long synapses() {
    long n = 0;
    for (PlasticPart part : parts) {
      n += part == null ? 0 : part.synapses();
    }
    return n;
  }

  long bytes() {
    long n = 0;
    for (PlasticPart part : parts) {
      n += part == null ? 0 : part.bytes();
    }
    return n;
  }
}
