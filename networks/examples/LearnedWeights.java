import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.plasticity.rules.*;
import org.ranvier.plasticity.weights.*;

// Weights before and after learning by STDP, a test in which they are frozen, and the way to keep them: saved by one simulation, loaded by another.
void main(String[] args) {
  var file = Path.of(args.length > 0 ? args[0] : ".").resolve("weights.h5");
  var net = new Network("learned weights");
  var in = net.population("in", 100, "poisson_generator").set("rate", Hz(20));
  var out = net.population("out", 10, "iaf_psc_exp");
  var learns = net.connect(in, out).rule(allToAll()).weight(pA(150)).delay(ms(1)).plastic(Stdp.pair().dependence(WeightDependence.additive(1, 1.1)).bounds(Bounds.upTo(300)));

  double[] learned;
  try (var simulation = Simulation.of(net)) {
    System.out.printf("before: %.2f pA on the average%n", simulation.weights(learns).mean());
    simulation.run(s(5));
    learned = simulation.weights(learns).values();
    System.out.printf("after:  %.2f pA%n", simulation.weights(learns).mean());
    simulation.freeze(learns);
    simulation.run(s(2)); // a test: nothing is learned
    System.out.println("kept every bit while frozen: " + Arrays.equals(learned, simulation.weights(learns).values()));
    simulation.synapses(learns).save(file);
  }
  try (var simulation = Simulation.of(net)) {
    simulation.synapses(learns).load(file);
    System.out.println("loaded what was saved: " + Arrays.equals(learned, simulation.weights(learns).values()));
  }
}
