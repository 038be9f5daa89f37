package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Course.sinusoid;
import static org.ranvier.networks.values.Course.step;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.values.PulseTrain;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeTrains;

/** Stimuli, parameter changes and recorders as scripts write them. */
final class StimuliTest {
  /** A network with everything that makes chance or time play a part. */
  static Network all() {
    var net = new Network("all");
    var exc = net.population("E", 150, "iaf_psc_exp").set("I_e", pA(350));
    var sine = net.poissonSource("sine", 20, sinusoid(Hz(40), Hz(40), Hz(20)));
    var steps = net.poissonSource("steps", 20, step(ms(10), Hz(100)).then(ms(30), Hz(0)));
    var packets = net.pulsePackets("packets", 20, ms(15), ms(40)).set("activity", 2).set("sdev", ms(1));
    var gamma = net.population("gamma", 20, "gamma_generator").set("rate", Hz(50)).set("order", 3);
    var dead = net.population("dead", 20, "poisson_dead_time_generator").set("rate", Hz(50)).set("dead_time", ms(5));
    for (Population source : new Population[] {sine, steps, packets, gamma, dead}) {
      net.connect(source, exc).rule(pairwiseBernoulli(0.3)).weight(pA(30)).delay(ms(1));
    }
    net.poisson("theta", exc).rate(sinusoid(Hz(4000), Hz(2000), Hz(8)).phase(1)).weight(pA(50));
    net.poisson("burst", exc.range(0, 70)).rate(step(ms(20), Hz(3000))).weight(pA(50));
    net.current(exc).of(sinusoid(pA(0), pA(100), Hz(100)));
    net.current(exc.range(30, 90)).noise(pA(10), pA(200), ms(1));
    net.current("slow", exc).ornsteinUhlenbeck(pA(20), pA(90), ms(5)).between(ms(5), ms(45));
    net.current("pulses", exc.range(0, 120)).pulses(PulseTrain.of(pA(900), ms(0.3)).irregular(Hz(90), 0.5).biphasic(ms(0.1), 2).ramp(ms(20)));
    net.noise("point", exc.range(5, 20)).receptor("inhibitory").ornsteinUhlenbeck(pA(-50), pA(20), ms(10));
    net.at(ms(25)).set(exc, "V_th", normal(mV(-55), mV(1)).redraw(mV(-58), mV(-50))).set(gamma, "rate", Hz(200));
    net.at(ms(33.3)).set(exc.range(0, 20), "I_e", pA(0));
    net.record(exc, "V_m").every(ms(5));
    net.record(exc.neurons(3, 70, 149), "I_syn_ex").onSpikes();
    return net;
  }

  @Test
  void nothingDependsOnTheThreadsNorOnTheDivisionOfTheRun() {
    var net = all();
    try (var once = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      once.run(ms(60));
      SpikeTrains spikes = once.spikes();
      var traces = once.traces().getFirst();
      var samples = once.spikeSamples().getFirst();
      assertTrue(spikes.size() > 500 && samples.neurons().length > 3);
      for (int threads = 1; threads <= 4; threads++) {
        try (var again = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads))) {
          again.run(ms(24.9));
          again.run(ms(0.1));
          again.run(ms(35));
          assertArrayEquals(spikes.steps(), again.spikes().steps());
          assertArrayEquals(spikes.ids(), again.spikes().ids());
          assertTrue(Arrays.deepEquals(traces.values(), again.traces().getFirst().values()));
          assertArrayEquals(samples.timesMs(), again.spikeSamples().getFirst().timesMs());
          assertArrayEquals(samples.values()[0], again.spikeSamples().getFirst().values()[0]);
        }
      }
    }
  }

  @Test
  void samplesAtSpikesAreThoseOfTheChosenNeurons() {
    var net = all();
    try (var simulation = Simulation.of(net)) {
      simulation.run(ms(60));
      var samples = simulation.spikeSamples().getFirst();
      int k = 0;
      for (int s = 0; s < simulation.spikes().size(); s++) {
        int id = simulation.spikes().ids()[s];
        if (id == 3 || id == 70 || id == 149) {
          assertEquals(id, samples.neurons()[k]);
          assertEquals(simulation.spikes().steps()[s] / 10.0, samples.timesMs()[k++]);
        }
      }
      assertEquals(k, samples.neurons().length);
      simulation.discardRecordings();
      assertEquals(0, simulation.spikeSamples().getFirst().neurons().length);
    }
  }

  @Test
  void theDescriptionNamesEveryStimulusAndChange() {
    String text = Descriptions.of(all());
    for (String part :
        new String[] {
          "rate 40 Hz + 40 Hz·sin(2π·20 Hz·t)", "100 Hz from 10 ms, 0 Hz from 30 ms", "pulses at [15 ms, 40 ms]", "+ 1.0)",
          "10 pA ± 200 pA, drawn every 1 ms", "20 pA ± 90 pA, Ornstein–Uhlenbeck with 5 ms  from 5 ms to 45 ms", "at 25 ms  E  V_th = normal",
          "noise point → E inhibitory  -50 pA ± 20 pA, Ornstein–Uhlenbeck with 10 ms", "at 33.3 ms  E (20 neurons)  I_e = 0 pA"
        }) {
      assertTrue(text.contains(part), part + " in\n" + text);
    }
  }

  private static double[] voltage(Consumer<Network> scheduled, Consumer<Simulation> between) {
    var net = new Network("n");
    var n = net.population("n", 3, "iaf_psc_exp").set("V_th", mV(0));
    net.record(n, "V_m").every(ms(0.1));
    scheduled.accept(net);
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(2))) {
      simulation.run(ms(20));
      between.accept(simulation);
      simulation.run(ms(20));
      return Arrays.stream(simulation.traces().getFirst().values()).flatMapToDouble(Arrays::stream).toArray();
    }
  }

  @Test
  void aChangeBetweenRunsIsThatAtTheTime() {
    double[] scheduled = voltage(net -> net.at(ms(20)).set(net.population("n"), "I_e", pA(100)), s -> {});
    double[] set = voltage(net -> {}, s -> s.set(s.network().population("n"), "I_e", pA(100)));
    assertArrayEquals(scheduled, set);
    for (int k = 0; k < 200; k++) {
      assertEquals(-70, set[k], 1e-12);
      assertEquals(-70 - 4 * Math.expm1(-0.01 * (k + 1)), set[200 + k], 1e-12);
    }
  }

  @Test
  void changesReachTheChosenNeuronsOnly() {
    double[] v =
        voltage(
            net -> net.at(ms(30)).set(net.population("n").neurons(2), "I_e", pA(0)),
            s -> s.set(s.network().population("n").range(1, 3), "I_e", each(Units::pA, 100, 200)));
    assertEquals(-70, v[399], 1e-12);
    assertEquals(-70 - 4 * Math.expm1(-2), v[799], 1e-12);
    assertEquals(-70 - 8 * Math.expm1(-1) * Math.exp(-1), v[1199], 1e-12);
  }

  @Test
  void theLaterOfTwoChangesAtOneTimeWins() {
    double[] v =
        voltage(net -> net.at(ms(20)).set(net.population("n"), "E_L", mV(-60)), s -> s.set(s.network().population("n"), "E_L", mV(-65)));
    assertEquals(-65 - 5 * Math.exp(-2), v[399], 1e-12);
  }

  @Test
  void mistakesInChangesAreReportedBeforeAnythingRuns() {
    refused("V_reset", net -> net.at(ms(5)).set(net.population("n"), "V_th", mV(-90)));
    refused("2 mV", net -> net.at(ms(5)).set(net.population("n"), "tau_m", mV(2)));
    refused("-2 ms", net -> net.at(ms(5)).set(net.population("n"), "tau_m", ms(-2)));
    refused("did you mean 'tau_m'", net -> net.at(ms(5)).set(net.population("n"), "tau_n", ms(2)));
    refused("5.03 ms", net -> net.at(ms(5.03)).set(net.population("n"), "tau_m", ms(2)));
    refused("-5 ms", net -> net.at(ms(-5)).set(net.population("n"), "tau_m", ms(2)));
    refused("2 values", net -> net.at(ms(5)).set(net.population("n"), "tau_m", each(Units::ms, 1, 2)));
    refused("out of range", net -> net.at(ms(5)).set(net.population("n"), "tau_m", each(Units::ms, 1, -1, 2)));
    String both =
        message(
            net -> {
              net.at(ms(5)).set(net.population("n"), "V_th", mV(-90));
              net.at(ms(5.03)).set(net.population("n"), "tau_m", ms(2));
            });
    assertTrue(both.contains("V_reset") && both.contains("5.03"), both);
    refused(
        "parrot_neuron",
        net -> {
          var relay = net.population("relay", 2, new org.ranvier.neuronmodels.stimuli.ParrotNeuron());
          net.at(ms(5)).set(relay, "tau", ms(2));
        });
  }

  @Test
  void aChangeBetweenRunsThatMakesNoSenseLeavesTheSimulationAsItWas() {
    double[] plain = voltage(net -> {}, s -> {});
    double[] tried =
        voltage(
            net -> net.at(ms(30)).set(net.population("n"), "V_reset", mV(-70)),
            s -> {
              var n = s.network().population("n");
              String why = assertThrows(RanvierException.class, () -> s.set(n, "V_th", mV(-90))).getMessage();
              assertTrue(why.contains("V_reset") && why.contains("'n'"), why);
              assertThrows(RanvierException.class, () -> s.set(n, "V_th", pA(1)));
              assertThrows(RanvierException.class, () -> s.set(new Network("other").population("n", 1, "iaf_psc_exp"), "V_th", mV(1)));
            });
    assertArrayEquals(plain, tried);
  }

  @Test
  void mistakesInStimuliAreReported() {
    refused("no course", net -> net.current(net.population("n")));
    refused("course already", net -> net.current(net.population("n")).noise(pA(0), pA(1), ms(1)).from(ms(1), pA(1)));
    refused("-1 pA", net -> net.current(net.population("n")).noise(pA(0), pA(-1), ms(1)));
    refused("below the resolution", net -> net.current(net.population("n")).noise(pA(0), pA(1), ms(0.01)));
    refused("0 ms", net -> net.current(net.population("n")).ornsteinUhlenbeck(pA(0), pA(1), ms(0)));
    refused("0.05 ms", net -> net.current(net.population("n")).from(ms(0.05), pA(1)));
    refused("order", net -> net.current(net.population("n")).from(ms(5), pA(1)).from(ms(4), pA(1)));
    refused("exists", net -> {
      net.current("a", net.population("n")).from(ms(5), pA(1));
      net.current("a", net.population("n"));
    });
    refused("no process", net -> net.noise("g", net.population("n")));
    refused("wrong unit", net -> net.noise("g", net.population("n")).ornsteinUhlenbeck(mV(1), mV(1), ms(1)));
    refused("-1", net -> net.noise("g", net.population("n")).ornsteinUhlenbeck(pA(1), pA(-1), ms(1)));
    refused("exponential", net -> net.noise("g", net.population("a", 1, "iaf_psc_alpha")).ornsteinUhlenbeck(pA(1), pA(1), ms(1)));
    refused("in mV", net -> net.noise("g", net.population("d", 1, "iaf_psc_delta")).ornsteinUhlenbeck(mV(1), mV(1), ms(1)));
    refused("takes no current", net -> net.current(net.poissonSource("p", 2, step(ms(0), Hz(1)))));
    refused("-3 Hz", net -> net.poisson("d", net.population("n")).rate(step(ms(0), Hz(-3))).weight(pA(1)));
    refused("no rate", net -> net.poisson("d", net.population("n")).weight(pA(1)));
    refused("phase", net -> step(ms(0), Hz(3)).phase(1));
    refused("then", net -> sinusoid(Hz(1), Hz(3), Hz(2)).then(ms(1), Hz(1)));
    refused("-1 ms", net -> net.pulsePackets("p", 2, ms(-1)));
    refused("at least 1", net -> net.poissonSource("p", 0, step(ms(0), Hz(1))));
  }

  private static void refused(String why, Consumer<Network> mistake) {
    String message = message(mistake);
    assertTrue(message.contains(why), message);
  }

  private static String message(Consumer<Network> mistake) {
    var error =
        assertThrows(
            RanvierException.class,
            () -> {
              var net = new Network("n");
              net.population("n", 3, "iaf_psc_exp");
              mistake.accept(net);
              Simulation.of(net, Simulation.Options.DEFAULT.threads(1)).run(ms(1));
            });
    return String.valueOf(error.getMessage());
  }
}
