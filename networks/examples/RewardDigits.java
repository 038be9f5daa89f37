import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Distribution.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.networks.images.*;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.eligibility.*;
import org.ranvier.plasticity.rules.*;
import org.ranvier.plasticity.weights.*;
// Digits by R-STDP: dopamine tells how much better than expected an answer was, and no more; where yoked, it is that of ten answers before.
void main(String[] args) {
  int most = args.length > 0 ? Integer.parseInt(args[0]) : 4000;
  boolean yoked = args.length > 1 && args[1].equals("yoked");
  var net = new Network("digits by R-STDP").resolution(ms(0.5));
  var pixels = net.population("pixels", 196, "poisson_generator");
  var out = net.population("out", 10, "iaf_psc_exp").set("tau_m", ms(20));
  var dopamine = net.modulator("dopamine").decay(ms(5)).signed();
  var learns = net.connect(pixels, out).rule(allToAll()).weight(uniform(pA(32), pA(48))).delay(ms(1)).plastic(ThreeFactor.rewardStdp(
      ThirdFactor.of("dopamine")).dependence(WeightDependence.additive(1, 0.3)).tauEligibilityMs(60).rate(0.5).bounds(Bounds.upTo(240)));
  net.normalise(learns).sum(pA(196 * 40)).every(ms(90)); // no neuron shall answer always
  net.adapt(out, "V_th").toRate(Hz(15)).by(mV(0.1)).within(mV(-65), mV(-30)).every(ms(90));
  net.connect(out, out).rule(allToAll().withoutAutapses()).weight(pA(-1500)).delay(ms(0.5));
  double[] expected = new double[10]; // by digit
  var better = new ArrayList<Double>();
  try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.keepSpikes(false).threads(1))) {
    var counts = sim.count(out);
    for (var images : List.of(Glyphs.draw(most, 1, "train", 0).shuffled(new Random(1)), Glyphs.draw(100, 1, "test", 0).shuffled(new Random(2)))) {
      int right = 0;
      for (int k : IntStream.range(0, images.count()).toArray()) {
        double ink = IntStream.range(0, 196).mapToDouble(p -> images.pixel(k, p)).sum();
        sim.set(pixels, "rate", each(Units::Hz, IntStream.range(0, 196).mapToDouble(p -> 1e4 * images.pixel(k, p) / ink).toArray()));
        counts.take();
        sim.run(ms(60));
        double[] spikes = counts.take();
        int best = IntStream.range(0, 10).boxed().max(Comparator.comparingDouble(n -> spikes[n])).orElseThrow();
        boolean good = best == images.label(k) && spikes[best] > 0;
        right += good ? 1 : 0;
        better.add((good ? 1 : 0) - expected[images.label(k)]);
        expected[images.label(k)] += 0.02 * better.getLast();
        sim.release(dopamine, better.get(yoked ? Math.max(0, better.size() - 11) : better.size() - 1));
        sim.set(pixels, "rate", Hz(0));
        sim.run(ms(30));
      }
      System.out.printf("right: %d of %d%n", right, images.count());
      sim.freeze(learns); // for the test
    }
  }
}
