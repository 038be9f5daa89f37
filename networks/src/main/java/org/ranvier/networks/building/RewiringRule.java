package org.ranvier.networks.building;

import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plan.UpkeepPlan;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.structure.Turnover;
import org.ranvier.simulator.RanvierException;

/** The rewiring of a projection. */
public record RewiringRule(UpkeepPlan.Rewiring plan, Connection projection) {
  public RewiringRule(UpkeepPlan.Rewiring plan, NetworkIndex index) {
    this(plan, index.connection(plan.projection()));
  }

  private String where() {
    return plan.where();
  }

  /** What prunes and replaces by weights. */
  public Turnover turnover() {
    UpkeepPlan.Replacing replacing = plan.replacingOrNothing();
    double limit = -1;
    if (replacing.upTo() != null) {
      limit = Units.in(Units.unit(projection.receptorUnit()), replacing.upTo(), where() + ": threshold");
      if (limit < 0) {
        throw new RanvierException(where() + ": a threshold of " + Units.text(replacing.upTo()) + " must be 0 or above; it is of magnitudes");
      }
    }
    double weakest = replacing.weakest() == null ? 0 : replacing.weakest();
    return new Turnover(limit, weakest, replacing.keeps(), replacing.regrows(), sprouting());
  }

  private double sprouting() {
    return plan.sprouting() == null ? 0 : plan.sprouting();
  }

  /** The weights of new synapses; null: those of the projection. */
  public @Nullable Sampler ownWeights() {
    SynapticValue<?> own = plan.weight();
    return own == null ? null : own.in(Units.unit(projection.receptorUnit()), where() + ": weight");
  }

  /** The time constant in ms of the rates that elements follow. */
  public double averagingMs() {
    return ChangedWeights.positiveMs(plan.growingOrNothing().averagingTime(), where() + ": time of averaging");
  }

  void check() {
    projection.requireGrid(where());
    Turnover rule = turnover();
    UpkeepPlan.Replacing replacing = plan.replacingOrNothing();
    UpkeepPlan.Growing growing = plan.growingOrNothing();
    boolean prunes = replacing.upTo() != null || replacing.weakest() != null && replacing.weakest() != 0;
    boolean byWeight = prunes || sprouting() != 0;
    boolean byElements = growing.axonal() != null;
    if (!byWeight && !byElements) {
      throw new RanvierException(where() + " removes and grows nothing; add .pruneUpTo(…), .pruneWeakest(0.01), .sprouting(1) or .elements(…)");
    }
    if (byWeight && byElements) {
      throw new RanvierException(where() + ": synapses follow either their weights or the elements of their neurons; rewire the projection twice to have both");
    }
    requireHeard(replacing, growing);
    double vacant = growing.vacantElements();
    if (!(vacant >= 0 && vacant < 1e6)) {
      throw new RanvierException(where() + ": " + vacant + " vacant elements must be 0 or above, and below 1e6");
    }
    averagingMs();
    checkWeights(rule);
  }

  private void checkWeights(Turnover rule) {
    String what = where() + ": weight";
    SynapticValue<?> own = plan.weight();
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

  private void requireHeard(UpkeepPlan.Replacing replacing, UpkeepPlan.Growing growing) {
    String ofElements = said(growing.averaging() != null, ".averaging(…)", growing.vacant() != null, ".vacant(…)");
    if (growing.axonal() == null && !ofElements.isEmpty()) {
      throw new RanvierException(
          where() + ": " + ofElements + " is of synaptic elements, and synapses follow their weights; add .elements(…), or leave it out");
    }
    String ofReplaced = said(replacing.keeping() != null, ".keeping(…)", replacing.regrowth() != null, ".regrowth(…)");
    if (replacing.upTo() == null && replacing.weakest() == null && !ofReplaced.isEmpty()) {
      throw new RanvierException(
          where() + ": " + ofReplaced + " is of synapses that are pruned and replaced, and "
              + (growing.axonal() != null
                  ? "synapses follow .elements(…); leave it out"
                  : "none is pruned; add .pruneUpTo(…) or .pruneWeakest(0.01), or leave it out"));
    }
  }

  private static String said(boolean first, String a, boolean second, String b) {
    return first && second ? a + " and " + b : first ? a : second ? b : "";
  }
}
