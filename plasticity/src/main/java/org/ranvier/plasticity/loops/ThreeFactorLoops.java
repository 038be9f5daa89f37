package org.ranvier.plasticity.loops;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ranvier.plasticity.eligibility.ModulatedIntegral;
import org.ranvier.plasticity.modulation.Modulation;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.plasticity.weights.PairRule;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.ExactDelays;
import org.ranvier.simulator.plastic.ExactPlasticKernel;
import org.ranvier.simulator.plastic.PlasticKernel;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.plastic.PlasticSynapses.Column;
import org.ranvier.simulator.plastic.PostArchive;
import org.ranvier.simulator.plastic.PostTimes;
import org.ranvier.simulator.time.TimeGrid;

/** A three-factor rule as the engine sees it. */
public final class ThreeFactorLoops implements PlasticRule {
  private static final MethodType CONSTRUCTOR =
      MethodType.methodType(
          void.class, Decay.class, Transmission.OnGrid.class, PostArchive.class, Chance.class, ModulatedTrace.class,
          ModulatedTrace.class, int.class, NestOrder.class);

  private static final MethodType EXACT =
      MethodType.methodType(
          void.class, double.class, Transmission.InTime.class, PostTimes.class, ExactDelays.class, ExactChance.class, ExactTrace.class,
          ExactTrace.class, double.class);

  /** Weights are brought up to date after so many time constants of the eligibility, or later where that is a short time. */
  private static final double REST_TAUS = 8;

  private static final int LEAST_REST = 4096;

  /** Values that the integrals over the voxels of a diffusing modulator may take, for each worker. */
  private static final int MOST_VALUES = 1 << 21;

  private final PairRule rule;
  private final Bounds bounds;
  private final double plusMs;
  private final double minusMs;
  private final List<EligibilityTrace> traces;
  private final Transmission transmission;
  private final @Nullable NestSlices nest;
  private final int mostRest;
  private final Map<ThreeFactorSetup, MethodHandle> copies = new ConcurrentHashMap<>();
  private final Map<ThreeFactorSetup, MethodHandle> exactCopies = new ConcurrentHashMap<>();

  /**
   * @param rule what pairings do to eligibility, without bounds
   * @param bounds of the weight
   * @param traces one or two
   */
  public ThreeFactorLoops(
      PairRule rule, Bounds bounds, double plusMs, double minusMs, List<EligibilityTrace> traces, Transmission transmission) {
    this(rule, bounds, plusMs, minusMs, traces, transmission, null, Integer.MAX_VALUE);
  }

  /**
   * @param nest null for the order of time
   * @param mostRest steps without an event after which a weight is brought up to date, at most; the fewer, the less memory the third
   *     factor's course takes
   */
  public ThreeFactorLoops(
      PairRule rule, Bounds bounds, double plusMs, double minusMs, List<EligibilityTrace> traces, Transmission transmission,
      @Nullable NestSlices nest, int mostRest) {
    this.nest = nest;
    this.mostRest = mostRest;
    this.rule = rule;
    this.bounds = bounds;
    this.plusMs = plusMs;
    this.minusMs = minusMs;
    this.traces = List.copyOf(traces);
    this.transmission = transmission;
    if (traces.isEmpty() || traces.size() > 2) {
      throw new IllegalArgumentException(traces.size() + " eligibility traces");
    }
  }

  @Override
  public List<Column> columns() {
    var columns = new ArrayList<Column>();
    for (int k = 0; k < traces.size(); k++) {
      columns.add(new Column(k == 0 ? "c" : "c2", "1", traces.get(k).toString(), 0));
    }
    return columns;
  }

  @Override
  public List<Column> sourceVariables() {
    return SourceVariables.of(1, transmission);
  }

  @Override
  public List<Double> postTausMs() {
    return List.of(minusMs);
  }

  @Override
  public Optional<String> needsGrid() {
    return nest == null ? Optional.empty() : Optional.of("it takes events in the order of NEST's slices, which are steps of the grid");
  }

  @Override
  public PlasticKernel kernel(Context c) {
    Modulation modulation = Modulation.among(c.fields());
    List<ModulatedIntegral> integrals = integrals(modulation, c.grid());
    int rest = rest(c.grid(), integrals, MOST_VALUES);
    long window = 2L * rest + 2L * c.longestDelay() + 16;
    integrals.forEach(i -> i.widen(window));
    List<int[]> places = places(modulation, c.projection(), c.target(), c.firstTarget(), c.post().neurons());
    // Without slices it is not asked.
    var order = new NestOrder(nest != null ? nest : new NestSlices(1, c.grid().resolutionMs(), 1), integrals.getFirst(), c.grid());
    var setup =
        new ThreeFactorSetup(
            rule, bounds, traces.size() > 1, nest != null, transmission == Transmission.PLAIN, transmission.isRandom(), c.sign(), c.narrow(), c.wide(), c.drawn());
    MethodHandle constructor =
        copies.computeIfAbsent(setup, s -> Specialised.copy(MethodHandles.lookup(), ThreeFactorLoop.class, s, CONSTRUCTOR));
    var first = ModulatedTrace.of(traces.getFirst(), integrals.getFirst(), places.getFirst(), c.grid());
    var second = ModulatedTrace.of(traces.getLast(), integrals.getLast(), places.getLast(), c.grid());
    return Specialised.make(
        constructor, Decay.of(plusMs, c.grid()), transmission.on(c.grid()), c.post(), new Chance(c.seed(), c.projection(), c.firstTarget()), first, second,
        rest, order);
  }

  @Override
  public ExactPlasticKernel exact(ExactPlasticKernel.Context c) {
    Modulation modulation = Modulation.among(c.fields());
    List<ModulatedIntegral> integrals = integrals(modulation, c.grid());
    int rest = rest(c.grid(), integrals, MOST_VALUES / 2); // twice as much is kept of each step
    long window = 2L * rest + c.reachSteps() + 16;
    integrals.forEach(i -> i.keepCourse().widen(window));
    var setup =
        new ThreeFactorSetup(
            rule, bounds, traces.size() > 1, false, transmission == Transmission.PLAIN, transmission.isRandom(), c.sign(), c.narrow(), c.wide(), false);
    MethodHandle constructor =
        exactCopies.computeIfAbsent(setup, s -> Specialised.copy(MethodHandles.lookup(), ExactThreeFactorLoop.class, s, EXACT));
    List<int[]> places = places(modulation, c.projection(), c.target(), c.firstTarget(), c.post().neurons());
    var first = ExactTrace.of(traces.getFirst(), integrals.getFirst(), places.getFirst(), c.grid());
    var second = ExactTrace.of(traces.getLast(), integrals.getLast(), places.getLast(), c.grid());
    return Specialised.make(
        ExactPlasticKernel.class, constructor, plusMs, transmission.inTime(), c.post(), c.delays(),
        new ExactChance(c.seed(), c.projection(), c.firstTarget(), c.delays()), first, second, rest * c.grid().resolutionMs());
  }

  private List<ModulatedIntegral> integrals(Modulation modulation, TimeGrid grid) {
    return traces.stream().map(t -> modulation.integral(t.factor(), t.lastingMs(grid), 1)).toList();
  }

  /** Where the local targets find the third factor of each trace: one value where all do at the same place. */
  private List<int[]> places(Modulation modulation, String projection, int target, int firstTarget, int targets) {
    return traces.stream()
        .map(t -> modulation.places(t.factor(), target, "projection " + projection))
        .map(of -> of.length == 1 ? of : Arrays.copyOfRange(of, firstTarget, firstTarget + targets))
        .toList();
  }

  private int rest(TimeGrid grid, List<ModulatedIntegral> integrals, int mostValues) {
    double longest = integrals.stream().mapToDouble(ModulatedIntegral::tauMs).max().orElseThrow();
    double rest = Math.min(mostRest, Math.max(LEAST_REST, REST_TAUS * longest / grid.resolutionMs()));
    for (ModulatedIntegral i : integrals) {
      if (i.places() > 1) {
        rest = Math.min(rest, Math.max(64, (double) mostValues / i.places() / 2) * i.strideSteps());
      }
    }
    return (int) Math.min(rest, 1 << 26);
  }
}
