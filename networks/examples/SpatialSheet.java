import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.space.Kernel.*;
import static org.ranvier.networks.space.Layout.*;
import static org.ranvier.networks.space.Mask.*;
import static org.ranvier.networks.space.Profile.*;
import static org.ranvier.networks.values.Distribution.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.networks.experiment.*;

/** A periodic sheet of 1 mm²: excitation reaches near, inhibition farther, and a spot in the middle is driven harder. */
void main(String[] args) {
  var net = new Network("sheet");
  var exc = net.population("E", 6400, "iaf_psc_exp").positions(grid(80, 80).extent(mm(1), mm(1)).periodic());
  var inh = net.population("I", 1600, "iaf_psc_exp").positions(grid(40, 40).extent(mm(1), mm(1)).jitter(um(5)).periodic());

  var near = gaussian(um(80)).cutoff(um(240));
  var far = gaussian(um(120)).cutoff(um(360));
  var delay = conduction(ms(0.5), metresPerSecond(0.3));
  for (var target : List.of(exc, inh)) {
    target.initial("V_m", uniform(mV(-70), mV(-55)));
    net.connect(exc, target).rule(pairwiseBernoulli(near.times(0.5)).withoutAutapses()).weight(pA(30)).delay(delay);
    net.connect(inh, target).rule(pairwiseBernoulli(far.times(0.5)).withoutAutapses()).weight(pA(-180)).delay(delay);
    net.poisson("background", target).rate(Hz(8000)).weight(pA(45));
  }
  net.poisson("spot", exc.within(disc(um(120)))).rate(Hz(4000)).weight(pA(45));

  Experiment.of(net).excitatory(exc).inhibitory(inh).warmup(ms(200)).duration(ms(1000)).run(args);
}
