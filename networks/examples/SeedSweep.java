import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Distribution.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.networks.analysis.*;
import org.ranvier.networks.plot.*;

// A sweep over inhibition and seeds in parallel: simulations share nothing, so each takes one thread, and as many run at a time as there are processors.
// A picture with the mean and standard deviation over seeds goes into the directory that is named, or the present one.
record Point(double g, long seed) {}

void main(String[] args) {
  var directory = Path.of(args.length > 0 ? args[0] : ".");
  double[] inhibition = {3, 4, 5, 6, 7};
  var points = Arrays.stream(inhibition).boxed().flatMap(g -> LongStream.rangeClosed(1, 4).mapToObj(seed -> new Point(g, seed))).toList();
  var rates = points.parallelStream().collect(Collectors.groupingBy(Point::g, Collectors.mapping(p -> rate(p), Collectors.toList())));
  double[] means = Arrays.stream(inhibition).map(g -> rates.get(g).stream().mapToDouble(r -> r).average().orElseThrow()).toArray();
  double[] sds = new double[means.length];
  Arrays.setAll(sds, k -> Math.sqrt(rates.get(inhibition[k]).stream().mapToDouble(r -> (r - means[k]) * (r - means[k])).sum() / 3));
  for (int k = 0; k < means.length; k++) System.out.printf("g = %.0f: %.2f ± %.2f spikes/s%n", inhibition[k], means[k], sds[k]);
  XYPicture.of("strength of inhibition", "rate (spikes/s)").band("mean ± sd over 4 seeds", inhibition, means, sds).write(directory.resolve("sweep.svg"));
}

static double rate(Point p) {
  var net = new Network("sweep");
  var exc = net.population("E", 400, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
  var inh = net.population("I", 100, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-55)));
  for (var to : List.of(exc, inh)) {
    net.connect(exc, to).rule(fixedInDegree(40)).weight(pA(40)).delay(ms(1.5));
    net.connect(inh, to).rule(fixedInDegree(10)).weight(pA(-40 * p.g())).delay(ms(1.5));
    net.poisson("background " + to.name(), to).rate(Hz(5000)).weight(pA(40));
  }
  try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1).seed(p.seed()))) {
    sim.run(ms(500));
    return SpikeStatistics.of(sim.spikes()).getFirst().rateHz().mean();
  }
}
