import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Distribution.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.networks.images.*;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.rules.*;
import org.ranvier.plasticity.teaching.*;
static final int TRIAL = 60; // ms
// Digits of 14 by 14 pixels, learnt by e-prop (Bellec et al. 2020, doi:10.1038/s41467-020-17236-y) and tested on new ones while all that learns is frozen.
void main(String[] args) {
  int most = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
  var net = new Network("digits by e-prop").resolution(ms(1));
  var pixels = net.population("pixels", 196, "poisson_generator");
  var hidden = net.population("hidden", 80, "eprop_iaf");
  var digits = net.readout("digits", hidden).outputs(10).tau(ms(10)).interval(ms(TRIAL)).loss(Loss.CROSS_ENTROPY).optimiser(Optimiser.adam(0.01));
  net.connect(pixels, hidden).rule(allToAll()).weight(normal(mV(0), mV(1))).delay(ms(1)).plastic(Eprop.of("digits").optimiser(Optimiser.adam(0.1)));
  try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.keepSpikes(false))) {
    sim.freeze();
    System.out.printf("right of 100 new digits before: %d%n", right(sim, pixels, digits, Glyphs.draw(100, 1, "before", 0)));
    sim.thaw();
    right(sim, pixels, digits, Glyphs.draw(most, 1, "train", 0));
    sim.freeze();
    System.out.printf("right of 100 others after %d: %d%n", most, right(sim, pixels, digits, Glyphs.draw(100, 1, "test", 0)));
  }
}

static int right(Simulation sim, Population pixels, Readout digits, Images inOrder) {
  Images images = inOrder.shuffled(new Random(1)); // so that a digit does not tell the next
  return (int) IntStream.range(0, images.count()).filter(k -> {
    sim.set(pixels, "rate", each(Units::Hz, IntStream.range(0, 196).mapToDouble(p -> 400 * images.pixel(k, p)).toArray()));
    sim.want(digits, IntStream.range(0, 10).mapToObj(d -> IntStream.range(0, TRIAL) // nothing, until the digit before is forgotten
        .mapToDouble(t -> t < TRIAL / 2 ? Double.NaN : d == images.label(k) ? 1 : 0).toArray()).toArray(double[][]::new));
    sim.run(ms(TRIAL));
    double[] y = sim.readout(digits).outputs();
    return y[images.label(k)] == Arrays.stream(y).max().orElseThrow();
  }).count();
}
