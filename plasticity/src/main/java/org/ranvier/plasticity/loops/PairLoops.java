package org.ranvier.plasticity.loops;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.plasticity.weights.PairRule;
import org.ranvier.simulator.plastic.Decay;
import org.ranvier.simulator.plastic.ExactDelays;
import org.ranvier.simulator.plastic.ExactPlasticKernel;
import org.ranvier.simulator.plastic.PlasticKernel;
import org.ranvier.simulator.plastic.PlasticRule;
import org.ranvier.simulator.plastic.PlasticSynapses.Column;
import org.ranvier.simulator.plastic.PostArchive;
import org.ranvier.simulator.plastic.PostTimes;

/** A rule of pairs or triplets as the engine sees it. */
public final class PairLoops implements PlasticRule {
  private static final MethodType CONSTRUCTOR =
      MethodType.methodType(void.class, Decay.class, Decay[].class, Transmission.OnGrid.class, PostArchive.class, Chance.class);

  private static final MethodType DENSE_CONSTRUCTOR =
      MethodType.methodType(void.class, Decay[].class, Transmission.OnGrid.class, PostArchive.class, GridFall.class, int.class);

  /** So many synapses of a source for each target make it worth while to look at all targets when a source fires. */
  private static final double DENSE = 0.25;

  private static final MethodType EXACT =
      MethodType.methodType(
          void.class, double.class, double.class, Transmission.InTime.class, PostTimes.class, ExactDelays.class, ExactChance.class);

  private final Pairing pairing;
  private final PairRule rule;
  private final Triplets amplitudes;
  private final Times times;
  private final boolean spikeAtStart;
  private final Transmission transmission;
  private final Map<PairSetup, MethodHandle> copies = new ConcurrentHashMap<>();
  private final Map<PairSetup, MethodHandle> denseCopies = new ConcurrentHashMap<>();
  private final Map<PairSetup, MethodHandle> exactCopies = new ConcurrentHashMap<>();

  /**
   * Time constants of the traces.
   *
   * @param plusMs of pre-synaptic spikes
   * @param minusMs of post-synaptic spikes
   * @param slowPlusMs of pre-synaptic spikes, for triplets
   * @param slowMinusMs of post-synaptic spikes, for triplets
   */
  public record Times(double plusMs, double minusMs, double slowPlusMs, double slowMinusMs) {}

  /**
   * @param spikeAtStart whether each source is taken to have fired at time 0; where only nearest spikes count
   */
  public PairLoops(
      Pairing pairing, PairRule rule, Triplets amplitudes, Times times, boolean spikeAtStart, Transmission transmission) {
    this.pairing = pairing;
    this.rule = rule;
    this.amplitudes = amplitudes;
    this.times = times;
    this.spikeAtStart = spikeAtStart;
    this.transmission = transmission;
  }

  @Override
  public List<Column> columns() {
    return pairing == Pairing.PRE_CENTERED
        ? List.of(new Column("K_plus", "1", "trace of pre-synaptic spikes since the last post-synaptic one", 0))
        : List.of();
  }

  @Override
  public List<Column> sourceVariables() {
    return SourceVariables.of(pairing == Pairing.TRIPLET ? 2 : pairing == Pairing.ALL_TO_ALL ? 1 : 0, transmission);
  }

  @Override
  public List<Double> postTausMs() {
    return pairing == Pairing.TRIPLET ? List.of(times.minusMs, times.slowMinusMs) : List.of(times.minusMs);
  }

  @Override
  public PlasticKernel kernel(Context c) {
    var setup =
        new PairSetup(
            pairing, rule, amplitudes, spikeAtStart, transmission == Transmission.PLAIN, transmission.isRandom(), c.sign(),
            c.narrow(), c.wide(), c.drawn());
    if (isDense(c)) {
      return dense(setup, c);
    }
    Class<?> loop = pairing == Pairing.PRE_CENTERED || pairing == Pairing.RESTRICTED ? NearestLoop.class : PairLoop.class;
    MethodHandle constructor = copies.computeIfAbsent(setup, s -> Specialised.copy(MethodHandles.lookup(), loop, s, CONSTRUCTOR));
    Decay plus = Decay.of(times.plusMs, c.grid());
    var traces = new ArrayList<Decay>();
    if (pairing == Pairing.ALL_TO_ALL || pairing == Pairing.TRIPLET) {
      traces.add(plus);
    }
    if (pairing == Pairing.TRIPLET) {
      traces.add(Decay.of(times.slowPlusMs, c.grid()));
    }
    return Specialised.make(constructor, plus, traces.toArray(Decay[]::new), transmission.on(c.grid()), c.post(),
        new Chance(c.seed(), c.projection(), c.firstTarget()));
  }

  private boolean isDense(Context c) {
    return (pairing == Pairing.ALL_TO_ALL || pairing == Pairing.NEAREST_SYMMETRIC) && transmission == Transmission.PLAIN && c.narrow() && !c.wide()
        && c.commonDelay() > 0 && c.reach() >= DENSE && GridFall.suits(times.plusMs, c.grid().resolutionMs());
  }

  private PlasticKernel dense(PairSetup setup, Context c) {
    MethodHandle constructor =
        denseCopies.computeIfAbsent(setup, s -> Specialised.copy(MethodHandles.lookup(), DensePairLoop.class, s, DENSE_CONSTRUCTOR));
    var plus = new GridFall(times.plusMs, c.grid().resolutionMs(), c.longestDelay());
    Decay[] traces = pairing == Pairing.ALL_TO_ALL ? new Decay[] {Decay.of(times.plusMs, c.grid())} : new Decay[0];
    return Specialised.make(constructor, traces, transmission.on(c.grid()), c.post(), plus, c.commonDelay());
  }

  @Override
  public Optional<String> needsGrid() {
    return Optional.empty();
  }

  @Override
  public ExactPlasticKernel exact(ExactPlasticKernel.Context c) {
    var setup =
        new PairSetup(
            pairing, rule, amplitudes, spikeAtStart, transmission == Transmission.PLAIN, transmission.isRandom(), c.sign(), c.narrow(), c.wide(),
            false);
    MethodHandle constructor =
        exactCopies.computeIfAbsent(setup, s -> Specialised.copy(MethodHandles.lookup(), ExactPairLoop.class, s, EXACT));
    return Specialised.make(
        ExactPlasticKernel.class, constructor, times.plusMs, times.slowPlusMs, transmission.inTime(), c.post(), c.delays(),
        new ExactChance(c.seed(), c.projection(), c.firstTarget(), c.delays()));
  }
}
