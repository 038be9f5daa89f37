// The right-hand sides of the table for Brian 2 in docs/coming-from.md, with what they take for granted.
import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.networks.plot.*;
import org.ranvier.neuronmodels.equations.*;

void main(String[] args) {
  String text =
      """
      parameters:
        tau   = 10 ms  (> 0)  # membrane time constant
        tau_g = 5 ms   (> 0)  # of the conductance
        R     = 0.1 GOhm      # resistance
        E_L   = -70 mV        # rest
        v_t   = -50 mV        # threshold
        t_ref = 2 ms  (>= 0)  # refractory period
      equations:
        dv/dt = (E_L - v)/tau : mV
        dg/dt = -g/tau_g : nS
      initial: v = E_L
      receptors:
        synapse: g += w : nS
      method: exact
      threshold: v >= v_t
      reset: v = E_L
      refractory: t_ref, hold v
      """.replace("(E_L - v)/tau :", "(E_L - v)/tau + R*g*(70 mV)/tau :");
  var net = new Network("words of Brian");
  var model = EquationModel.of("name", text);
  var a = net.population("a", 20, model);
  var b = net.population("b", 20, model);
  net.connect(a, b).weight(nS(1)).rule(pairwiseBernoulli(0.1)).delay(ms(1));
  var first = net.connect(a, b).weight(nS(1)).rule(explicit(new int[] {0, 1}, new int[] {1, 2})).delay(ms(1));
  net.poisson("input", a).rate(Hz(1000)).weight(nS(1));
  net.population("group", 5, "poisson_generator").set("rate", Hz(10));
  net.spikeSource("given", new double[][] {{5, 10}});
  net.record(a, "v");
  Path directory = Path.of(args[0]);
  Path file = directory.resolve("checkpoint");
  int[] calls = {0};
  try (var simulation = Simulation.of(net)) {
    simulation.every(ms(10), () -> calls[0]++);
    simulation.run(s(1));
    simulation.save(file);
    simulation.synapses(first).save(directory.resolve("synapses.h5"));
    Picture rates = Pictures.rates(simulation.spikes(), 5);
    if (rates == null || simulation.spikes().size() == 0 || calls[0] < 99) {
      throw new AssertionError(simulation.spikes().size() + " spikes, " + calls[0] + " calls");
    }
  }
  try (var simulation = Simulation.restore(net, file)) {
    simulation.run(ms(10));
  }
  listed(directory.resolve("synapses.h5"));
}

void listed(Path file) {
  var net = new Network("listed");
  var cells = net.population("cells", 20, "iaf_cond_exp");
  var projection = net.connect(cells, cells).synapses(file);
  try (var simulation = Simulation.of(net)) {
    if (simulation.synapses(projection).count() != 2) {
      throw new AssertionError("the file has two synapses");
    }
  }
}
