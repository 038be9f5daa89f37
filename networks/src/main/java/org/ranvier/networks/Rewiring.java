package org.ranvier.networks;

import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.Sprouts;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.structure.Ends;
import org.ranvier.plasticity.structure.Turnover;
import org.ranvier.plasticity.structure.Turnover.Keeping;
import org.ranvier.plasticity.structure.WiringChange;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.plastic.NewSynapses;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.plastic.SynapseTable;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/**
 * Structural plasticity of a projection: at an interval weak synapses go and others grow at random. Those that stay are not touched: their
 * weights, traces, delays and the spikes on their way are as if nothing had happened.
 *
 * <pre>{@code
 * net.rewire(ee).pruneUpTo(pA(0.1)).keeping(Keeping.TOTAL).weight(pA(5)).every(ms(1000));         // DEEP R
 * net.rewire(ee).pruneWeakest(0.02).keeping(Keeping.IN_DEGREE).weight(pA(5)).every(ms(1000));
 * }</pre>
 *
 * <p>New synapses join sources and targets of the projection that are not joined yet, no neuron to itself unless told otherwise. Their delays
 * are drawn as the projection's, and so are their weights unless they have some of their own.
 */
public final class Rewiring implements Upkeep {
  private final Network network;
  private final Projection projection;
  private Quantity<Time> interval = Units.s(1);
  private @Nullable Quantity<?> threshold;
  private double weakest;
  private Keeping keeping = Keeping.IN_DEGREE;
  private double regrowth = 1;
  private double sprouting;
  private @Nullable SynapticValue<?> weight;
  private boolean autapses;
  private boolean multapses;

  /**
   * What a rewiring did.
   *
   * @param projection its name
   * @param timeMs when
   * @param pruned number of synapses that went
   * @param grown number of synapses that came
   */
  public record Turn(String projection, double timeMs, int pruned, int grown) {}

  Rewiring(Network network, Projection projection) {
    this.network = network;
    Upkeep.incoming(network, "rewiring", projection);
    this.projection = projection;
  }

  /** Removes synapses of this magnitude or less. */
  public Rewiring pruneUpTo(Quantity<?> magnitude) {
    network.requireOpen();
    threshold = magnitude;
    return this;
  }

  /** Removes this part of each target's synapses, the weakest first. */
  public Rewiring pruneWeakest(double part) {
    network.requireOpen();
    weakest = part;
    return this;
  }

  /** What stays as it was when synapses are replaced: the in-degrees until told otherwise. */
  public Rewiring keeping(Keeping keeping) {
    network.requireOpen();
    this.keeping = keeping;
    return this;
  }

  /** The probability that a synapse that goes is replaced, 1 until told otherwise. */
  public Rewiring regrowth(double probability) {
    network.requireOpen();
    regrowth = probability;
    return this;
  }

  /** Grows so many synapses on average between any two neurons each time, whatever went. */
  public Rewiring sprouting(double number) {
    network.requireOpen();
    sprouting = number;
    return this;
  }

  /** The weight of new synapses. */
  public <Q extends Quantity<Q>> Rewiring weight(Quantity<Q> weight) {
    return weight(Distribution.constant(weight));
  }

  /** The weights of new synapses. */
  public Rewiring weight(SynapticValue<?> weight) {
    network.requireOpen();
    this.weight = weight;
    return this;
  }

  /** Lets neurons connect to themselves. */
  public Rewiring withAutapses() {
    network.requireOpen();
    autapses = true;
    return this;
  }

  /** Lets a pair have more than one synapse. */
  public Rewiring withMultapses() {
    network.requireOpen();
    multapses = true;
    return this;
  }

  /** How often it is done, every second until told otherwise. */
  public Rewiring every(Quantity<Time> interval) {
    network.requireOpen();
    this.interval = interval;
    return this;
  }

  Projection projection() {
    return projection;
  }

  @Override
  public Quantity<Time> interval() {
    return interval;
  }

  @Override
  public String where() {
    return "rewiring of " + projection.name();
  }

  private Turnover rule() {
    Quantity<?> least = threshold;
    double limit = -1;
    if (least != null) {
      limit = Units.in(Units.unit(projection.receptorUnit()), least, where() + ": threshold");
      if (limit < 0) {
        throw new RanvierException(where() + ": a threshold of " + Units.text(least) + " must be 0 or above; it is of magnitudes");
      }
    }
    return new Turnover(limit, weakest, keeping, regrowth, sprouting);
  }

  @Override
  public void check(ParameterCourse parameters) {
    PlasticWeights.requireGrid(projection, where());
    intervalSteps(network.grid());
    Turnover rule = rule();
    if (threshold == null && weakest == 0 && sprouting == 0) {
      throw new RanvierException(where() + " removes and grows nothing; add .pruneUpTo(…), .pruneWeakest(0.01) or .sprouting(1)");
    }
    String what = where() + ": weight";
    SynapticValue<?> own = weight;
    Sampler of = (own == null ? projection.weight() : own).in(Units.unit(projection.receptorUnit()), what);
    Sampler all = projection.weight().in(Units.unit(projection.receptorUnit()), what);
    if (own == null && of instanceof Sampler.Listed || projection.delay().in(Units.MILLISECOND, where() + ": delay") instanceof Sampler.Listed) {
      throw new RanvierException(
          where() + ": the projection's weights or delays are listed, so new synapses have none; draw the delays, and give .weight(…) here");
    }
    if (of instanceof Sampler.Listed) {
      throw new RanvierException(what + " is listed, but how many synapses come is not known; draw it");
    }
    if (of.min() < 0 && all.min() >= 0 || of.max() >= 0 && all.max() < 0) {
      throw new RanvierException(what + " " + (own == null ? projection.weight() : own) + " may have another sign than the projection's");
    }
    if (of instanceof Sampler.Constant c && Math.abs(c.value()) <= rule.threshold()) {
      throw new RanvierException(
          what + " " + c.value() + " " + projection.receptorUnit() + " of new synapses is not above the threshold, so they would go at once; give a larger one");
    }
  }

  @Override
  public Pauses.Act begin(Site site) {
    Turnover rule = rule();
    boolean same = projection.source().population() == projection.target().population();
    var ends = new Ends(projection.source().set().toArray(), projection.target().set().toArray(), autapses || !same, multapses);
    PlasticProjection spec = site.weights().spec(projection);
    SynapticValue<?> own = weight;
    Sampler weights = own == null ? null : own.in(Units.unit(projection.receptorUnit()), where() + ": weight");
    return step -> {
      long key = RandomKey.of(site.seed(), "projection", projection.name(), "rewiring", Long.toString(step));
      SynapseTable table = site.weights().stored(projection);
      WiringChange change = rule.change(table, ends, new RandomStream(key));
      if (!change.isEmpty()) {
        NewSynapses grown = Sprouts.draw(spec.generator(), weights, change.sources(), change.targets(), key);
        table.rewire(change.pruned(), grown);
      }
      site.turns().add(new Turn(projection.name(), site.grid().toMs(step), change.pruned().cardinality(), change.sources().length));
    };
  }

  @Override
  public String toString() {
    return where() + (threshold == null ? "" : "  prunes up to " + Units.text(threshold)) + (weakest == 0 ? "" : "  prunes the weakest " + weakest)
        + "  keeping " + keeping + "  regrowth " + regrowth + (sprouting == 0 ? "" : "  sprouting " + sprouting)
        + (weight == null ? "" : "  weight " + weight) + (autapses ? "  with autapses" : "") + (multapses ? "  with multapses" : "") + "  every "
        + Units.text(interval);
  }
}
