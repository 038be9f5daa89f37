package org.ranvier.neuronmodels.exact;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.neuronmodels.model.Parameter.Range;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.exact.EventBatch;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.exact.ExactSpikes;
import org.ranvier.simulator.state.StatePort;

/**
 * NEURON's {@code IntFire1}: a number that decays and to which each arriving spike adds its weight; the neuron fires when that brings it
 * above 1, and then ignores what arrives for a while. See {@link LeakyJumps}; as it decays to 0, it never crosses between events.
 *
 * <p>As in NEURON, and other than in the other models here, the threshold is asked after each arriving spike, also among those of one time,
 * which are taken in the order in which they were sent: when excitation has made the neuron fire, inhibition that comes at the same time finds
 * it refractory, but inhibition that was sent before keeps it from firing. The end of the refractory period stands in that order too, as put
 * there by the neuron's spike. See docs/exact.md.
 */
public record IntFire1() implements ExactModel {
  private static final double THRESHOLD = Math.nextUp(1.0);
  private static final LeakyJumps.Names M = new LeakyJumps.Names("m", "1", "state variable, which fires above 1");
  private static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("tau", "ms", 10, Range.POSITIVE, "time constant of the decay"),
          new Parameter("refrac", "ms", 5, Range.NOT_NEGATIVE, "time after a spike in which arriving spikes are ignored"));
  private static final LeakyJumps.Values VALUES =
      new LeakyJumps.Values(
          (v, i) -> v.at("tau", i), (v, i) -> 0, (v, i) -> THRESHOLD, (v, i) -> 0, (v, i) -> v.at("refrac", i));

  @Override
  public String name() {
    return "intfire1";
  }

  @Override
  public List<String> aliases() {
    return List.of("IntFire1");
  }

  @Override
  public Optional<String> counterpart() {
    return Optional.empty();
  }

  @Override
  public String summary() {
    return "NEURON's IntFire1: a leaky integrator with jumps and a refractory period, in continuous time";
  }

  @Override
  public String equations() {
    return """
        dm/dt = -m/tau
        input        : m += w, but for spikes that arrive within refrac after a spike
        spike        : when m > 1, asked after each arriving spike
        after a spike: m = 0, held for refrac""";
  }

  @Override
  public String source() {
    return "Hines & Carnevale 2004, doi:10.1016/j.jneumeth.2003.10.004; NEURON's intfire1.mod";
  }

  @Override
  public List<Parameter> parameters() {
    return PARAMETERS;
  }

  @Override
  public List<Receptor> receptors() {
    return List.of(new Receptor("synapse", "1", "m grows by the weight"));
  }

  @Override
  public ExactKernel.Factory kernel(String where, ParameterValues values) {
    return new Factory(values);
  }

  private record Factory(ParameterValues values) implements ExactKernel.Factory {
    @Override
    public ExactKernel create(ExactContext slice) {
      return new Kernel(slice, values);
    }

    @Override
    public boolean isOrdered() {
      return true;
    }
  }

  private static final class Kernel extends LeakyJumps {
    /** In place of a number: the neuron hears what comes at {@code AT}. */
    private static final long HEARING = -1;

    /** In place of a number: it has fired in this epoch, after all that comes in it was sent. */
    private static final long JUST_FIRED = Long.MAX_VALUE;

    /** Number of the spike that {@code AT} is the end of the refractory period of: what was sent before and comes then, comes too early. */
    private final long[] ownSpike;

    Kernel(ExactContext slice, ParameterValues values) {
      super(slice, M, values, VALUES, (v, i) -> 0);
      ownSpike = new long[size];
      Arrays.fill(ownSpike, HEARING);
    }

    @Override
    double carryInOrder(int i, double due, EventBatch batch, int from, int to, ExactSpikes spikes) {
      if (due <= batch.until) { // from an initial state above the threshold
        spikes.foreseen();
        fire(i, due);
        spikes.add(i, due);
      }
      for (int k = from; k < to; k++) {
        double t = batch.time[k];
        double at = s[i * width + AT];
        if (t > at || (t == at && batch.number(k) >= ownSpike[i])) {
          ownSpike[i] = HEARING;
          catchUp(i, t);
          receive(i, t, batch.receptor[k], batch.weight[k]);
          spikes.causedBy(batch.number(k));
          settle(i, t, spikes);
        }
      }
      return Double.POSITIVE_INFINITY; // it decays away from its threshold
    }

    @Override
    public void state(StatePort port) {
      super.state(port);
      int[] high = new int[size];
      int[] low = new int[size];
      Arrays.setAll(high, i -> (int) (ownSpike[i] >> 32));
      Arrays.setAll(low, i -> (int) ownSpike[i]);
      port.perNeuron("number of its spike, upper half", "1", high);
      port.perNeuron("number of its spike, lower half", "1", low);
      Arrays.setAll(ownSpike, i -> (long) high[i] << 32 | Integer.toUnsignedLong(low[i]));
    }

    @Override
    void fire(int i, double t) {
      super.fire(i, t);
      ownSpike[i] = JUST_FIRED;
    }

    @Override
    public void sent(int neuron, long number) {
      if (ownSpike[neuron] != HEARING) {
        ownSpike[neuron] = number;
      }
    }
  }
}
