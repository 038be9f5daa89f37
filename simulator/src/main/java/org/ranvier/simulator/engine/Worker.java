package org.ranvier.simulator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.kernel.Clock;
import org.ranvier.simulator.synapses.SynapseVisitor;

/** One worker: its neurons, by the time in which they live, the synapses that end there, and what it has of all fields. */
final class Worker {
  private final EngineSpec spec;
  private final EpochPlan plan;
  private final Fields fields;
  private final GridSide grid;
  private final @Nullable ExactSide exact; // where some neurons here live in continuous time
  private final List<Side> sides = new ArrayList<>();
  private final WorkerProbes probes = new WorkerProbes();
  private final List<KernelChange> changes; // by step; does not change during a run
  private int nextChange;
  private final Outbox[] outboxes; // of this epoch and the one before, which the others may still be reading
  final PhaseTimes times = new PhaseTimes();

  /** What a worker shares with the others. */
  record Shared(EpochPlan plan, Publications publications, @Nullable Junctions junctions, List<KernelChange> changes, BooleanSupplier cancelled) {}

  Worker(EngineSpec spec, Partition partition, int id, Shared shared) {
    this.spec = spec;
    plan = shared.plan;
    changes = shared.changes;
    var layout = new InputLayout(spec, partition, id);
    fields = new Fields(spec, id == 0);
    int populations = spec.populations().size();
    outboxes = new Outbox[] {new Outbox(populations), new Outbox(populations)};
    grid = new GridSide(spec, layout, plan.steps(), fields, probes, shared.cancelled, shared.publications, shared.junctions);
    sides.add(grid);
    exact = ExactSide.ifAny(spec, layout, plan, fields.copies(), probes);
    if (exact != null) {
      sides.add(exact);
    }
  }

  /** Where neurons live, by their time. */
  List<Side> sides() {
    return sides;
  }

  GridSide grid() {
    return grid;
  }

  @Nullable ExactSide exact() {
    return exact;
  }

  Fields fields() {
    return fields;
  }

  WorkerProbes probes() {
    return probes;
  }

  Outbox outbox(int parity) {
    return outboxes[parity];
  }

  /** Visits the synapses of a static projection that end here. */
  void visit(ProjectionSpec projection, SynapseVisitor visitor) {
    Clock clock = spec.clock(projection.target());
    sides.stream().filter(s -> s.clock() == clock).forEach(s -> s.visit(projection, visitor));
  }

  /**
   * Advances {@code steps} steps, at most an epoch, that follow step {@code done}.
   *
   * @param weight what the time counts for that this takes; 0: it is not measured
   */
  void advance(long done, int steps, int parity, int partOfStep, int weight) {
    Outbox outbox = outboxes[parity];
    outbox.start(steps);
    ExactSide side = exact;
    if (side != null) {
      side.begin(parity, partOfStep);
    }
    if (steps == 0 && partOfStep == 0) {
      fields.advance(done + 1); // synapses in continuous time look at them in all parts of the step
    }
    for (int k = 0; k < steps; k++) {
      long step = done + k + 1;
      while (nextChange < changes.size() && changes.get(nextChange).step() < step) {
        grid.apply(changes.get(nextChange++));
      }
      long t0 = weight > 0 ? System.nanoTime() : 0;
      if (plan.parts() == 1) {
        fields.advance(step);
      }
      grid.deliver(step);
      long t1 = weight > 0 ? System.nanoTime() : 0;
      grid.step(step, k, parity, outbox);
      if (side != null) {
        side.step(step, k, parity, outbox);
      }
      probes.sample(step, outbox, k);
      if (weight > 0) {
        times.deliver += weight * (t1 - t0);
        times.update += weight * (System.nanoTime() - t1);
      }
    }
    if (side != null) {
      long t0 = System.nanoTime();
      side.end(done, steps, parity, outbox);
      times.update += System.nanoTime() - t0;
    }
  }

  /**
   * Takes over the spikes that all workers produced in the epoch that began after step {@code done}.
   *
   * @param from where they are
   */
  void receive(Senders from, long done, int steps, int parity) {
    if (exact != null) {
      exact.receive(from, done, steps, parity);
    }
    Outbox[] outboxes = from.outboxes(parity);
    Partition partition = from.partition();
    for (int k = 0; k < steps; k++) { // step by step, so that the order of what is pushed does not depend on where epochs begin
      long step = done + k + 1;
      grid.receive(step, outboxes, partition, k);
      fields.receive(step, outboxes, partition, k);
    }
  }

  /** What was to change before the end of step {@code now} has changed. */
  void skipChanges(long now) {
    nextChange = 0;
    while (nextChange < changes.size() && changes.get(nextChange).step() < now) {
      nextChange++;
    }
  }

  /** Forgets a probe and what it has sampled. */
  void forget(ProbeSpec probe) {
    probes.remove(probe);
    if (exact != null) {
      exact.forget(probe);
    }
  }

  Built built() {
    return sides.stream().map(Side::built).reduce(Built.NOTHING, Built::plus);
  }

  /** Spikes that have reached a synapse here. */
  long events() {
    return sides.stream().mapToLong(Side::events).sum();
  }

  void checkFinite(long step) {
    fields.checkFinite(step);
    sides.forEach(s -> s.checkFinite(step));
  }
}
