import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.networks.closedloop.*;
import org.ranvier.plasticity.eligibility.*;
import org.ranvier.plasticity.rules.*;
import org.ranvier.plasticity.weights.*;

// A Go/No-Go task in phases: a cue of two, a response or none, an outcome by dopamine, a pause. Going at the first cue is rewarded, going at the second punished.
void main(String[] args) {
  int most = args.length > 0 ? Integer.parseInt(args[0]) : 200;
  var net = new Network("go or not");
  var cues = List.of(net.population("go cue", 50, "poisson_generator"), net.population("no-go cue", 50, "poisson_generator"));
  var actor = net.population("actor", 20, "iaf_psc_exp");
  var dopamine = net.modulator("dopamine").decay(ms(50)).signed();
  for (var cue : cues) {
    net.connect(cue, actor).rule(pairwiseBernoulli(0.5)).weight(pA(220)).delay(ms(1)).plastic(
        ThreeFactor.rewardStdp(ThirdFactor.of("dopamine")).dependence(WeightDependence.additive(1, 0.5)).tauEligibilityMs(200).rate(0.06).bounds(Bounds.upTo(440)));
  }
  try (var sim = Simulation.of(net)) {
    var trials = Trials.of(sim).reads("actor", actor)
        .phase("cue", ms(200), t -> sim.set(cues.get(t.number() % 2), "rate", Hz(40)))
        .phase("outcome", ms(100), t -> {
          cues.forEach(c -> sim.set(c, "rate", Hz(0)));
          boolean went = t.total("cue", "actor") >= 20;
          t.note("went", went ? 1 : 0);
          sim.release(dopamine, !went ? 0 : t.number() % 2 == 0 ? 1 : -1);
        })
        .phase("pause", ms(200));
    var all = trials.run(most);
    for (int cue = 0; cue < 2; cue++) {
      int which = cue;
      var late = all.subList(most / 2, most).stream().filter(t -> t.number() % 2 == which).mapToDouble(t -> t.note("went"));
      System.out.printf("%s: went in %.0f of the last %d trials%n", cues.get(cue).name(), late.sum(), most / 4);
    }
  }
}
