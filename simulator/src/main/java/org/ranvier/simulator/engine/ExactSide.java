package org.ranvier.simulator.engine;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactInput;
import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.exact.ExactPart;
import org.ranvier.simulator.exact.ExactRowBuilder;
import org.ranvier.simulator.exact.ExactSlice;
import org.ranvier.simulator.exact.plastic.ExactPlasticPart;
import org.ranvier.simulator.fields.Field;
import org.ranvier.simulator.kernel.Clock;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.synapses.Places;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;
import org.ranvier.simulator.synapses.SynapseGenerator.ExactValues;
import org.ranvier.simulator.synapses.SynapseVisitor;
import org.ranvier.simulator.time.TimeGrid;

/** One worker's populations in continuous time, as its loop over steps and epochs sees them. */
final class ExactSide implements Side {
  private final EngineSpec spec;
  private final TimeGrid grid;
  private final InputLayout layout;
  private final EpochPlan plan;
  private final WorkerProbes probes;
  private final FiniteCheck finite;
  private final List<ExactSlice> slices;
  private final int[] onGrid; // populations whose spikes come by the outboxes
  private final ExactPart part;
  private final List<Watch> watches = new ArrayList<>();
  private int inEpoch; // which of the epochs that divide the step goes on
  private boolean stepwise; // whether somebody looks at the state inside an epoch

  /** A view of a slice, and who looks at it. */
  private record Watch(ExactSlice slice, ExactSlice.View view, ProbeSpec spec, @Nullable Probe probe) {}

  /** Empty where no neuron here lives in continuous time. */
  static @Nullable ExactSide ifAny(EngineSpec spec, InputLayout layout, EpochPlan plan, List<Field> fields, WorkerProbes probes) {
    boolean any = spec.populationsIn(Clock.EXACT).anyMatch(p -> layout.count(p) > 0);
    return any ? new ExactSide(spec, layout, plan, fields, probes) : null;
  }

  /**
   * @param fields the worker's copies
   */
  private ExactSide(EngineSpec spec, InputLayout layout, EpochPlan plan, List<Field> fields, WorkerProbes probes) {
    this.spec = spec;
    this.layout = layout;
    this.plan = plan;
    this.probes = probes;
    grid = spec.grid();
    finite = new FiniteCheck(grid);
    onGrid = spec.populationsIn(Clock.GRID).toArray();
    slices = spec.populationsIn(Clock.EXACT).filter(p -> layout.count(p) > 0).mapToObj(p -> slice(p, fields)).toList();
    int receptors = spec.populationsIn(Clock.EXACT).map(p -> spec.populations().get(p).receptors()).max().orElse(1);
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
    List<PlasticProjection> learning = spec.plasticTo(Clock.EXACT).filter(p -> layout.count(p.target()) > 0).toList();
    for (PlasticProjection p : learning) {
      longest = Math.max(longest, EpochPlan.delays(p.generator(), grid).maxDelayMs());
    }
    long reach = (long) Math.ceil(longest / grid.resolutionMs()) + plan.steps() + 2;
    var plastic = learning.stream().map(p -> plastic(p, reach, fields)).toList();
    part = ExactPart.create(grid, slices, receptorBits, rows, plastic, reach, plan.ms(grid), sizesIfOrdered(spec));
    slices.forEach(slice -> spec.probesOf(slice.population()).forEach(probe -> watch(slice, probe)));
  }

  private ExactSlice slice(int p, List<Field> fields) {
    PopulationSpec population = spec.populations().get(p);
    var context = new ExactContext(population.name(), layout.first(p), layout.count(p), layout.padded(p), spec.seed(), grid, fields);
    ExactKernel kernel = ((ExactKernel.Factory) population.dynamics()).create(context);
    population.initializer().initialize(kernel.state(), layout.first(p), layout.count(p));
    var inputs = new ArrayList<ExactInput>();
    spec.stimuliOf(p).forEach(s -> inputs.add(create(s, context)));
    return new ExactSlice(p, layout.first(p), layout.count(p), context, kernel, inputs);
  }

  private static ExactInput create(StimulusSpec stimulus, ExactContext context) {
    return ((ExactInput.Factory) stimulus.maker()).create(context);
  }

  @Override
  public Clock clock() {
    return Clock.EXACT;
  }

  private Stream<ExactSlice> slicesOf(int population) {
    return slices.stream().filter(s -> s.population() == population);
  }

  private List<ProjectionSpec> leaving(int source) {
    return spec.projectionsTo(Clock.EXACT).filter(s -> s.source() == source && layout.count(s.target()) > 0).toList();
  }

  @Override
  public void visit(ProjectionSpec projection, SynapseVisitor visitor) {
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
    boolean ordered = spec.populations().stream().anyMatch(p -> p.dynamics() instanceof ExactKernel.Factory f && f.isOrdered());
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

  @Override
  public void look(int population, SliceVisitor visitor) {
    slicesOf(population).forEach(s -> visitor.visit(s.first(), s.size(), s.kernel()));
  }

  @Override
  public void revise(int population, SliceVisitor visitor, long now) {
    for (int s = 0; s < slices.size(); s++) {
      ExactSlice slice = slices.get(s);
      if (slice.population() == population) {
        part.revise(s, kernel -> visitor.visit(slice.first(), slice.size(), kernel));
      }
    }
  }

  @Override
  public void replace(StimulusSpec stimulus, int ofTarget, double timeMs) {
    slicesOf(stimulus.target()).forEach(s -> {
      ExactInput after = create(stimulus, s.context());
      after.follow(s.inputs().get(ofTarget), timeMs);
      s.inputs().set(ofTarget, after);
    });
  }

  @Override
  public void add(ProbeSpec probe) {
    slicesOf(probe.population()).forEach(s -> watch(s, probe));
  }

  private void watch(ExactSlice slice, ProbeSpec probe) {
    ExactSlice.View view = slice.view();
    Optional<Probe> part = probes.add(probe, slice.first(), slice.size(), probe.variables().stream().map(view::variable).toList());
    if (probe.fromStart()) {
      part.ifPresent(p -> view.refresh(p.local(), 0));
      part.ifPresent(p -> p.sample(0));
    }
    if (probe.onSpikes() || part.isPresent()) {
      watches.add(new Watch(slice, view, probe, part.orElse(null)));
      stepwise = true;
    }
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

  /** Does so at once only where somebody looks there, and otherwise at the end of the epoch. */
  @Override
  public void step(long step, int k, int parity, Outbox outbox) {
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
    for (int p : onGrid) {
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

  @Override
  public void neurons(int population, StatePort port) {
    slicesOf(population).forEach(
        s -> Side.state(s.kernel(), s.inputs(), port.slice(s.first(), s.size(), spec.populations().get(population).size())));
  }

  @Override
  public Built built() {
    long plasticSynapses = part.plastic().stream().mapToLong(ExactPlasticPart::synapses).sum();
    long plasticBytes = part.plastic().stream().mapToLong(ExactPlasticPart::bytes).sum();
    return new Built(part.synapses(), part.bytes(), plasticSynapses, plasticBytes);
  }

  @Override
  public long events() {
    return part.events();
  }

  @Override
  public void checkFinite(long step) {
    for (ExactSlice slice : slices) {
      if (slice.kernel().isSuspect()) { // looking at all of them would cost what silent neurons do not
        finite.check(spec.populations().get(slice.population()).name(), slice.first(), slice.size(), slice.kernel().state(), step);
      }
    }
  }
}
