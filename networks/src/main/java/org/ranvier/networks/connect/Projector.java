package org.ranvier.networks.connect;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.space.Geometry;
import org.ranvier.networks.space.Profile;
import org.ranvier.networks.values.Sampler;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.synapses.DrawRoom;
import org.ranvier.simulator.synapses.RowGenerator;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;

/** The synapses of a projection: the pairs of its rule, with weights and delays. */
public final class Projector implements SynapseGenerator {
  private final ConnectionRule rule;
  private final PairSource pairs;
  private final SynapseValues values;
  private final WeightSign sign;

  /**
   * @param where the projection's name, for messages
   * @param samePopulation whether sources and targets are neurons of one population
   * @param geometry where they are, needed by a rule that {@linkplain ConnectionRule#isSpatial() depends on it}
   * @param sign of the weights
   */
  public Projector(
      String where, ConnectionRule rule, NeuronSet sources, NeuronSet targets, boolean samePopulation, @Nullable Geometry geometry,
      SynapseValues values, WeightSign sign) {
    this.rule = rule;
    this.values = values;
    this.sign = sign;
    checkLength(where, "weights", values.weight(), rule);
    checkLength(where, "delays", values.delay(), rule);
    pairs = PairSources.of(where, rule, sources, targets, samePopulation, geometry, values.pairKey());
  }

  /** Synapses whose weights have the signs that they can have. */
  public Projector(
      String where, ConnectionRule rule, NeuronSet sources, NeuronSet targets, boolean samePopulation, @Nullable Geometry geometry, SynapseValues values) {
    this(where, rule, sources, targets, samePopulation, geometry, values, WeightSign.of(values.weight().min(), values.weight().max()));
  }

  SynapseValues values() {
    return values;
  }

  private static void checkLength(String where, String what, Sampler sampler, ConnectionRule rule) {
    if (sampler instanceof Sampler.Listed list) {
      if (!(rule instanceof ConnectionRule.Explicit e)) {
        throw new RanvierException(
            where + ": listed " + what + " need listed synapses; use the rule explicit(sources, targets), or draw the " + what);
      }
      if (list.values().length != e.sources().length) {
        throw new RanvierException(
            where + ": there are " + list.values().length + " " + what + " for " + e.sources().length
            + " synapses; give one for each");
      }
    }
  }

  @Override
  public void generate(int from, int to, SynapseBatch batch, boolean withWeights) {
    var writer = new SynapseWriter(batch, values, withWeights);
    pairs.write(from, to, writer);
    writer.complete();
  }

  @Override
  public Counted count(int from, int to, SynapseBatch batch, DrawRoom room) {
    // Values that depend on places are drawn target by target, so they could not go on amid a target.
    boolean byPlace = values.weight() instanceof Profile.Values || values.delay() instanceof Profile.Values;
    if (byPlace || !(pairs instanceof MatchedPairs matched) || !matched.canBeKept(values.maxDelaySteps()) || batch.isExact()) {
      return SynapseGenerator.super.count(from, to, batch, room);
    }
    var kept = new KeptDraws(room);
    var counting = new SynapseWriter(batch, values, false);
    counting.keep(kept);
    matched.write(from, to, counting);
    counting.complete();
    return placed -> {
      var placing = new SynapseWriter(placed, values, true);
      matched.writeAgain(from, to, placing, kept);
      placing.complete();
    };
  }

  @Override
  public Optional<RowGenerator> rows(int from, int to) {
    return pairs instanceof RowPairs r && whyNoRows().isEmpty() ? Optional.of(new ProjectorRows(r.row(from, to), values)) : Optional.empty();
  }

  /** Why it cannot make {@linkplain #rows rows}; empty where it can. */
  public Optional<String> whyNoRows() {
    return Rowless.why(rule, pairs instanceof RowPairs, values);
  }

  @Override
  public DelayRange delays() {
    int usual = values.delay() instanceof Sampler.Constant ? 1 : 1 + (int) (values.delay().spread() / values.resolutionMs());
    return new DelayRange(values.minDelaySteps(), values.maxDelaySteps(), usual);
  }

  @Override
  public Optional<ExactValues> exactValues() {
    boolean drawn = !(values.weight() instanceof Sampler.Constant || values.weight() instanceof Sampler.Listed);
    return Optional.of(new ExactValues(values.delay().min(), values.delay().max(), !drawn && roundedByFloats(values.weight())));
  }

  private static boolean roundedByFloats(Sampler weight) {
    return switch (weight) {
      case Sampler.Listed list -> Arrays.stream(list.values()).anyMatch(w -> (float) w != w);
      default -> (float) weight.min() != weight.min();
    };
  }

  @Override
  public long expectedCount() {
    return pairs.expectedCount();
  }

  @Override
  public WeightSign weightSign() {
    return sign;
  }
}
