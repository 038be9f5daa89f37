package org.ranvier.neuronmodels.stimuli;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.model.AdjustableKernel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.KernelFactory;
import org.ranvier.simulator.kernel.SliceContext;
import org.ranvier.simulator.kernel.SpikeSink;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;
import org.ranvier.simulator.state.State;
import org.ranvier.simulator.state.StateVariable;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Neurons that fire in packets: about each pulse time a neuron fires {@code activity} spikes, whose times are independent and
 * Gaussian with standard deviation {@code sdev}, rounded up to the grid. Spikes that would fall at or before time 0 are left out.
 *
 * <p>With {@code activity} 1, a population of {@code a} neurons gives the pulse packets {@code (a, sdev)} of Diesmann, Gewaltig &
 * Aertsen 1999, doi:10.1038/990101.
 */
public final class PulsePacketGenerator implements NeuronModel {
  private static final double MOST = 1e6;

  private static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("activity", "1", 1, Range.NOT_NEGATIVE, "number of spikes of a neuron in a packet"),
          new Parameter("sdev", "ms", 0, Range.NOT_NEGATIVE, "standard deviation of the spike times in a packet"));

  private final double @Nullable [] pulseTimesMs;

  /** The model without pulses, as it stands in the list of models; a population needs {@link #at}. */
  public PulsePacketGenerator() {
    pulseTimesMs = null;
  }

  private PulsePacketGenerator(double[] pulseTimesMs) {
    this.pulseTimesMs = pulseTimesMs;
  }

  /** Packets about these times, which need not be on the grid. */
  public static PulsePacketGenerator at(double... pulseTimesMs) {
    return new PulsePacketGenerator(pulseTimesMs.clone());
  }

  @Override
  public String name() {
    return "pulsepacket_generator";
  }

  @Override
  public String summary() {
    return "Source that fires packets of spikes, Gaussian about given times";
  }

  @Override
  public String equations() {
    return "spikes       : activity times about each pulse time, at pulse + sdev·N(0, 1), rounded up to the grid";
  }

  @Override
  public String source() {
    return "Diesmann, Gewaltig & Aertsen 1999, doi:10.1038/990101; NEST's pulsepacket_generator";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public List<StateVariable> variables(String where, ParameterValues values, TimeGrid grid) {
    return List.of();
  }

  @Override
  public KernelFactory kernel(String where, ParameterValues values) {
    double[] pulses = pulseTimesMs;
    if (pulses == null) {
      throw new RanvierException(
          where + ": a pulsepacket_generator needs the times of its pulses; make it with PulsePacketGenerator.at");
    }
    for (double pulse : pulses) {
      if (!(pulse >= 0 && pulse <= 1e12)) {
        throw new RanvierException(where + ": pulse time " + TimeGrid.trim(pulse) + " ms must be 0 or above");
      }
    }
    check(where, values);
    return slice -> new Kernel(where, pulses, values, slice);
  }

  /** Sources that do the same are equal. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PulsePacketGenerator o && Arrays.equals(pulseTimesMs, o.pulseTimesMs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pulseTimesMs);
  }

  private static void check(String where, ParameterValues values) {
    for (double activity : values.all("activity")) {
      if (activity != Math.rint(activity) || activity > MOST) {
        throw new RanvierException(
            where + ": activity = " + TimeGrid.trim(activity) + " must be a whole number, at most " + TimeGrid.trim(MOST));
      }
    }
  }

  private static final class Kernel implements AdjustableKernel {
    private final String where;
    private final double[] pulsesMs;
    private final SliceContext slice;
    private final State state;
    private ParameterValues values;
    private ListedSpikes spikes;

    Kernel(String where, double[] pulsesMs, ParameterValues values, SliceContext slice) {
      this.where = where;
      this.pulsesMs = pulsesMs;
      this.slice = slice;
      this.values = values;
      state = new State(slice.paddedSize());
      spikes = draw(values);
    }

    /** The spikes depend on the neuron, the pulse and their number in the packet only. */
    private ListedSpikes draw(ParameterValues of) {
      long key = RandomKey.of(slice.seed(), "pulse-packets", slice.population());
      double h = slice.grid().resolutionMs();
      var random = new RandomStream(key);
      var drawn = new LongArrayList();
      for (int i = 0; i < slice.size(); i++) {
        int neuron = slice.first() + i;
        double activity = of.at("activity", neuron);
        double sdev = of.at("sdev", neuron);
        for (int p = 0; p < pulsesMs.length; p++) {
          random.select(RandomKey.bits(key, neuron), p);
          for (int k = 0; k < activity; k++) {
            double steps = (pulsesMs[p] + sdev * random.nextGaussian()) / h;
            double nearest = Math.rint(steps);
            long step = (long) (Math.abs(steps - nearest) < 1e-6 ? nearest : Math.ceil(steps)); // a pulse on the grid stays there
            if (step >= 1 && step <= ListedSpikes.LAST_STEP) {
              drawn.add(ListedSpikes.spike(step, i));
            }
          }
        }
      }
      return new ListedSpikes(drawn.toLongArray());
    }

    @Override
    public State state() {
      return state;
    }

    @Override
    public ParameterValues parameters() {
      return values;
    }

    @Override
    public void setParameters(ParameterValues changed) {
      check(where, changed);
      spikes = draw(changed);
      values = changed;
    }

    @Override
    public void advance(long step, int from, int to, SpikeSink sink) {
      spikes.report(step, from, to, sink);
    }
  }
}
