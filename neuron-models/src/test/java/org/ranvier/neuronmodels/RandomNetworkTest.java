package org.ranvier.neuronmodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.ranvier.neuronmodels.Synapses.Synapse;
import org.ranvier.neuronmodels.library.Library;
import org.ranvier.neuronmodels.stimuli.ParrotNeuron;
import org.ranvier.neuronmodels.stimuli.PoissonDrive;
import org.ranvier.neuronmodels.stimuli.PoissonGenerator;
import org.ranvier.neuronmodels.stimuli.SpikeTimes;
import org.ranvier.neuronmodels.stimuli.StepCurrent;
import org.ranvier.simulator.synapses.ReceptorChoice;

/** Random networks of all models together: the spikes depend neither on the number of workers nor on how a run is divided. */
final class RandomNetworkTest {
  private static final int STEPS = 400;

  @Property(tries = 12)
  void spikesAreTheSameForAnyNumberOfWorkersAndAnyDivisionOfTheRun(
      @ForAll @LongRange(max = 1L << 40) long seed, @ForAll @IntRange(min = 1, max = STEPS - 1) int cut) {
    var once = network(seed, 1).run(STEPS);
    assertTrue(once.spikes().size() > 0);
    for (int threads = 1; threads <= 4; threads++) {
      var again = network(seed, threads).run(cut, STEPS - cut);
      assertArrayEquals(once.spikes().steps(), again.spikes().steps(), threads + " workers");
      assertArrayEquals(once.spikes().ids(), again.spikes().ids(), threads + " workers");
      for (int k = 0; k < once.traces().size(); k++) {
        assertArrayEquals(once.traces().get(k), again.traces().get(k), threads + " workers");
      }
    }
  }

  private static Rig network(long seed, int threads) {
    var random = new Random(seed);
    String[] neurons = {"exp", "alpha", "delta", "relay"};
    String[] sources = {"poisson", "times"};
    var sizes = new java.util.HashMap<String, Integer>();
    for (String name : new String[] {"exp", "alpha", "delta", "relay", "poisson", "times"}) {
      sizes.put(name, 1 + random.nextInt(200));
    }
    double[][] times = new double[sizes.get("times")][];
    for (int i = 0; i < times.length; i++) {
      times[i] = random.ints(5, 1, STEPS).mapToDouble(s -> 0.1 * s).toArray();
    }
    double[] rates = random.doubles(sizes.get("poisson"), 0, 2000).toArray();
    double[] taus = random.doubles(sizes.get("alpha"), 5, 20).toArray();
    double[] amplitudes = random.doubles(sizes.get("delta"), 0, 800).toArray();
    var rig =
        new Rig()
            .seed(seed)
            .threads(threads)
            .population("exp", Library.model("iaf_psc_exp"), sizes.get("exp"), Map.of())
            .population("alpha", Library.model("iaf_psc_alpha"), sizes.get("alpha"), Map.of("tau_m", taus))
            .population("delta", Library.model("iaf_psc_delta"), sizes.get("delta"), Map.of())
            .population("relay", new ParrotNeuron(), sizes.get("relay"), Map.of())
            .population("poisson", new PoissonGenerator(), sizes.get("poisson"), Map.of("rate", rates))
            .population("times", SpikeTimes.of(times), sizes.get("times"), Map.of())
            .stimulus("exp", new PoissonDrive("drive", sizes.get("exp"), new double[] {9000}, 100, 0, 0, Long.MAX_VALUE))
            .current("delta", new StepCurrent("step", sizes.get("delta"), new double[] {5, 30}, new double[][] {amplitudes, {0}}))
            .sample("exp", "V_m")
            .sample("alpha", "I_syn_ex")
            .sample("delta", "V_m");
    for (String target : neurons) {
      boolean relay = target.equals("relay");
      for (String source : relay ? sources : new String[] {"exp", "alpha", "delta", "relay", "poisson", "times"}) {
        double unit = relay ? 1 : target.equals("delta") ? 0.5 : 60;
        boolean one = target.equals("delta") || relay;
        var synapses = synapses(random, sizes.get(source), sizes.get(target), unit, relay);
        rig.project(source, target, new ReceptorChoice(0, one ? 0 : 1), synapses);
      }
    }
    return rig;
  }

  private static Synapses synapses(Random random, int sources, int targets, double unit, boolean positive) {
    int delays = 1 + random.nextInt(30);
    var list = new Synapse[1 + random.nextInt(2000)]; // few are pushed, many are pulled
    for (int k = 0; k < list.length; k++) {
      double weight = unit * (positive ? 1 : random.nextGaussian(0.3, 1));
      list[k] = new Synapse(random.nextInt(sources), random.nextInt(targets), 1 + random.nextInt(delays), (float) weight);
    }
    return Synapses.of(list);
  }
}
