import static org.ranvier.networks.values.Distribution.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.networks.plot.*;
import org.ranvier.networks.values.Units;

// The first things one asks of a neuron: its potential under a step of current, and its f–I curve. Forty neurons take forty currents at once.
// Two pictures are written into the directory that is named, or the present one.
void main(String[] args) {
  var directory = Path.of(args.length > 0 ? args[0] : ".");
  int n = 40;
  double[] currents = IntStream.range(0, n).mapToDouble(k -> 20.0 * k).toArray(); // pA

  var net = new Network("trace and rates");
  var neurons = net.population("n", n, "iaf_psc_exp");
  net.current(neurons).from(ms(20), each(Units::pA, currents));
  net.record(neurons.range(25, 26), "V_m").every(ms(0.1));

  try (var simulation = Simulation.of(net)) {
    var counts = simulation.count(neurons);
    simulation.run(ms(120));
    var trace = simulation.traces().getFirst();
    TracePicture.write(directory.resolve("trace.png"), trace.timesMs(), Map.of("V_m at 500 pA", trace.values()[0]), "V_m (mV)");
    counts.take();
    simulation.run(s(2));
    double[] rates = counts.ratesHz();
    for (int k = 0; k < n; k += 5) {
      System.out.printf("%4.0f pA  %6.1f spikes/s%n", currents[k], rates[k]);
    }
    XYPicture.of("current (pA)", "rate (spikes/s)").line("iaf_psc_exp", currents, rates).write(directory.resolve("rates.png"));
  }
}
