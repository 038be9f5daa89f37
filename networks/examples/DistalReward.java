import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Distribution.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.neuronmodels.equations.*;
import org.ranvier.plasticity.eligibility.*;
import org.ranvier.plasticity.rules.*;
import org.ranvier.plasticity.weights.*;
import org.ranvier.simulator.recording.*;

// How one writes an experiment in which a network is rewarded for what it does: the distal-reward problem of Izhikevich 2007,
// doi:10.1093/cercor/bhl152. Whenever one neuron fires within 20 ms after another, dopamine comes one to three seconds later.
// Arguments: seconds to simulate, dopamine of a reward. 'ranvier run distal-reward' is the whole experiment with its control twins.

static final String NEURON = """
    parameters:
      tau_u = 50 ms (> 0)   # of the recovery variable
      d     = 8 mV          # recovery added by a spike
    constants:
      k     = 0.04 1/(mV*ms)
    equations:
      F       = k*V_m*V_m + (5/ms)*V_m + 140 mV/ms - U_m/ms : mV/ms
      dV_m/dt = F : mV                        # membrane potential
      dU_m/dt = (0.2*V_m - U_m)/tau_u : mV    # recovery variable
    initial:   V_m = -65 mV, U_m = 0.2*V_m
    receptors:
      synapse: mV   # a current during one step
    update:
      V_m = V_m + dt/2*(F + synapse/ms)
      V_m = V_m + dt/2*(F + synapse/ms)
      U_m = U_m + dt*(0.2*V_m - U_m)/tau_u
    threshold: V_m >= 30 mV
    reset:     V_m = -65 mV, U_m += d
    """;

void main(String[] args) {
  int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 1800;
  double reward = args.length > 1 ? Double.parseDouble(args[1]) : 0.5;

  var net = new Network("distal reward").resolution(ms(1));
  var exc = net.population("E", 800, EquationModel.of("regular_spiking", NEURON));
  var inh = net.population("I", 200, EquationModel.of("fast_spiking", NEURON)).set("tau_u", ms(10)).set("d", mV(2));
  for (var to : List.of(exc, inh)) { // thalamic noise with the published variance, that of 13·(U - 0.5)
    double weight = 13 / Math.sqrt(12) / Math.sqrt(8);
    net.poisson("noise+", to).rate(Hz(4000)).weight(mV(weight));
    net.poisson("noise-", to).rate(Hz(4000)).weight(mV(-weight));
  }
  var dopamine = net.modulator("dopamine").decay(ms(200));
  var rule = ThreeFactor.rewardStdp(ThirdFactor.of("dopamine").minus(-0.002)).rate(0.1).bounds(Bounds.upTo(4));
  var plastic = net.connect(exc, exc).rule(fixedOutDegree(80).withoutMultapses()).weight(mV(1)).delay(ms(1)).plastic(rule);
  net.connect(exc, inh).rule(fixedOutDegree(20).withoutMultapses()).weight(mV(1)).delay(ms(1)).plastic(rule);
  net.connect(inh, exc).rule(fixedOutDegree(100).withoutMultapses()).weight(mV(-1)).delay(ms(1));

  try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.keepSpikes(false))) {
    var begin = sim.weights(plastic);
    double[] weights = begin.values().clone();
    weights[0] = 0; // the designated synapse
    sim.setWeights(plastic, weights);
    int source = begin.sources()[0];
    int target = begin.targets()[0];
    var random = new SplittableRandom(1);
    var due = new TreeSet<Long>();
    long[] fired = {-1000};
    sim.addListener(block -> {
      for (int k = 0; k < block.stepCount(); k++) {
        long now = block.firstStep() + k;
        var ids = Arrays.stream(block.ids(), block.begin(k), block.end(k));
        var seen = ids.filter(id -> id == source || id == target).boxed().toList();
        if (seen.contains(target) && now > fired[0] && now - fired[0] < 20) due.add(now + 1000 + random.nextInt(2000));
        if (seen.contains(source)) fired[0] = now;
      }
    });
    int given = 0;
    for (long now = 0; now < 1000L * seconds; now += 10) {
      for (; !due.isEmpty() && due.first() <= now; given++, due.removeFirst()) sim.release(dopamine, reward);
      sim.run(ms(10));
    }
    double[] w = sim.weights(plastic).values();
    long rank = Arrays.stream(w).filter(x -> x >= w[0]).count();
    IO.println(String.format(Locale.ROOT, "designated synapse %.3f mV, number %,d of %,d; %d rewards", w[0], rank, w.length, given));
  }
}
