package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nA;
import static org.ranvier.networks.values.Units.pA;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/** Currents told step by step, for all neurons and for each, and in arrays; when stimuli are on; what cannot be meant. */
class CurrentStepsTest {
  private static double[][] potentials(Consumer<Network> current) {
    var net = new Network("current");
    var n = net.population("n", 5, "iaf_psc_exp").set("V_th", mV(1000));
    net.record(n, "V_m").every(ms(0.1));
    current.accept(net);
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(2))) {
      sim.run(ms(10));
      return sim.traces().getFirst().values();
    }
  }

  @Test
  void arraysAreWhatIsToldStepByStep() {
    double[] times = {0, 1, 2.5, 7};
    double[] amplitudes = {100, -50, 300, 0};
    double[][] told = potentials(net -> {
      var current = net.current(net.population("n").neurons(1, 3));
      for (int k = 0; k < times.length; k++) {
        current.from(ms(times[k]), pA(amplitudes[k]));
      }
    });
    assertArrayEquals(told, potentials(net -> net.current(net.population("n").neurons(1, 3)).steps(Units::ms, times, Units::pA, amplitudes)));
    double[] seconds = Arrays.stream(times).map(t -> t / 1000).toArray();
    double[] nano = Arrays.stream(amplitudes).map(x -> x / 1000).toArray();
    double[][] other = potentials(net -> net.current(net.population("n").neurons(1, 3)).steps(Units::s, seconds, Units::nA, nano));
    for (int i = 0; i < 5; i++) {
      assertArrayEquals(told[i], other[i], 1e-9);
    }
    assertEquals(-70, other[0][99]);
  }

  /** Each neuron alone, with the current that is its own among all. */
  @Test
  void eachNeuronHasItsAmplitudes() {
    double[][] rows = {{10, 0, 5}, {20, 1, 6}, {30, 2, 7}, {40, 3, 8}, {50, 4, 9}};
    double[] times = {0, 2, 4};
    double[][] listed = potentials(net -> net.current(net.population("n")).steps(Units::ms, times, Units::pA, rows));
    double[][] told = potentials(net -> {
      var current = net.current(net.population("n"));
      for (int k = 0; k < 3; k++) {
        int step = k;
        current.from(ms(times[k]), each(Units::pA, Arrays.stream(rows).mapToDouble(r -> r[step]).toArray()));
      }
    });
    assertArrayEquals(listed, told);
    for (int i = 0; i < 5; i++) {
      int neuron = i;
      double[][] alone = potentials(net -> net.current(net.population("n").neurons(neuron)).steps(Units::ms, times, Units::pA, rows[neuron]));
      assertArrayEquals(alone[i], listed[i]);
    }
    double[][] drawn = potentials(net -> net.current(net.population("n")).from(ms(0), normal(pA(100), pA(30))));
    assertEquals(5, Arrays.stream(drawn).mapToDouble(v -> v[99]).distinct().count());
  }

  /** Adding a step took as long as there were steps: 40,000 took 11.7 s. */
  @Test
  void manyStepsTakeTimeInProportion() {
    var net = new Network("long");
    var n = net.population("n", 1, "iaf_psc_exp");
    var current = net.current(n);
    assertTimeout(Duration.ofSeconds(3), () -> {
      var course = Course.step(ms(0), Hz(0));
      for (int k = 0; k < 40_000; k++) {
        current.from(ms(k * 0.1), pA(k % 7));
        course = course.then(ms((k + 1) * 0.1), Hz(k % 5));
      }
      net.poisson("drive", n).rate(course).weight(pA(1));
      Simulation.of(net).close();
    });
  }

  private static void refused(String message, Consumer<Network> description) {
    var net = new Network("refused");
    net.population("n", 3, "iaf_psc_exp");
    var e = assertThrows(RanvierException.class, () -> {
      description.accept(net);
      Simulation.of(net).close();
    });
    assertEquals(message, e.getMessage());
  }

  @Test
  void timesThatMakeNoSense() {
    refused(
        "current 'current' into population 'n': between(5 ms, 1 ms) must end after it begins; did you mean between(1 ms, 5 ms)?",
        net -> net.current(net.population("n")).from(ms(0), pA(1)).between(ms(5), ms(1)));
    refused(
        "Poisson drive 'd': between(5 ms, 5 ms) must end after it begins",
        net -> net.poisson("d", net.population("n")).rate(Hz(1)).weight(pA(1)).between(ms(5), ms(5)));
    refused("noise 'x' in population 'n': start -1 ms must be 0 or later", net -> net.noise("x", net.population("n")).between(ms(-1), ms(5)));
    refused(
        "population 'p': stop 3 ms is before start 8 ms; spikes fall in start < t <= stop",
        net -> net.population("p", 2, "poisson_generator").set("start", ms(8)).set("stop", ms(3)));
    refused(
        "population 'p': stop 3 ms is before start 8 ms; spikes fall in start < t <= stop",
        net -> net.population("p", 2, "poisson_generator").set("start", ms(8)).set("stop", ms(3)).exact());
    refused(
        "population 'g': stop 3 ms is before start 4 ms in neuron 1; spikes fall in start < t <= stop",
        net -> net.population("g", 2, "gamma_generator").set("start", each(Units::ms, 1, 4)).set("stop", ms(3)));
  }

  /** A neighbour on the grid that would be refused in turn is not offered. */
  @Test
  void theGridPointsThatAreNamedAreAllowed() {
    refused(
        "recorder of population 'n': interval 0.05 ms is not a multiple of the resolution 0.1 ms; use 0.1 ms, or simulate at a finer"
            + " resolution",
        net -> net.record(net.population("n"), "V_m").every(ms(0.05)));
    refused(
        "population 's', neuron 0: spike time 0.04 ms is not a multiple of the resolution 0.1 ms; use 0.1 ms, or simulate at a finer"
            + " resolution, or round such times, or make the source exact",
        net -> net.spikeSource("s", new double[][] {{0.04}}));
    refused(
        "current 'current' into population 'n': stop 1.05 ms is not a multiple of the resolution 0.1 ms; use 1.1 ms, or simulate at a finer"
            + " resolution",
        net -> net.current(net.population("n")).from(ms(0), pA(1)).between(ms(1), ms(1.05)));
  }

  @Test
  void arraysThatDoNotFit() {
    refused(
        "current 'current' into population 'n': there are 2 times and 1 amplitudes; give an amplitude for each time",
        net -> net.current(net.population("n")).steps(Units::ms, new double[] {0, 1}, Units::pA, new double[1]));
    refused(
        "current 'current' into population 'n': there are 2 rows of amplitudes for 3 neurons; give one for each, or one for all",
        net -> net.current(net.population("n")).steps(Units::ms, new double[1], Units::pA, new double[2][1]));
    refused(
        "current 'current' into population 'n': there are 2 amplitudes for 3 neurons; give one for each",
        net -> net.current(net.population("n")).from(ms(0), each(Units::pA, 1, 2)));
    refused(
        "neuron 1 of a spike source has null in place of its spike times; give an empty array where it is silent",
        net -> net.spikeSource("s", new double[][] {{1}, null}));
    refused(
        "current 'current' into population 'n' has its course already; add a second current, they add up",
        net -> net.current(net.population("n")).noise(pA(0), nA(1), ms(1)).from(ms(0), pA(1)));
  }

  /** NEST rounds a refractory period to steps without a word. */
  @Test
  void aRefractoryPeriodBetweenTwoStepsIsRefusedOrToldOf() {
    refused(
        "population 'r': t_ref 2.05 ms is not a multiple of the resolution 0.1 ms; use 2 ms or 2.1 ms, or simulate at a finer resolution, or"
            + " round such times with .roundTimes() or --round-times",
        net -> net.population("r", 2, "iaf_psc_exp").set("t_ref", ms(2.05)));
    refused(
        "population 'n' at 5 ms: t_ref 1.23 ms is not a multiple of the resolution 0.1 ms; use 1.2 ms or 1.3 ms, or simulate at a finer"
            + " resolution, or round such times with .roundTimes() or --round-times",
        net -> net.at(ms(5)).set(net.population("n"), "t_ref", ms(1.23)));
    var net = new Network("rounded").roundTimes();
    net.population("r", 2, "iaf_psc_exp").set("t_ref", each(Units::ms, 2.04, 3));
    net.population("drawn", 2, "iaf_psc_exp").set("t_ref", normal(ms(2), ms(0.1)).redraw(ms(1), ms(3)));
    net.population("exact", 2, "iaf_psc_exp").set("t_ref", ms(2.05)).exact();
    try (var sim = Simulation.of(net)) {
      assertEquals("[population 'r': t_ref: 1 of 2 moved to the grid of 0.1 ms, by at most 0.04 ms]", sim.shifts().toString());
      assertArrayEquals(new double[] {2, 3}, sim.parameter(net.population("r"), "t_ref"));
    }
    var coarse = new Network("coarse").resolution(ms(0.3));
    coarse.population("default", 2, "iaf_psc_exp");
    try (var sim = Simulation.of(coarse)) {
      assertEquals("[population 'default': t_ref: 1 of 1 moved to the grid of 0.3 ms, by at most 0.1 ms]", sim.shifts().toString());
    }
  }
}
