package org.ranvier.simulator.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.kernel.Clock;
import org.ranvier.simulator.kernel.InputKernel;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.NeuronKernel;
import org.ranvier.simulator.kernel.PublishingKernel;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.state.StatePort;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.synapses.RecentSpikes;
import org.ranvier.simulator.synapses.SynapseVisitor;

/** One worker's populations on the grid. */
final class GridSide implements Side {
  private final EngineSpec spec;
  private final InputLayout layout;
  private final WorkerProbes probes;
  private final FiniteCheck finite;
  private final float[] input;
  private final double[] wideInput; // empty unless a projection or stimulus asks for 8 bytes
  private final List<Slice> slices = new ArrayList<>();
  private final @Nullable WorkerCouplings couplings;
  private final StaticSynapses synapses;
  private final @Nullable StaticSynapses wideSynapses;
  private final PlasticParts plastic;
  private long events;

  /**
   * @param cancelled whether the run is to end
   * @param junctions those that are solved for; null where there are none
   */
  GridSide(
      EngineSpec spec, InputLayout layout, int epochSteps, Fields fields, WorkerProbes probes, BooleanSupplier cancelled, Publications publications,
      @Nullable Junctions junctions) {
    this.spec = spec;
    this.layout = layout;
    this.probes = probes;
    finite = new FiniteCheck(spec.grid());
    input = new float[layout.size()];
    wideInput = new double[spec.isWide() ? layout.size() : 0];
    spec.populationsIn(Clock.GRID).filter(p -> layout.count(p) > 0).forEach(p -> slices.add(slice(p, fields, cancelled)));
    couplings = spec.couplings().isEmpty() ? null : new WorkerCouplings(spec, publications, slices, junctions);
    synapses = new StaticSynapses(spec, layout, epochSteps, input.length, false);
    wideSynapses = wideInput.length > 0 ? new StaticSynapses(spec, layout, epochSteps, input.length, true) : null;
    plastic = PlasticParts.build(spec, layout, fields.copies(), epochSteps, slices);
  }

  private Slice slice(int p, Fields fields, BooleanSupplier cancelled) {
    PopulationSpec population = spec.populations().get(p);
    int size = layout.count(p);
    int padded = layout.padded(p);
    boolean current = spec.stimuliOf(p).anyMatch(StimulusSpec::usesCurrent);
    var context =
        new SliceContext(
            population.name(), layout.first(p), size, padded, spec.seed(), spec.grid(), input, layout.receptorBases(p),
            current ? new double[padded] : null, spec.isWide(p) ? wideInput : null, fields.copies(), cancelled);
    var kernel = ((KernelFactory) population.dynamics()).create(context);
    population.initializer().initialize(kernel.state(), layout.first(p), size);
    if (kernel instanceof PublishingKernel publishing) {
      publishing.publish(0, 0, size);
    }
    var stimuli = new ArrayList<InputKernel>();
    spec.stimuliOf(p).forEach(s -> stimuli.add(create(s, context)));
    stimuli.forEach(s -> s.attach(kernel));
    if (context.wideInput() != null) {
      stimuli.add(new Widening(context, wideInput));
    }
    var slice = new Slice(p, population.name(), layout.first(p), size, context, kernel, stimuli, context.current(), new InputTap(context));
    spec.probesOf(p).forEach(probe -> add(probe, slice).filter(part -> probe.fromStart()).ifPresent(part -> part.sample(0)));
    return slice;
  }

  private static InputKernel create(StimulusSpec stimulus, SliceContext context) {
    return ((InputKernel.Factory) stimulus.maker()).create(context);
  }

  private Optional<Probe> add(ProbeSpec probe, Slice slice) {
    return probes.add(probe, slice.first(), slice.size(), probe.variables().stream().map(v -> variable(v, probe, slice.kernel(), slice.tap())).toList());
  }

  private static StateVariable variable(String name, ProbeSpec probe, NeuronKernel kernel, InputTap tap) {
    ProbeSpec.Receptor receptor = probe.receptors().get(name);
    return receptor == null ? kernel.state().find(name).orElseThrow() : tap.variable(name, receptor);
  }

  @Override
  public Clock clock() {
    return Clock.GRID;
  }

  private Stream<Slice> slicesOf(int population) {
    return slices.stream().filter(s -> s.population() == population);
  }

  @Override
  public void visit(ProjectionSpec projection, SynapseVisitor visitor) {
    StaticSynapses of = projection.wide() ? wideSynapses : synapses;
    if (of != null) {
      of.visit(spec, layout, projection, visitor);
    }
  }

  @Override
  public void look(int population, SliceVisitor visitor) {
    slicesOf(population).forEach(s -> visitor.visit(s.first(), s.size(), s.kernel()));
  }

  @Override
  public void revise(int population, SliceVisitor visitor, long now) {
    slicesOf(population).forEach(s -> {
      visitor.visit(s.first(), s.size(), s.kernel());
      if (s.kernel() instanceof PublishingKernel publishing) {
        publishing.publish(now, 0, s.size());
      }
    });
    if (couplings != null) {
      couplings.publish(now);
    }
  }

  @Override
  public void replace(StimulusSpec stimulus, int ofTarget, double timeMs) {
    slicesOf(stimulus.target()).forEach(s -> {
      InputKernel after = create(stimulus, s.context());
      after.attach(s.kernel());
      after.follow(s.stimuli().get(ofTarget), timeMs);
      s.stimuli().set(ofTarget, after);
    });
  }

  /** A state variable of a stimulus, at the first of the neurons here. */
  Optional<Double> stimulusState(int target, int ofTarget, String variable) {
    return slicesOf(target).findFirst().flatMap(s -> s.stimuli().get(ofTarget).state().find(variable)).map(v -> v.values()[0]);
  }

  @Override
  public void add(ProbeSpec probe) {
    slicesOf(probe.population()).forEach(s -> add(probe, s));
  }

  /** Does what is to be done to kernels between two steps. */
  void apply(KernelChange change) {
    for (Slice slice : slices) {
      if (slice.population() == change.population()) {
        change.change().accept(slice.kernel());
      }
    }
  }

  /** Adds to the inputs what arrives in a step, and sums up what neurons hear continuously. */
  void deliver(long step) {
    synapses.deliver(step, input);
    if (wideSynapses != null) {
      wideSynapses.deliver(step, wideInput);
    }
    events += plastic.deliver(step, input);
    if (couplings != null) {
      couplings.gather(step);
    }
  }

  @Override
  public void step(long step, int k, int parity, Outbox outbox) {
    for (Slice slice : slices) {
      outbox.advance(slice, k, step);
    }
    plastic.fired(step, outbox, k);
    if (couplings != null) {
      couplings.publish(step);
    }
  }

  /** Takes over the spikes of all workers in the {@code k}-th step of an epoch. */
  void receive(long step, Outbox[] outboxes, Partition partition, int k) {
    synapses.receive(step, outboxes, partition, k);
    if (wideSynapses != null) {
      wideSynapses.receive(step, outboxes, partition, k);
    }
    plastic.receive(step, outboxes, partition, k);
  }

  private Stream<StaticSynapses> ofBothWidths() {
    return Stream.of(synapses, wideSynapses).filter(Objects::nonNull);
  }

  /** What is remembered of the spikes of a population in the last steps. */
  RecentSpikes recentSpikes(int population, long now) {
    return ofBothWidths().map(s -> s.recent(population, now)).max(Comparator.comparingInt(RecentSpikes::steps)).orElse(RecentSpikes.NONE);
  }

  /** Takes over the spikes of the last steps, by population. */
  void restoreSpikes(List<RecentSpikes> recent, long now) {
    ofBothWidths().forEach(s -> s.restore(recent, now));
  }

  /** Lets the spikes that are on their way to static synapses act by the weights of now. */
  void sendAgain(long now) {
    ofBothWidths().forEach(s -> s.sendAgain(now));
  }

  @Override
  public void neurons(int population, StatePort port) {
    slicesOf(population).forEach(
        s -> Side.state(s.kernel(), s.stimuli(), port.slice(s.first(), s.size(), spec.populations().get(population).size())));
  }

  /** Lists what couplings go on from. */
  void couplingState(StatePort port) {
    if (couplings != null) {
      couplings.state(port);
    }
  }

  PlasticParts plastic() {
    return plastic;
  }

  @Override
  public Built built() {
    var of = new Built(plastic.synapses(), plastic.bytes(), plastic.synapses(), plastic.bytes());
    for (StaticSynapses s : ofBothWidths().toList()) {
      of = of.plus(new Built(s.synapses(), s.bytes(), 0, 0));
    }
    return couplings == null ? of : of.plus(new Built(couplings.size(), couplings.bytes(), 0, 0));
  }

  @Override
  public long events() {
    return events + ofBothWidths().mapToLong(StaticSynapses::events).sum();
  }

  @Override
  public void checkFinite(long step) {
    for (Slice slice : slices) {
      finite.check(slice.name(), slice.first(), slice.size(), slice.kernel().state(), step);
    }
  }
}
