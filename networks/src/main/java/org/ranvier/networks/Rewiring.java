package org.ranvier.networks;

import java.util.SortedSet;
import java.util.TreeSet;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.Sprouts;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.homeostasis.RateEstimate;
import org.ranvier.plasticity.structure.ElementMatching;
import org.ranvier.plasticity.structure.Elements;
import org.ranvier.plasticity.structure.Ends;
import org.ranvier.plasticity.structure.GrowthCurve;
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
 * <p>Or synapses follow the synaptic elements of both sides, which grow and shrink with the neurons' rates (Butz & van Ooyen 2013,
 * doi:10.1371/journal.pcbi.1003259):
 *
 * <pre>{@code
 * var curve = new GrowthCurve.Gaussian(0, 5, 0.1);   // Hz, Hz, elements/s
 * net.rewire(ee).elements(curve, curve).averaging(s(10)).weight(pA(20)).every(ms(100));
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
  private boolean prunesWeakest;
  private Keeping keeping = Keeping.IN_DEGREE;
  private double regrowth = 1;
  private double sprouting;
  private @Nullable SynapticValue<?> weight;
  private @Nullable GrowthCurve axonal;
  private @Nullable GrowthCurve dendritic;
  private double vacant;
  private Quantity<Time> averaging = Units.s(10);
  private boolean autapses;
  private boolean multapses;
  private final SortedSet<String> ofReplaced = new TreeSet<>(); // what was said of synapses that are pruned and replaced
  private final SortedSet<String> ofElements = new TreeSet<>();

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
    projection.letWeightsChange();
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
    prunesWeakest = true;
    weakest = part;
    return this;
  }

  /** What stays as it was when synapses are replaced: the in-degrees until told otherwise. */
  public Rewiring keeping(Keeping keeping) {
    network.requireOpen();
    ofReplaced.add(".keeping(…)");
    this.keeping = keeping;
    return this;
  }

  /** The probability that a synapse that goes is replaced, 1 until told otherwise. */
  public Rewiring regrowth(double probability) {
    network.requireOpen();
    ofReplaced.add(".regrowth(…)");
    regrowth = probability;
    return this;
  }

  /** Grows so many synapses on average between any two neurons each time, whatever went. */
  public Rewiring sprouting(double number) {
    network.requireOpen();
    sprouting = number;
    return this;
  }

  /**
   * Lets synapses follow the elements of their neurons in place of their weights. In the beginning each neuron has as many as synapses in this
   * projection.
   *
   * @param axonal how those of the sources grow
   * @param dendritic how those of the targets grow
   */
  public Rewiring elements(GrowthCurve axonal, GrowthCurve dendritic) {
    network.requireOpen();
    this.axonal = axonal;
    this.dendritic = dendritic;
    return this;
  }

  /** How many elements each neuron has besides in the beginning, 0 until told otherwise. */
  public Rewiring vacant(double elements) {
    network.requireOpen();
    ofElements.add(".vacant(…)");
    vacant = elements;
    return this;
  }

  /** The time constant of the rate that elements follow, 10 s until told otherwise; the rate is 0 in the beginning. */
  public Rewiring averaging(Quantity<Time> tau) {
    network.requireOpen();
    ofElements.add(".averaging(…)");
    averaging = tau;
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
  public UpkeepPlan plan() {
    boolean replaces = threshold != null || prunesWeakest || !ofReplaced.isEmpty();
    var replacing =
        new UpkeepPlan.Replacing(
            threshold, prunesWeakest ? Double.valueOf(weakest) : null, ofReplaced.contains(".keeping(…)") ? keeping : null,
            ofReplaced.contains(".regrowth(…)") ? Double.valueOf(regrowth) : null);
    boolean grows = axonal != null || dendritic != null || !ofElements.isEmpty();
    var growing =
        new UpkeepPlan.Growing(
            axonal, dendritic, ofElements.contains(".vacant(…)") ? Double.valueOf(vacant) : null,
            ofElements.contains(".averaging(…)") ? averaging : null);
    return new UpkeepPlan.Rewiring(
        projection.name(), replaces ? replacing : null, sprouting == 0 ? null : Double.valueOf(sprouting), grows ? growing : null, weight, autapses,
        multapses, interval);
  }

  @Override
  public Quantity<Time> interval() {
    return interval;
  }

  @Override
  public Projection[] changed() {
    return new Projection[] {projection};
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
    boolean byWeight = threshold != null || weakest != 0 || sprouting != 0;
    if (!byWeight && axonal == null) {
      throw new RanvierException(where() + " removes and grows nothing; add .pruneUpTo(…), .pruneWeakest(0.01), .sprouting(1) or .elements(…)");
    }
    if (byWeight && axonal != null) {
      throw new RanvierException(where() + ": synapses follow either their weights or the elements of their neurons; rewire the projection twice to have both");
    }
    requireHeard();
    if (!(vacant >= 0 && vacant < 1e6)) {
      throw new RanvierException(where() + ": " + vacant + " vacant elements must be 0 or above, and below 1e6");
    }
    Upkeep.positiveMs(averaging, where() + ": time of averaging");
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

  private void requireHeard() {
    if (axonal == null && !ofElements.isEmpty()) {
      throw new RanvierException(
          where() + ": " + String.join(" and ", ofElements) + " is of synaptic elements, and synapses follow their weights; add .elements(…), or leave it out");
    }
    if (threshold == null && !prunesWeakest && !ofReplaced.isEmpty()) {
      throw new RanvierException(
          where() + ": " + String.join(" and ", ofReplaced) + " is of synapses that are pruned and replaced, and "
              + (axonal != null
                  ? "synapses follow .elements(…); leave it out"
                  : "none is pruned; add .pruneUpTo(…) or .pruneWeakest(0.01), or leave it out"));
    }
  }

  @Override
  public Pauses.Act begin(Site site) {
    Plan plan = plan(site);
    boolean same = projection.source().population() == projection.target().population();
    var ends = new Ends(projection.source().set().toArray(), projection.target().set().toArray(), autapses || !same, multapses);
    PlasticProjection spec = site.weights().spec(projection);
    SynapticValue<?> own = weight;
    Sampler weights = own == null ? null : own.in(Units.unit(projection.receptorUnit()), where() + ": weight");
    return step -> {
      long key = RandomKey.of(site.seed(), "projection", projection.name(), "rewiring", Long.toString(step));
      SynapseTable table = site.weights().stored(projection);
      WiringChange change = plan.change(step, table, ends, new RandomStream(key));
      if (!change.isEmpty()) {
        NewSynapses grown = Sprouts.draw(spec.generator(), weights, change.sources(), change.targets(), key);
        table.rewire(change.pruned(), grown);
      }
      site.turns().add(new Turn(projection.name(), site.grid().toMs(step), change.pruned().cardinality(), change.sources().length));
    };
  }

  private interface Plan {
    WiringChange change(long step, SynapseTable table, Ends ends, RandomStream random);
  }

  private Plan plan(Site site) {
    GrowthCurve axons = axonal;
    GrowthCurve dendrites = dendritic;
    if (axons == null || dendrites == null) {
      Turnover rule = rule();
      return (step, table, ends, random) -> rule.change(table, ends, random);
    }
    double tau = Upkeep.positiveMs(averaging, where());
    double ms = site.grid().toMs(intervalSteps(site.grid()));
    Population sources = projection.source().population();
    Population targets = projection.target().population();
    RateEstimate sourceRates = site.rates(sources, tau, 0);
    RateEstimate targetRates = site.rates(targets, tau, 0);
    SynapseTable table = site.weights().stored(projection);
    var of = new SynapticElements(new Elements(axons, degrees(table.sources(), sources), vacant), new Elements(dendrites, degrees(table.targets(), targets), vacant));
    site.elements().put(projection, of);
    site.owners().add(of.axonal);
    site.owners().add(of.dendritic);
    return (step, now, ends, random) -> {
      of.axonal.grow(sourceRates.integrals(step), ms);
      of.dendritic.grow(targetRates.integrals(step), ms);
      return ElementMatching.change(now, ends, of.axonal, of.dendritic, random);
    };
  }

  private static int[] degrees(int[] ends, Population population) {
    int[] degree = new int[population.size()];
    for (int i : ends) {
      degree[i]++;
    }
    return degree;
  }

  /** The elements of a projection's neurons. */
  record SynapticElements(Elements axonal, Elements dendritic) {}

  @Override
  public String toString() {
    return where() + (threshold == null ? "" : "  prunes up to " + Units.text(threshold)) + (weakest == 0 ? "" : "  prunes the weakest " + weakest)
        + "  keeping " + keeping + "  regrowth " + regrowth + (sprouting == 0 ? "" : "  sprouting " + sprouting)
        + (axonal == null ? "" : "  axonal elements " + axonal + "  dendritic elements " + dendritic + "  vacant " + vacant + "  averaging " + Units.text(averaging))
        + (weight == null ? "" : "  weight " + weight) + (autapses ? "  with autapses" : "") + (multapses ? "  with multapses" : "") + "  every "
        + Units.text(interval);
  }
}
