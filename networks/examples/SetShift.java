import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Distribution.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.plasticity.eligibility.*;
import org.ranvier.plasticity.loops.*;
import org.ranvier.plasticity.receptors.*;
import org.ranvier.plasticity.rules.*;
import org.ranvier.plasticity.weights.*;

// Go/No-Go whose rule is turned round: two cues, an actor of two groups that inhibit each other, a critic, dopamine that is the outcome beyond what the
// critic's spikes say, and noradrenaline that a locus coeruleus releases at surprise and that lets dopamine teach more. The whole: 'ranvier run set-shift'.
void main(String[] args) {
  if (args.length != 3) args = new String[] {"40", "80", "1"}; // trials before the reversal, trials after it, 0 for no noradrenaline
  int before = Integer.parseInt(args[0]), after = Integer.parseInt(args[1]);
  var net = new Network("set-shift").resolution(ms(1));
  var cues = List.of(poisson(net, "A", 40, 2), poisson(net, "B", 40, 2));
  var go = neurons(net, "Go", 20);
  var noGo = neurons(net, "No-Go", 20);
  var critic = neurons(net, "critic", 20);
  var coeruleus = neurons(net, "locus coeruleus", 10);
  net.poisson("spontaneous", coeruleus).rate(Hz(1000)).weight(mV(0.5));
  var dopamine = net.modulator("dopamine").signed().decay(ms(50));
  var expectation = net.modulator("expectation").decay(ms(150));
  expectation.releasedBy(critic).amount(0.016);
  var mismatch = net.modulator("mismatch").decay(s(3));
  var habit = net.modulator("habit").follows(mismatch, s(60));
  var noradrenaline = net.modulator("noradrenaline").decay(s(12));
  noradrenaline.releasedBy(coeruleus).amount(args[2].equals("0") ? 0 : 0.002);
  mismatch.receptor("CRF", new Response.Proportional(1)).every(ms(10)).changes(coeruleus, "I_e", new Effect.Shifted(35));
  habit.receptor("autoreceptor", new Response.Proportional(1)).every(ms(10)).changes(coeruleus, "I_e", new Effect.Shifted(-17.5));
  var taught = ThirdFactor.of("dopamine").plus(
      ThirdFactor.of("dopamine").times(ThirdFactor.of("noradrenaline").activating(new Response.Hill(1.7, 4))).times(8));
  for (var cue : cues) {
    for (var group : List.of(go, noGo, critic)) {
      net.connect(cue, group).rule(allToAll()).weight(uniform(mV(0.45), mV(0.55))).delay(ms(1)).plastic(
          ThreeFactor.of(EligibilityTrace.of(200, taught)).dependence(WeightDependence.additive(group == critic ? 3e-5 : 1e-4, 0)).bounds(Bounds.upTo(1.2)));
    }
  }
  for (var pair : List.of(List.of(go, noGo), List.of(noGo, go))) {
    var inhibitory = neurons(net, pair.get(0).name() + " I", 5);
    net.connect(pair.get(0), inhibitory).rule(allToAll()).weight(mV(1.5)).delay(ms(1));
    net.connect(inhibitory, pair.get(1)).rule(allToAll()).weight(mV(-8)).delay(ms(1));
    net.connect(poisson(net, "bursts of " + pair.get(0).name(), 4, 20), pair.get(0)).rule(allToAll()).weight(mV(2)).delay(ms(1));
  }
  var random = new Random(1);
  int[] right = new int[2];
  try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
    for (int trial = 0; trial < before + after; trial++) {
      int cue = random.nextInt(2);
      sim.set(cues.get(cue), "rate", Hz(40));
      sim.run(ms(300));
      sim.set(cues.get(cue), "rate", Hz(2));
      boolean good = fired(sim, go) > fired(sim, noGo) == (cue == (trial < before ? 0 : 1));
      sim.run(ms(50));
      double expected = sim.concentration(expectation), outcome = good ? 1 : 0;
      sim.release(dopamine, outcome - expected);
      sim.release(mismatch, Math.max(0, expected - outcome));
      sim.run(ms(250));
      sim.discardRecordings();
      int end = trial < before ? before : before + after;
      if (good && trial >= end - 20) right[end == before ? 0 : 1]++;
    }
  }
  IO.println("right in the last 20 trials before the reversal: " + right[0] + ", after it: " + right[1]);
}

Population neurons(Network net, String name, int size) {
  return net.population(name, size, "iaf_psc_delta").set("tau_m", ms(20)).set("I_e", pA(0));
}

Population poisson(Network net, String name, int size, double hz) {
  return net.population(name, size, "poisson_generator").set("rate", Hz(hz));
}

int fired(Simulation sim, Population group) {
  return Arrays.stream(sim.spikes().trainsMs(sim.spikes().population(group.name()))).mapToInt(train -> train.length).sum();
}
