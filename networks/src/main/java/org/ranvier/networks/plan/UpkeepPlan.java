package org.ranvier.networks.plan;

import java.util.List;
import java.util.function.UnaryOperator;
import javax.measure.Quantity;
import javax.measure.quantity.Frequency;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.values.SynapticValue;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.homeostasis.Normalisation.Norm;
import org.ranvier.plasticity.structure.GrowthCurve;
import org.ranvier.plasticity.structure.Turnover.Keeping;

/** What keeps a network in shape, at an interval of its own. */
public sealed interface UpkeepPlan {
  /** How often it is done. */
  Quantity<Time> interval();

  /** Names it in messages. */
  String where();

  /**
   * Normalises the weights of each neuron.
   *
   * @param part of the way that is gone each time
   */
  record Normalising(List<String> projections, Norm norm, @Nullable Quantity<?> value, double part, Quantity<Time> interval) implements UpkeepPlan {
    public Normalising {
      projections = List.copyOf(projections);
    }

    /** The same with another norm. */
    public Normalising norm(Norm of, Quantity<?> becomes) {
      return new Normalising(projections, of, becomes, part, interval);
    }

    /** The same that goes that part of the way. */
    public Normalising part(double of) {
      return new Normalising(projections, norm, value, of, interval);
    }

    /** The same at another interval. */
    public Normalising interval(Quantity<Time> of) {
      return new Normalising(projections, norm, value, part, of);
    }

    @Override
    public String where() {
      return "normalisation of " + projections;
    }

    @Override
    public String toString() {
      return where() + "  " + (value == null ? "" : norm + " " + Units.text(value)) + (part < 1 ? "  by a part of " + part : "") + "  every "
          + Units.text(interval);
    }
  }

  /**
   * Scales the weights of each neuron towards a rate.
   *
   * @param strength relative change for a spike too few
   * @param integral the same for each second after it
   * @param largest magnitude of a weight
   */
  record Scaling(
      List<String> projections, @Nullable Quantity<Frequency> rate, double strength, double integral, Quantity<Time> averaging,
      @Nullable Quantity<?> largest, Quantity<Time> interval) implements UpkeepPlan {
    public Scaling {
      projections = List.copyOf(projections);
    }

    /** The same to another rate. */
    public Scaling rate(Quantity<Frequency> of) {
      return new Scaling(projections, of, strength, integral, averaging, largest, interval);
    }

    /** The same with another strength. */
    public Scaling strength(double of) {
      return new Scaling(projections, rate, of, integral, averaging, largest, interval);
    }

    /** The same with another integral part. */
    public Scaling integral(double of) {
      return new Scaling(projections, rate, strength, of, averaging, largest, interval);
    }

    /** The same with another time of averaging. */
    public Scaling averaging(Quantity<Time> of) {
      return new Scaling(projections, rate, strength, integral, of, largest, interval);
    }

    /** The same up to another weight. */
    public Scaling largest(Quantity<?> of) {
      return new Scaling(projections, rate, strength, integral, averaging, of, interval);
    }

    /** The same at another interval. */
    public Scaling interval(Quantity<Time> of) {
      return new Scaling(projections, rate, strength, integral, averaging, largest, of);
    }

    @Override
    public String where() {
      return "synaptic scaling of " + projections;
    }

    @Override
    public String toString() {
      return where() + "  to " + (rate == null ? "?" : Units.text(rate)) + "  β = " + strength + (integral == 0 ? "" : "  γ = " + integral + " /s")
          + "  averaging " + Units.text(averaging) + (largest == null ? "" : "  up to " + Units.text(largest)) + "  every " + Units.text(interval);
    }
  }

  /**
   * Changes a parameter of each neuron with its rate.
   *
   * @param change for a spike, in the parameter's unit, or as a part of its value
   * @param relative whether it is a part
   * @param least value, in the parameter's unit; null: none
   * @param largest value
   */
  record Adapting(
      NeuronsPlan neurons, String parameter, @Nullable Quantity<Frequency> rate, double change, boolean relative, @Nullable Double least,
      @Nullable Double largest, Quantity<Time> averaging, Quantity<Time> interval) implements UpkeepPlan {
    /** The same to another rate. */
    public Adapting rate(Quantity<Frequency> of) {
      return new Adapting(neurons, parameter, of, change, relative, least, largest, averaging, interval);
    }

    /** The same with another change for a spike. */
    public Adapting change(double of, boolean asPart) {
      return new Adapting(neurons, parameter, rate, of, asPart, least, largest, averaging, interval);
    }

    /** The same within these values; infinite ones bound nothing. */
    public Adapting within(double from, double to) {
      return new Adapting(
          neurons, parameter, rate, change, relative, Double.isInfinite(from) ? null : Double.valueOf(from), Double.isInfinite(to) ? null : Double.valueOf(to),
          averaging, interval);
    }

    /** The same with another time of averaging. */
    public Adapting averaging(Quantity<Time> of) {
      return new Adapting(neurons, parameter, rate, change, relative, least, largest, of, interval);
    }

    /** The same at another interval. */
    public Adapting interval(Quantity<Time> of) {
      return new Adapting(neurons, parameter, rate, change, relative, least, largest, averaging, of);
    }

    /** The least value; -∞ where none is given. */
    public double low() {
      return least == null ? Double.NEGATIVE_INFINITY : least;
    }

    /** The largest value; ∞ where none is given. */
    public double high() {
      return largest == null ? Double.POSITIVE_INFINITY : largest;
    }

    @Override
    public String where() {
      return "intrinsic plasticity of " + parameter + " of population '" + neurons.population() + "'";
    }
  }

  /** Lets synapses of a projection go and others grow. */
  record Rewiring(
      String projection, @Nullable Replacing replacing, @Nullable Double sprouting, @Nullable Growing growing, @Nullable SynapticValue<?> weight,
      boolean autapses, boolean multapses, Quantity<Time> interval) implements UpkeepPlan {
    /** The same that prunes and replaces in another way. */
    public Rewiring replacing(UnaryOperator<Replacing> change) {
      Replacing now = change.apply(replacing == null ? Replacing.NOTHING : replacing);
      return new Rewiring(projection, now, sprouting, growing, weight, autapses, multapses, interval);
    }

    /** The same that follows elements in another way. */
    public Rewiring growing(UnaryOperator<Growing> change) {
      Growing now = change.apply(growing == null ? Growing.NOTHING : growing);
      return new Rewiring(projection, replacing, sprouting, now, weight, autapses, multapses, interval);
    }

    /** The same that sprouts so many synapses. */
    public Rewiring sprouting(@Nullable Double of) {
      return new Rewiring(projection, replacing, of, growing, weight, autapses, multapses, interval);
    }

    /** The same with other weights of new synapses. */
    public Rewiring weight(SynapticValue<?> of) {
      return new Rewiring(projection, replacing, sprouting, growing, of, autapses, multapses, interval);
    }

    /** The same that lets neurons connect to themselves. */
    public Rewiring withAutapses() {
      return new Rewiring(projection, replacing, sprouting, growing, weight, true, multapses, interval);
    }

    /** The same that lets a pair have several synapses. */
    public Rewiring withMultapses() {
      return new Rewiring(projection, replacing, sprouting, growing, weight, autapses, true, interval);
    }

    /** The same at another interval. */
    public Rewiring interval(Quantity<Time> of) {
      return new Rewiring(projection, replacing, sprouting, growing, weight, autapses, multapses, of);
    }

    /** What is said of pruning and replacing, nothing where nothing is. */
    public Replacing replacingOrNothing() {
      return replacing == null ? Replacing.NOTHING : replacing;
    }

    /** What is said of elements, nothing where nothing is. */
    public Growing growingOrNothing() {
      return growing == null ? Growing.NOTHING : growing;
    }

    @Override
    public String where() {
      return "rewiring of " + projection;
    }

    @Override
    public String toString() {
      Replacing r = replacingOrNothing();
      Growing g = growingOrNothing();
      double weakest = r.weakest == null ? 0 : r.weakest;
      return where() + (r.upTo == null ? "" : "  prunes up to " + Units.text(r.upTo)) + (weakest == 0 ? "" : "  prunes the weakest " + weakest)
          + "  keeping " + r.keeps() + "  regrowth " + r.regrows() + (sprouting == null ? "" : "  sprouting " + sprouting)
          + (g.axonal == null
              ? ""
              : "  axonal elements " + g.axonal + "  dendritic elements " + g.dendritic + "  vacant " + g.vacantElements() + "  averaging "
                  + Units.text(g.averagingTime()))
          + (weight == null ? "" : "  weight " + weight) + (autapses ? "  with autapses" : "") + (multapses ? "  with multapses" : "") + "  every "
          + Units.text(interval);
    }
  }

  /**
   * Synapses that are pruned, and replaced.
   *
   * @param upTo magnitude
   * @param weakest part of each target's synapses
   * @param keeping what stays as it was; null: not given
   * @param regrowth probability that one is replaced; null: not given
   */
  record Replacing(@Nullable Quantity<?> upTo, @Nullable Double weakest, @Nullable Keeping keeping, @Nullable Double regrowth) {
    /** None. */
    public static final Replacing NOTHING = new Replacing(null, null, null, null);

    /** The same up to another magnitude. */
    public Replacing upTo(Quantity<?> of) {
      return new Replacing(of, weakest, keeping, regrowth);
    }

    /** The same of another part. */
    public Replacing weakest(Double of) {
      return new Replacing(upTo, of, keeping, regrowth);
    }

    /** The same that keeps something else. */
    public Replacing keeping(Keeping of) {
      return new Replacing(upTo, weakest, of, regrowth);
    }

    /** The same with another probability. */
    public Replacing regrowth(Double of) {
      return new Replacing(upTo, weakest, keeping, of);
    }

    /** What stays as it was: in-degrees, where nothing is given. */
    public Keeping keeps() {
      return keeping == null ? Keeping.IN_DEGREE : keeping;
    }

    /** The probability that a synapse is replaced: 1, where nothing is given. */
    public double regrows() {
      return regrowth == null ? 1 : regrowth;
    }
  }

  /**
   * Synaptic elements that synapses follow.
   *
   * @param axonal null: not given
   * @param vacant elements in the beginning; null: not given
   * @param averaging time constant of the rate; null: not given
   */
  record Growing(@Nullable GrowthCurve axonal, @Nullable GrowthCurve dendritic, @Nullable Double vacant, @Nullable Quantity<Time> averaging) {
    /** None. */
    public static final Growing NOTHING = new Growing(null, null, null, null);

    /** The same with other curves. */
    public Growing curves(GrowthCurve axons, GrowthCurve dendrites) {
      return new Growing(axons, dendrites, vacant, averaging);
    }

    /** The same with so many vacant elements. */
    public Growing vacant(Double of) {
      return new Growing(axonal, dendritic, of, averaging);
    }

    /** The same with another time of averaging. */
    public Growing averaging(Quantity<Time> of) {
      return new Growing(axonal, dendritic, vacant, of);
    }

    /** Elements in the beginning: 0, where nothing is given. */
    public double vacantElements() {
      return vacant == null ? 0 : vacant;
    }

    /** The time constant of the rate: 10 s, where nothing is given. */
    public Quantity<Time> averagingTime() {
      return averaging == null ? Units.s(10) : averaging;
    }
  }
}
