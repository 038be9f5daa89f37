package org.ranvier.simulator.engine;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.exact.ExactPart;
import org.ranvier.simulator.exact.ExactRowBuilder;
import org.ranvier.simulator.exact.ExactSlice;
import org.ranvier.simulator.exact.plastic.ExactPlasticPart;
import org.ranvier.simulator.fields.Field;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.synapses.Places;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;
import org.ranvier.simulator.synapses.SynapseGenerator.ExactValues;
import org.ranvier.simulator.synapses.SynapseVisitor;
import org.ranvier.simulator.time.TimeGrid;

/** One worker's populations in continuous time, as its loop over steps and epochs sees them. */
final class ExactSide {
  private final EngineSpec spec;
  private final TimeGrid grid;
  private final InputLayout layout;
  private final EpochPlan plan;
  private final ExactPart part;
  private final List<Watch> watches = new ArrayList<>();
  private int inEpoch; // which of the epochs that divide the step goes on
  private boolean stepwise; // whether somebody looks at the state inside an epoch

  /** A view of a slice, and who looks at it. */
  private record Watch(ExactSlice slice, ExactSlice.View view, ProbeSpec spec, @Nullable Probe probe) {}

  /**
   * @param fields the worker's copies
   */
  ExactSide(EngineSpec spec, InputLayout layout, EpochPlan plan, List<ExactSlice> slices, List<Field> fields) {
    this.spec = spec;
    this.layout = layout;
    this.plan = plan;
    grid = spec.grid();
    int receptors =
        spec.populations().stream().filter(PopulationSpec::isExact).mapToInt(PopulationSpec::receptors).max().orElse(1);
    int receptorBits = 32 - Integer.numberOfLeadingZeros(Math.max(1, receptors) - 1);
    int[] firstSlot = new int[spec.populations().size()];
    int slot = 0;
    for (ExactSlice slice : slices) {
      firstSlot[slice.population()] = slot - slice.first();
      slot += slice.size();
    }
    double longest = 0;
    @Nullable ExactRowBuilder[] rows = new ExactRowBuilder[spec.populations().size()];
    for (int p = 0; p < rows.length; p++) {
      int source = p;
      List<ProjectionSpec> leaving = leaving(source);
      if (!leaving.isEmpty()) {
        longest = Math.max(longest, leaving.stream().mapToDouble(s -> EpochPlan.delays(s.generator(), grid).maxDelayMs()).max().orElse(0));
        rows[p] = rows(spec.populations().get(p), leaving, firstSlot, receptorBits);
      }
    }
    List<PlasticProjection> learning =
        spec.plastic().stream().filter(p -> spec.populations().get(p.target()).isExact() && layout.count(p.target()) > 0).toList();
    for (PlasticProjection p : learning) {
      longest = Math.max(longest, EpochPlan.delays(p.generator(), grid).maxDelayMs());
    }
    long reach = (long) Math.ceil(longest / grid.resolutionMs()) + plan.steps() + 2;
    var plastic = learning.stream().map(p -> plastic(p, reach, fields)).toList();
    part = ExactPart.create(grid, slices, receptorBits, rows, plastic, reach, plan.ms(grid), sizesIfOrdered(spec));
  }

  private List<ProjectionSpec> leaving(int source) {
    return spec.projections().stream()
        .filter(s -> s.source() == source && spec.populations().get(s.target()).isExact() && layout.count(s.target()) > 0)
        .toList();
  }

  /** Visits the synapses of a static projection that end here. */
  void visit(ProjectionSpec projection, SynapseVisitor visitor) {
    int source = projection.source();
    List<ProjectionSpec> leaving = leaving(source);
    if (!leaving.contains(projection)) {
      return;
    }
    var weights = new StaticWalk.Weights() {
      @Override
      public double weight(int q) {
        return part.weight(source, q);
      }

      @Override
      public void setWeight(int q, double weight) {
        part.setWeight(source, q, weight);
      }
    };
    new StaticWalk(grid, layout, weights, places(leaving, part.rows(source)), true).visit(leaving, projection, visitor);
  }

  /** Synapses were placed source by source, and then sorted by their delays; those of one delay kept their order. */
  private Places places(List<ProjectionSpec> leaving, int[] row) {
    int[] next = row.clone();
    var delay = new double[row[row.length - 2]];
    for (ProjectionSpec p : leaving) {
      boolean exact = p.generator().exactValues().isPresent();
      generate(
          p,
          SynapseBatch.exact(
              b -> {
                if (!exact) {
                  fillExact(b);
                }
                for (int k = 0; k < b.size; k++) {
                  delay[next[b.source[k]]++] = b.exactDelay()[k];
                }
              }),
          true);
    }
    int[] order = new int[delay.length];
    Arrays.setAll(order, k -> k);
    int[] place = new int[delay.length];
    for (int s = 0; s + 2 < row.length; s++) {
      IntArrays.mergeSort(order, row[s], row[s + 1], (a, b) -> Double.compare(delay[a], delay[b])); // stable
      for (int q = row[s]; q < row[s + 1]; q++) {
        place[order[q]] = q;
      }
    }
    int[] again = row.clone();
    return (s, d) -> place[again[s]++];
  }

  private static Optional<int[]> sizesIfOrdered(EngineSpec spec) {
    boolean ordered = spec.populations().stream().anyMatch(p -> p.kernel() instanceof ExactKernel.Factory f && f.isOrdered());
    return ordered ? Optional.of(spec.populations().stream().mapToInt(PopulationSpec::size).toArray()) : Optional.empty();
  }

  private ExactPlasticPart plastic(PlasticProjection p, long reach, List<Field> fields) {
    return new ExactPlasticPart(
        p, EpochPlan.delays(p.generator(), grid), PlasticParts.ends(p, spec, layout), reach, grid, spec.seed(), fields);
  }

  private ExactRowBuilder rows(PopulationSpec source, List<ProjectionSpec> leaving, int[] firstSlot, int receptorBits) {
    double min = Double.POSITIVE_INFINITY;
    double max = 0;
    boolean wide = false;
    for (ProjectionSpec p : leaving) {
      ExactValues values = EpochPlan.delays(p.generator(), grid);
      min = Math.min(min, values.minDelayMs());
      max = Math.max(max, values.maxDelayMs());
      wide |= values.wideWeights() || p.wide();
    }
    var builder = new ExactRowBuilder(source.name(), source.size(), wide, min, max);
    for (ProjectionSpec p : leaving) {
      generate(p, new SynapseBatch(builder::count), false);
    }
    builder.allocate();
    for (ProjectionSpec p : leaving) {
      ReceptorChoice receptor = RowAssembly.reached(p);
      int first = firstSlot[p.target()];
      boolean exact = p.generator().exactValues().isPresent();
      generate(
          p,
          SynapseBatch.exact(
              b -> {
                if (!exact) {
                  fillExact(b);
                }
                builder.place(b, first, receptorBits, receptor.positive(), receptor.negative());
              }),
          true);
    }
    return builder;
  }

  private void fillExact(SynapseBatch batch) {
    for (int k = 0; k < batch.size; k++) {
      batch.exactDelay()[k] = grid.toMs(batch.delay[k]);
      batch.exactWeight()[k] = batch.weight[k];
    }
  }

  private void generate(ProjectionSpec p, SynapseBatch batch, boolean withWeights) {
    int from = layout.first(p.target());
    SynapseGenerator generator = p.generator();
    generator.generate(from, from + layout.count(p.target()), batch, withWeights);
    batch.flush();
  }

  /** Notes that a probe looks at a slice. */
  void watch(ExactSlice slice, ExactSlice.View view, ProbeSpec spec, @Nullable Probe probe) {
    watches.add(new Watch(slice, view, spec, probe));
    stepwise = true;
  }

  /** Nobody looks for a probe any more. */
  void forget(ProbeSpec spec) {
    watches.removeIf(w -> w.spec == spec);
    stepwise = !watches.isEmpty();
  }

  /** The part of a plastic projection to exact neurons of this worker. */
  Optional<ExactPlasticPart> plastic(PlasticProjection projection) {
    return part.plastic().stream().filter(p -> p.projection() == projection).findFirst();
  }

  ExactPart part() {
    return part;
  }

  void begin(int parity, int ofStep) {
    part.begin(parity);
    inEpoch = ofStep;
  }

  /** Within the epoch: advances to the end of its {@code k}-th step, where somebody looks there. */
  void step(long step, int k, int parity, Outbox outbox) {
    if (stepwise) {
      part.advance(grid.toMs(step), step, true, parity);
      report(outbox, k, step);
      for (Watch w : watches) {
        if (w.probe != null) {
          if (w.probe.isDue(step)) {
            w.view.refresh(w.probe.local(), grid.toMs(step));
          }
        } else {
          refreshFired(w, outbox, k, step);
        }
      }
    }
  }

  private void refreshFired(Watch w, Outbox outbox, int k, long step) {
    int p = w.slice.population();
    int begin = outbox.begin(k, p);
    int[] one = new int[1];
    for (int s = begin; s < begin + outbox.count(k, p); s++) {
      one[0] = outbox.neurons()[s] - w.slice.first();
      w.view.refresh(one, grid.toMs(step));
    }
  }

  /** Ends the epoch of {@code steps} steps, or of a part of one, that follows step {@code done}. */
  void end(long done, int steps, int parity, Outbox outbox) {
    if (steps == 0) {
      double begin = grid.toMs(done);
      double until = begin + (grid.toMs(done + 1) - begin) * (inEpoch + 1) / plan.parts();
      part.advance(until, done + 1, false, parity);
    } else if (!stepwise) {
      part.advance(grid.toMs(done + steps), done + steps, true, parity);
      for (int k = 0; k < steps; k++) {
        report(outbox, k, done + k + 1);
      }
    }
  }

  private void report(Outbox outbox, int k, long step) {
    for (int s = 0; s < part.slices().size(); s++) {
      outbox.report(part, s, k, step);
    }
  }

  /** Takes over what all workers produced in the epoch that began after step {@code done}. */
  void receive(Senders from, long done, int steps, int parity) {
    from.gathered().ifPresentOrElse(part::receive, () -> from.exactParts().forEach(sender -> part.receive(sender, parity)));
    receive(from.outboxes(parity), from.partition(), done, steps);
    part.received();
  }

  private void receive(Outbox[] outboxes, Partition partition, long done, int steps) {
    for (int p = 0; p < spec.populations().size(); p++) {
      if (spec.populations().get(p).isExact()) {
        continue;
      }
      for (int k = 0; k < steps; k++) {
        double time = grid.toMs(done + k + 1);
        for (int w = 0; w < outboxes.length; w++) {
          Outbox from = outboxes[partition.worker(p, w)];
          int begin = from.begin(k, p);
          for (int s = begin; s < begin + from.count(k, p); s++) {
            part.receive(p, from.neurons()[s], time);
          }
        }
      }
    }
  }
}
