package org.ranvier.simulator.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.exact.ExactInput;
import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.exact.ExactSlice;
import org.ranvier.simulator.exact.plastic.ExactPlasticPart;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.PublishingKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.synapses.RecentSpikes;
import org.ranvier.simulator.synapses.SynapseVisitor;

/** One worker: its slices, the rows of synapses that end there, and its inputs. */
final class Worker {
  /** 1.1e12, a power of two: the potential of no neuron, however wrong its input, if its equations are followed. */
  private static final double MOST_MV = 0x1p40;

  private final EngineSpec spec;
  private final InputLayout layout;
  private final float[] input;
  private final double[] wideInput; // empty unless a projection or stimulus asks for 8 bytes
  private final Fields fields;
  private final List<Slice> slices = new ArrayList<>();
  private final List<ExactSlice> exactSlices = new ArrayList<>();
  private final EpochPlan plan;
  private final BooleanSupplier cancelled;
  private @Nullable ExactSide exact; // where some neurons here live in continuous time
  private final List<Probe> probes = new ArrayList<>();
  private final List<SpikeProbe> spikeProbes = new ArrayList<>();
  private final List<KernelChange> changes; // by step; does not change during a run
  private int nextChange;
  private @Nullable StaticSynapses synapses;
  private @Nullable StaticSynapses wideSynapses;
  private PlasticParts plastic = PlasticParts.NONE;
  private @Nullable WorkerCouplings couplings;
  private final Outbox[] outboxes; // of this epoch and the one before, which the others may still be reading
  final PhaseTimes times = new PhaseTimes();
  private long events;

  Worker(EngineSpec spec, Partition partition, int id, List<KernelChange> changes, EpochPlan plan, BooleanSupplier cancelled) {
    this.spec = spec;
    this.plan = plan;
    this.cancelled = cancelled;
    this.changes = changes;
    layout = new InputLayout(spec.populations(), partition, id);
    input = new float[layout.size()];
    wideInput = new double[spec.isWide() ? layout.size() : 0];
    fields = new Fields(spec, id == 0);
    int populations = spec.populations().size();
    outboxes = new Outbox[] {new Outbox(populations), new Outbox(populations)};
    for (int p = 0; p < populations; p++) {
      if (layout.count(p) > 0) {
        if (spec.populations().get(p).isExact()) {
          exactSlices.add(exactSlice(p));
        } else {
          slices.add(slice(p));
        }
      }
    }
  }

  private ExactSlice exactSlice(int p) {
    PopulationSpec population = spec.populations().get(p);
    var context =
        new SliceContext(
            population.name(), layout.first(p), layout.count(p), layout.padded(p), spec.seed(), spec.grid(), new float[0], new int[0], null,
            null, List.of(), cancelled);
    var kernel = (ExactKernel) population.kernel().create(context);
    population.initializer().initialize(kernel.state(), layout.first(p), layout.count(p));
    var inputs = new ArrayList<ExactInput>();
    spec.stimuli().stream().filter(s -> s.target() == p).forEach(s -> inputs.add((ExactInput) s.factory().create(context)));
    return new ExactSlice(p, layout.first(p), layout.count(p), context, kernel, inputs);
  }

  private void watch(ExactSide side, ExactSlice slice) {
    probesOf(slice.population()).forEach(probe -> watch(side, slice, probe));
  }

  private void watch(ExactSide side, ExactSlice slice, ProbeSpec probe) {
    ExactSlice.View view = slice.view();
    Optional<Probe> part = add(probe, slice.first(), slice.size(), probe.variables().stream().map(view::variable).toList());
    if (probe.fromStart()) {
      part.ifPresent(p -> view.refresh(p.local(), 0));
      part.ifPresent(p -> p.sample(0));
    }
    if (probe.onSpikes() || part.isPresent()) {
      side.watch(slice, view, probe, part.orElse(null));
    }
  }

  /** Puts another kernel in the place of a stimulus. */
  void replace(StimulusSpec stimulus, int ofTarget, double timeMs) {
    for (Slice slice : slices) {
      if (slice.population() == stimulus.target()) {
        InputKernel after = stimulus.factory().create(slice.context());
        after.attach(slice.kernel());
        after.follow(slice.stimuli().get(ofTarget), timeMs);
        slice.stimuli().set(ofTarget, after);
      }
    }
    for (ExactSlice slice : exactSlices) {
      if (slice.population() == stimulus.target()) {
        var after = (ExactInput) stimulus.factory().create(slice.context());
        after.follow(slice.inputs().get(ofTarget), timeMs);
        slice.inputs().set(ofTarget, after);
      }
    }
  }

  /** A state variable of a stimulus, at the first of the neurons here. */
  Optional<Double> stimulusState(int target, int ofTarget, String variable) {
    return slices.stream()
        .filter(s -> s.population() == target)
        .findFirst()
        .flatMap(s -> s.stimuli().get(ofTarget).state().find(variable))
        .map(v -> v.values()[0]);
  }

  /** Visits the synapses of a static projection that end here. */
  void visit(ProjectionSpec projection, SynapseVisitor visitor) {
    StaticSynapses of = projection.wide() ? wideSynapses : synapses;
    if (spec.populations().get(projection.target()).isExact()) {
      if (exact != null) {
        exact.visit(projection, visitor);
      }
    } else if (of != null) {
      of.visit(spec, layout, projection, visitor);
    }
  }

  /** Visits the kernels of a population, on the grid and in continuous time. */
  void look(int population, SliceVisitor visitor) {
    slices.stream().filter(s -> s.population() == population).forEach(s -> visitor.visit(s.first(), s.size(), s.kernel()));
    exactSlices.stream().filter(s -> s.population() == population).forEach(s -> visitor.visit(s.first(), s.size(), s.kernel()));
  }

  /** Lets the kernels of a population be changed, and lets others see what they are then. */
  void revise(int population, SliceVisitor visitor, long now) {
    for (Slice slice : slices) {
      if (slice.population() == population) {
        visitor.visit(slice.first(), slice.size(), slice.kernel());
        if (slice.kernel() instanceof PublishingKernel publishing) {
          publishing.publish(now, 0, slice.size());
        }
      }
    }
    if (couplings != null) {
      couplings.publish(now);
    }
    ExactSide side = exact;
    for (int s = 0; s < exactSlices.size(); s++) {
      ExactSlice slice = exactSlices.get(s);
      if (side != null && slice.population() == population) {
        side.part().revise(s, kernel -> visitor.visit(slice.first(), slice.size(), kernel));
      }
    }
  }

  /** Begins to sample. */
  void add(ProbeSpec probe) {
    for (Slice slice : slices) {
      if (slice.population() == probe.population()) {
        add(probe, slice.first(), slice.size(), probe.variables().stream().map(v -> variable(v, probe, slice.kernel(), slice.tap())).toList());
      }
    }
    ExactSide side = exact;
    for (ExactSlice slice : exactSlices) {
      if (side != null && slice.population() == probe.population()) {
        watch(side, slice, probe);
      }
    }
  }

  /** Ceases to sample; what has been sampled stays. */
  void end(ProbeSpec probe) {
    probes.stream().filter(p -> p.isOf(probe)).forEach(Probe::end);
    spikeProbes.stream().filter(p -> p.isOf(probe)).forEach(SpikeProbe::end);
  }

  /** Forgets a probe and what it has sampled. */
  void remove(ProbeSpec probe) {
    probes.removeIf(p -> p.isOf(probe));
    spikeProbes.removeIf(p -> p.isOf(probe));
    if (exact != null) {
      exact.forget(probe);
    }
  }

  private List<ProbeSpec> probesOf(int population) {
    return spec.probes().stream().filter(probe -> probe.population() == population).toList();
  }

  /** Adds this worker's part of a probe; returns it where it samples at an interval and some of its neurons are here. */
  private Optional<Probe> add(ProbeSpec probe, int first, int size, List<StateVariable> variables) {
    if (probe.onSpikes()) {
      spikeProbes.add(new SpikeProbe(probe, first, size, variables));
      return Optional.empty();
    }
    var part = new Probe(probe, first, size, variables);
    if (part.isEmpty()) {
      return Optional.empty();
    }
    probes.add(part);
    return Optional.of(part);
  }

  private Slice slice(int p) {
    PopulationSpec population = spec.populations().get(p);
    int size = layout.count(p);
    int padded = layout.padded(p);
    boolean current = spec.stimuli().stream().anyMatch(s -> s.target() == p && s.usesCurrent());
    var context =
        new SliceContext(
            population.name(), layout.first(p), size, padded, spec.seed(), spec.grid(), input, layout.receptorBases(p),
            current ? new double[padded] : null, spec.isWide(p) ? wideInput : null, fields.copies(), cancelled);
    var kernel = population.kernel().create(context);
    population.initializer().initialize(kernel.state(), layout.first(p), size);
    if (kernel instanceof PublishingKernel publishing) {
      publishing.publish(0, 0, size);
    }
    var stimuli = new ArrayList<InputKernel>();
    spec.stimuli().stream().filter(s -> s.target() == p).forEach(s -> stimuli.add(s.factory().create(context)));
    stimuli.forEach(s -> s.attach(kernel));
    if (context.wideInput() != null) {
      stimuli.add(new Widening(context, wideInput));
    }
    var tap = new InputTap(context);
    for (ProbeSpec probe : probesOf(p)) {
      var part = add(probe, layout.first(p), size, probe.variables().stream().map(v -> variable(v, probe, kernel, tap)).toList());
      if (probe.fromStart()) {
        part.ifPresent(first -> first.sample(0));
      }
    }
    return new Slice(p, population.name(), layout.first(p), size, context, kernel, stimuli, context.current(), tap);
  }

  private static StateVariable variable(String name, ProbeSpec probe, NeuronKernel kernel, InputTap tap) {
    ProbeSpec.Receptor receptor = probe.receptors().get(name);
    return receptor == null ? kernel.state().find(name).orElseThrow() : tap.variable(name, receptor);
  }

  /** Builds the rows of all synapses that end here. */
  void build(Publications publications, @Nullable Junctions junctions) {
    int epochSteps = plan.steps();
    if (!spec.couplings().isEmpty()) {
      couplings = new WorkerCouplings(spec, publications, slices, junctions);
    }
    if (!exactSlices.isEmpty()) {
      var side = new ExactSide(spec, layout, plan, exactSlices, fields.copies());
      exactSlices.forEach(slice -> watch(side, slice));
      exact = side;
    }
    synapses = new StaticSynapses(spec, layout, epochSteps, input.length, false);
    if (wideInput.length > 0) {
      wideSynapses = new StaticSynapses(spec, layout, epochSteps, input.length, true);
    }
    plastic = PlasticParts.build(spec, layout, fields.copies(), epochSteps, slices);
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
        apply(changes.get(nextChange++));
      }
      long t0 = weight > 0 ? System.nanoTime() : 0;
      if (plan.parts() == 1) {
        fields.advance(step);
      }
      deliver(step);
      if (couplings != null) {
        couplings.gather(step);
      }
      long t1 = weight > 0 ? System.nanoTime() : 0;
      for (Slice slice : slices) {
        outbox.advance(slice, k, step);
      }
      plastic.fired(step, outbox, k);
      if (couplings != null) {
        couplings.publish(step);
      }
      if (side != null) {
        side.step(step, k, parity, outbox);
      }
      for (Probe probe : probes) {
        probe.sample(step);
      }
      for (SpikeProbe probe : spikeProbes) {
        probe.sample(step, outbox, k);
      }
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

  private void apply(KernelChange change) {
    for (Slice slice : slices) {
      if (slice.population() == change.population()) {
        change.change().accept(slice.kernel());
      }
    }
  }

  private void deliver(long step) {
    if (synapses != null) {
      synapses.deliver(step, input);
    }
    if (wideSynapses != null) {
      wideSynapses.deliver(step, wideInput);
    }
    events += plastic.deliver(step, input);
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
      if (synapses != null) {
        synapses.receive(step, outboxes, partition, k);
      }
      if (wideSynapses != null) {
        wideSynapses.receive(step, outboxes, partition, k);
      }
      plastic.receive(step, outboxes, partition, k);
      fields.receive(step, outboxes, partition, k);
    }
  }

  /** What is remembered of the spikes of a population in the last steps. */
  RecentSpikes recentSpikes(int population, long now) {
    return Stream.of(synapses, wideSynapses)
        .filter(Objects::nonNull)
        .map(s -> s.recent(population, now))
        .max(Comparator.comparingInt(RecentSpikes::steps))
        .orElse(RecentSpikes.NONE);
  }

  /** Takes over the spikes of the last steps, by population. */
  void restoreSpikes(List<RecentSpikes> recent, long now) {
    Stream.of(synapses, wideSynapses).filter(Objects::nonNull).forEach(s -> s.restore(recent, now));
  }

  /** What was to change before the end of step {@code now} has changed. */
  void skipChanges(long now) {
    nextChange = 0;
    while (nextChange < changes.size() && changes.get(nextChange).step() < now) {
      nextChange++;
    }
  }

  Optional<Slice> sliceOf(int population) {
    return slices.stream().filter(s -> s.population() == population).findFirst();
  }

  Optional<ExactSlice> exactSliceOf(int population) {
    return exactSlices.stream().filter(s -> s.population() == population).findFirst();
  }

  /** Lists what couplings go on from. */
  void couplingState(StatePort port) {
    if (couplings != null) {
      couplings.state(port);
    }
  }

  Fields fields() {
    return fields;
  }

  PlasticParts plastic() {
    return plastic;
  }

  long plasticSynapses() {
    return plastic.synapses() + (exact == null ? 0 : exact.part().plastic().stream().mapToLong(ExactPlasticPart::synapses).sum());
  }

  long plasticBytes() {
    return plastic.bytes() + (exact == null ? 0 : exact.part().plastic().stream().mapToLong(ExactPlasticPart::bytes).sum());
  }

  @Nullable ExactSide exact() {
    return exact;
  }

  /** Spikes that have reached a synapse here. */
  long events() {
    long n = events + (synapses == null ? 0 : synapses.events()) + (wideSynapses == null ? 0 : wideSynapses.events());
    return n + (exact == null ? 0 : exact.part().events());
  }

  Outbox outbox(int parity) {
    return outboxes[parity];
  }

  List<Slice> slices() {
    return slices;
  }

  List<Probe> probes(ProbeSpec of) {
    return probes.stream().filter(p -> p.isOf(of)).toList();
  }

  List<SpikeProbe> spikeProbes(ProbeSpec of) {
    return spikeProbes.stream().filter(p -> p.isOf(of)).toList();
  }

  long synapses() {
    long n = plastic.synapses() + (couplings == null ? 0 : couplings.size());
    n += (synapses == null ? 0 : synapses.synapses()) + (wideSynapses == null ? 0 : wideSynapses.synapses());
    return n + (exact == null ? 0 : exact.part().synapses());
  }

  long synapseBytes() {
    long n = plastic.bytes() + (couplings == null ? 0 : couplings.bytes());
    n += (synapses == null ? 0 : synapses.bytes()) + (wideSynapses == null ? 0 : wideSynapses.bytes());
    return n + (exact == null ? 0 : exact.part().bytes());
  }

  /** Throws if a state variable is not a finite number, or a potential so large that it can only be what a step has overshot to. */
  void checkFinite(long step) {
    fields.checkFinite(step);
    for (Slice slice : slices) {
      checkFinite(slice.name(), slice.first(), slice.size(), slice.kernel().state(), step);
    }
    for (ExactSlice slice : exactSlices) {
      if (slice.kernel().isSuspect()) { // looking at all of them would cost what silent neurons do not
        checkFinite(spec.populations().get(slice.population()).name(), slice.first(), slice.size(), slice.kernel().state(), step);
      }
    }
  }

  private void checkFinite(String name, int first, int size, State state, long step) {
    for (StateVariable variable : state.variables()) {
      double limit = variable.unit().equals("mV") ? MOST_MV : Double.POSITIVE_INFINITY;
      if (!allBelow(limit, variable.values(), size)) {
        throw tooLarge(name, first, state, variable, limit, step);
      }
    }
  }

  /**
   * Whether the exponents are below that of {@code limit}, a power of two or infinity: what is to be added to the limit's exponent to carry into the
   * sign makes larger ones, infinity and NaN do so too; integer sums vectorise.
   */
  private static boolean allBelow(double limit, double[] values, int count) {
    long complement = -Double.doubleToRawLongBits(limit) & 0x7ff0000000000000L;
    long carry = 0;
    for (int i = 0; i < count; i++) {
      carry |= (Double.doubleToRawLongBits(values[i]) & 0x7ff0000000000000L) + complement;
    }
    return carry >= 0;
  }

  private RanvierException tooLarge(String name, int first, State state, StateVariable variable, double limit, long step) {
    int i = 0;
    while (Math.abs(variable.values()[i]) < limit) {
      i++;
    }
    int at = i;
    String all = state.variables().stream().map(v -> v.name() + " = " + v.values()[at] + (v.unit().equals("1") ? "" : " " + v.unit())).collect(Collectors.joining(", "));
    return new RanvierException(
        "population '" + name + "', neuron " + (first + i) + ": " + variable.name() + " is "
        + variable.values()[i] + (Double.isFinite(variable.values()[i]) ? " mV, which no potential is," : "")
            + " at or shortly before " + spec.grid().toMs(step)
            + " ms; the neuron's state is " + all + "; where the onset of a spike is exponential, let the model's text say 'method: adaptive, threshold at"
            + " substeps'; otherwise a parameter, weight or input is out of range, or the resolution " + spec.grid().resolutionMs() + " ms is too coarse");
  }
}
