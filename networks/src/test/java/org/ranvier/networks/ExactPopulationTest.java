package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.number;
import static org.ranvier.networks.values.Units.pA;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.export.SpikeExport;
import org.ranvier.neuronmodels.exact.GivenTimes;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.recording.SpikeTrains;
import org.ranvier.simulator.recording.StateTrace;

/** Populations in continuous time as a person describes them. */
class ExactPopulationTest {
  @TempDir Path directory;

  private static SpikeTrains run(Network net, int threads, double ms) {
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads))) {
      simulation.run(ms(ms));
      return simulation.spikes();
    }
  }

  private static double[] times(SpikeTrains spikes, String population) {
    return spikes.trainsMs(spikes.population(population))[0];
  }

  /** Source, relays in continuous time and one on the grid, with delays that are no multiples of anything. */
  private static Network chain() {
    var net = new Network("chain");
    var source = net.spikeSource("source", new double[][] {{1.0371, 5.25}}).exact();
    var first = net.population("first", 1, "parrot_neuron").exact();
    var onGrid = net.population("onGrid", 1, "parrot_neuron");
    var last = net.population("last", 1, "parrot_neuron").exact();
    net.connect(source, first).rule(oneToOne()).weight(1).delay(ms(0.0123));
    net.connect(first, onGrid).rule(oneToOne()).weight(1).delay(ms(0.5));
    net.connect(onGrid, last).rule(oneToOne()).weight(1).delay(ms(0.77));
    net.connect(first, last).rule(oneToOne()).weight(1).delay(ms(3.3));
    return net;
  }

  @Test
  void spikesPassIntoTheGridAtItsNextStepAndOutOfItAtItsTimes() {
    SpikeTrains spikes = run(chain(), 2, 20);
    assertArrayEquals(new double[] {1.0371, 5.25}, times(spikes, "source"), 0);
    assertArrayEquals(new double[] {1.0371 + 0.0123, 5.25 + 0.0123}, times(spikes, "first"), 1e-15 * 8);
    assertArrayEquals(new double[] {1.6, 5.8}, times(spikes, "onGrid"), 1e-12); // 1.0494 and 5.2623 are of the steps to 1.1 and 5.3
    assertArrayEquals(new double[] {1.6 + 0.77, 1.0494 + 3.3, 5.8 + 0.77, 5.2623 + 3.3}, times(spikes, "last"), 1e-12);
  }

  @Test
  void theLogAndItsExportsKeepTheTimes() throws Exception {
    SpikeTrains kept;
    try (var simulation = Simulation.of(chain(), Simulation.Options.DEFAULT)) {
      simulation.logTo(directory.resolve("log"));
      simulation.run(ms(20));
      kept = simulation.spikes();
    }
    var log = SpikeLogReader.open(directory.resolve("log"));
    SpikeTrains read = log.readAll();
    assertArrayEquals(kept.offsetsMs(), read.offsetsMs());
    assertArrayEquals(kept.steps(), read.steps());
    for (String population : List.of("source", "first", "onGrid", "last")) {
      assertArrayEquals(times(kept, population), times(read, population));
      assertArrayEquals(times(kept.between(20, 60), population), times(log.read(2, 6), population));
    }
    SpikeExport.toCsv(log, directory.resolve("spikes.csv"), false);
    List<String> lines = Files.readAllLines(directory.resolve("spikes.csv"));
    assertEquals("1.0371,source,0", lines.get(1));
    assertEquals(java.math.BigDecimal.valueOf(1.0371 + 0.0123).toPlainString() + ",first,0", lines.get(2));
    assertEquals("1.6,onGrid,0", lines.get(3));
    double[] inOrder = lines.stream().skip(1).mapToDouble(l -> Double.parseDouble(l.split(",")[0])).toArray();
    assertArrayEquals(java.util.Arrays.stream(inOrder).sorted().toArray(), inOrder);
    SpikeExport.toCsv(read, directory.resolve("again.csv"), false);
    assertEquals(lines, Files.readAllLines(directory.resolve("again.csv")));
  }

  static Network random() {
    var net = new Network("random");
    var exact = net.population("exact", 150, "iaf_psc_exp").exact().set("I_e", pA(300)).set("t_ref", uniform(ms(1), ms(3)));
    var grid = net.population("grid", 100, "iaf_psc_delta");
    net.connect(exact, exact).rule(pairwiseBernoulli(0.1)).weight(uniform(pA(-100), pA(120))).delay(uniform(ms(0.6), ms(4)));
    net.connect(exact, grid).rule(fixedInDegree(20)).weight(mV(0.7)).delay(ms(1));
    net.connect(grid, exact).rule(fixedInDegree(10)).weight(pA(-33.3)).delay(uniform(ms(0.05), ms(2)));
    net.poisson("noise", exact).rate(Hz(800)).weight(pA(150));
    net.poisson("noise", grid).rate(Hz(2000)).weight(mV(0.5));
    net.record(exact, "V_m", "I_syn_ex").every(ms(0.7));
    net.record(exact, "V_m").onSpikes();
    return net;
  }

  @Test
  void mixedNetworksGiveTheSameForAnyNumberOfThreadsAndAnyDivisionOfTheRun() {
    SpikeTrains one = run(random(), 1, 150);
    assertTrue(one.size() > 300, one.size() + " spikes");
    for (int threads = 2; threads <= 4; threads++) {
      try (var simulation = Simulation.of(random(), Simulation.Options.DEFAULT.threads(threads))) {
        simulation.run(ms(31.7));
        simulation.run(ms(0.1));
        simulation.run(ms(118.2));
        assertArrayEquals(one.ids(), simulation.spikes().ids());
        assertArrayEquals(one.steps(), simulation.spikes().steps());
        assertArrayEquals(one.offsetsMs(), simulation.spikes().offsetsMs());
      }
    }
  }

  /** The potential of neurons that nothing touches rises as an exponential, and looking at it changes nothing. */
  @Test
  void recordersSeeTheStateAtGridTimes() {
    var net = new Network("seen");
    var n = net.population("n", 3, "iaf_psc_exp").exact().set("I_e", pA(500));
    net.record(n, "V_m").every(ms(0.5));
    net.record(n.neurons(1), "V_m").onSpikes();
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT)) {
      simulation.run(ms(60));
      StateTrace trace = simulation.traces().getFirst();
      double rise = 10 * Math.log(20 / 5.0);
      for (int k = 0; k < trace.timesMs().length; k++) {
        double sinceRest = trace.timesMs()[k] % (rise + 2);
        double sinceFree = trace.timesMs()[k] > rise && sinceRest > rise ? 0 : sinceRest; // refractory after each rise
        assertEquals(-70 + 20 * -Math.expm1(-sinceFree / 10), trace.values()[2][k], 1e-9, trace.timesMs()[k] + " ms");
      }
      double[] expected = {rise, 2 * rise + 2, 3 * rise + 4};
      assertArrayEquals(expected, simulation.spikeSamples().getFirst().timesMs(), 1e-12);
      assertArrayEquals(new double[] {-70, -70, -70}, simulation.spikeSamples().getFirst().values()[0], 1e-12);
      assertArrayEquals(expected, times(simulation.spikes(), "n"), 1e-12);
    }
    var blind = new Network("blind");
    blind.population("n", 3, "iaf_psc_exp").exact().set("I_e", pA(500));
    assertEquals(3 * 3, run(blind, 1, 60).size());
  }

  @Test
  void anExactPoissonDriveHasItsRateAndExponentialIntervals() {
    var net = new Network("poisson");
    var relay = net.population("relay", 1000, "parrot_neuron").exact();
    net.poisson("drive", relay).rate(Hz(50)).weight(number(1)).between(ms(100), ms(1100));
    var source = net.population("source", 1000, "poisson_generator").exact().set("rate", Hz(50));
    SpikeTrains spikes = run(net, 2, 1200);
    for (String population : List.of("relay", "source")) {
      var trains = spikes.trainsMs(spikes.population(population));
      double count = 0;
      double squares = 0;
      int intervals = 0;
      for (double[] train : trains) {
        for (double t : train) {
          count += t > 100 && t <= 1100 ? 1 : 0;
        }
        for (int k = 1; k < train.length; k++) {
          squares += (train[k] - train[k - 1]) * (train[k] - train[k - 1]);
          intervals++;
        }
      }
      assertEquals(50_000, count, 5 * Math.sqrt(50_000), population);
      assertEquals(2 * 20 * 20, squares / intervals, 40, population); // E x² = 2·mean², a little less in a short window
    }
    assertEquals(0, java.util.Arrays.stream(times(spikes, "relay")).filter(t -> t <= 100 || t > 1100).count());
  }

  @Test
  void statisticsOfIntervalsUseTheTimesInsideTheSteps() {
    var net = new Network("regular");
    net.spikeSource("s", new double[][] {{1.03, 2.07, 3.11, 4.15, 5.19}}).exact();
    var statistics = org.ranvier.networks.analysis.SpikeStatistics.of(run(net, 1, 10)).getFirst();
    assertEquals(0, statistics.cvIsi().mean(), 1e-6);
  }

  private static void refused(Runnable description, String... words) {
    String message = assertThrows(RanvierException.class, description::run).getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
  }

  private static Simulation simulate(Network net) {
    return Simulation.of(net, Simulation.Options.DEFAULT.threads(1));
  }

  @Test
  void whatHasNoExactFormIsRefusedWithAListOfWhatHas() {
    var net = new Network("refused");
    refused(
        () -> net.population("hh", 1, "hh_psc_alpha").exact(), "population 'hh': hh_psc_alpha has no exact form", "iaf_psc_exp (iaf_psc_exp_ps)",
        "intfire1", "theta_delta", "poisson_generator");
    refused(
        () -> net.population("own", 1, org.ranvier.neuronmodels.equations.EquationModel.of("iaf_psc_exp", """
            parameters:
              tau = 10 ms (> 0)  # time constant
              E_L = -70 mV  # rest
            equations:
              dV_m/dt = (E_L - V_m)/tau : mV  # potential
            initial: V_m = E_L
            threshold: V_m >= -50 mV
            reset: V_m = E_L
            """)).exact(),
        "has no exact form");
    var current = net.population("c", 1, "iaf_psc_exp").exact();
    refused(() -> net.current(current), "takes no current", "set I_e");
    assertTrue(net.population("intfire", 1, "intfire1").isExact());
  }

  @Test
  void delaysToExactNeuronsMustBeAboveZero() {
    for (double delay : new double[] {0, -1}) {
      var net = new Network("delays");
      var n = net.population("n", 2, "iaf_psc_exp").exact();
      net.connect(n, n).rule(pairwiseBernoulli(1)).weight(pA(1)).delay(ms(delay));
      refused(() -> simulate(net), "projection n→n: delay", "is not above 0");
    }
    var net = new Network("delays");
    var n = net.population("n", 2, "iaf_psc_exp").exact();
    net.connect(n, n).rule(pairwiseBernoulli(1)).weight(pA(1)).delay(uniform(ms(0), ms(1)));
    refused(() -> simulate(net), "may be 0 or below", ".redraw(");
    var tiny = new Network("delays");
    var t = tiny.population("n", 2, "iaf_psc_exp").exact();
    tiny.connect(t, t).rule(pairwiseBernoulli(1)).weight(pA(1)).delay(ms(1e-9));
    refused(() -> simulate(tiny), "n→n: delay 1.0E-9 ms is less than a millionth of the resolution");
    var grid = new Network("delays");
    var from = grid.population("n", 2, "iaf_psc_exp").exact();
    var to = grid.population("m", 2, "iaf_psc_exp");
    grid.connect(from, to).rule(pairwiseBernoulli(1)).weight(pA(1)).delay(ms(0.05));
    refused(() -> simulate(grid), "n→m: delay 0.05 ms is below the resolution");
  }

  /**
   * NEURON's IntFire1 asks after each spike, in the order of sending, and sources that have not fired yet come as they were made; other models
   * ask when all spikes of a time have acted.
   */
  @Test
  void intFire1FiresBeforeInhibitionOfTheSameTimeIfThatComesLater() {
    for (boolean excitationFirst : new boolean[] {true, false}) {
      var net = new Network("coincidence");
      var a = net.spikeSource("a", new double[][] {{1.25}}).exact();
      var b = net.spikeSource("b", new double[][] {{1.25}}).exact();
      var fires = net.population("fires", 1, "intfire1");
      var adds = net.population("adds", 1, "iaf_psc_delta").exact();
      net.connect(a, fires).rule(oneToOne()).weight(excitationFirst ? 1.2 : -0.5).delay(ms(1));
      net.connect(b, fires).rule(oneToOne()).weight(excitationFirst ? -0.5 : 1.2).delay(ms(1));
      net.connect(a, adds).rule(oneToOne()).weight(mV(excitationFirst ? 18 : -7.5)).delay(ms(1));
      net.connect(b, adds).rule(oneToOne()).weight(mV(excitationFirst ? -7.5 : 18)).delay(ms(1));
      SpikeTrains spikes = run(net, 1, 5);
      assertArrayEquals(excitationFirst ? new double[] {2.25} : new double[0], times(spikes, "fires"));
      assertEquals(0, times(spikes, "adds").length);
    }
  }

  /** The same rule where one of the synapses learns: what was sent first comes first, from wherever it comes. */
  @Test
  void plasticSynapsesToIntFire1KeepTheOrderOfSending() {
    for (boolean excitationFirst : new boolean[] {true, false}) {
      var net = new Network("learning");
      var a = net.spikeSource("a", new double[][] {{1.25}}).exact();
      var b = net.spikeSource("b", new double[][] {{1.25}}).exact();
      var fires = net.population("fires", 1, "intfire1");
      net.connect(excitationFirst ? b : a, fires).rule(oneToOne()).weight(-0.5).delay(ms(1));
      net.connect(excitationFirst ? a : b, fires).rule(oneToOne()).weight(1.2).delay(ms(1)).plastic(Stdp.pair());
      assertEquals(excitationFirst ? 1 : 0, times(run(net, 1, 5), "fires").length);
    }
  }

  /** NEST's precise models: a neuron that starts above its threshold fires at the beginning of the first step, behind 0. */
  @Test
  void aNeuronThatStartsAboveItsThresholdFiresAfterZero() throws Exception {
    for (String model : List.of("iaf_psc_delta", "iaf_psc_exp", "iaf_psc_alpha", "iaf_cond_exp", "iaf_cond_delta")) {
      var net = new Network("above");
      var cells = net.population("cells", 1, model).exact().initial("V_m", mV(-50));
      var relay = net.population("relay", 1, "parrot_neuron");
      if (model.equals("iaf_cond_exp")) {
        cells.set("tau_syn_ex", ms(2)).set("tau_syn_in", ms(2));
      }
      net.connect(cells, relay).rule(oneToOne()).weight(1).delay(ms(1));
      try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT)) {
        simulation.logTo(directory.resolve(model));
        simulation.run(ms(5));
        double[] fired = times(simulation.spikes(), "cells");
        assertEquals(1, fired.length, model);
        assertTrue(fired[0] > 0 && fired[0] < 1e-12, model + " " + fired[0]);
        assertArrayEquals(new double[] {1.1}, times(simulation.spikes(), "relay"), 1e-12); // the first step, and the delay
      }
      assertTrue(times(SpikeLogReader.open(directory.resolve(model)).readAll(), "cells")[0] > 0, model);
    }
  }

  /** Times that miss the grid by rounding, as steps times 0.1, and a recording of the grid, are on it: no relay on the grid comes late. */
  @Test
  void gridTimesIntoAnExactSourceAreOnTheGrid() {
    double[] products = new double[200];
    double[] steps = new double[200];
    for (int k = 0; k < 200; k++) {
      products[k] = (k + 1) * 0.1; // 0.30000000000000004
      steps[k] = (k + 1) / 10.0; // 0.3
    }
    var recorded = new Network("recorded");
    recorded.spikeSource("in", new double[][] {steps});
    SpikeTrains recording = run(recorded, 1, 21);
    assertArrayEquals(steps, times(recording, "in")); // the nearest doubles
    var net = new Network("replayed");
    var given = net.spikeSource("given", new double[][] {products}).exact();
    var replayed = net.replay("replayed", recording, "in").exact();
    var relays = net.population("relays", 2, "parrot_neuron");
    net.connect(given, relays.range(0, 1)).rule(oneToOne()).weight(1).delay(ms(0.1));
    net.connect(replayed, relays.range(1, 2)).rule(oneToOne()).weight(1).delay(ms(0.1));
    SpikeTrains spikes = run(net, 2, 21);
    assertArrayEquals(steps, times(spikes, "given"));
    assertArrayEquals(steps, times(spikes, "replayed"));
    double[] later = new double[200];
    for (int k = 0; k < 200; k++) {
      later[k] = (k + 2) / 10.0;
    }
    double[][] relayed = spikes.trainsMs(spikes.population("relays"));
    assertArrayEquals(later, relayed[0]);
    assertArrayEquals(later, relayed[1]);
  }

  @Test
  void impossibleValuesAreNamed() {
    refused(
        () -> {
          var net = new Network("values");
          net.population("n", 1, "iaf_psc_exp").exact().set("V_reset", mV(-50));
          simulate(net);
        },
        "population 'n': V_reset = -50.0 must be below V_th = -55.0");
    refused(
        () -> {
          var net = new Network("values");
          net.spikeSource("s", new double[][] {{0}}).exact();
          simulate(net);
        },
        "population 's', neuron 0: spike time 0.0 ms must be above 0");
    refused(
        () -> {
          var net = new Network("values");
          var n = net.population("n", 1, "iaf_psc_exp").exact();
          net.poisson("p", n).rate(org.ranvier.networks.values.Course.sinusoid(Hz(10), Hz(5), Hz(1))).weight(pA(1));
          simulate(net);
        },
        "Poisson drive 'p' of exact neurons", "changes with time");
  }

  @Test
  void givenTimesAreAModelLikeAnyOther() {
    var net = new Network("given");
    net.population("s", 3, GivenTimes.of(new double[][] {{1.03}, {}, {2.5, 0.25}}));
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(2))) {
      sim.run(ms(5));
      double[][] trains = sim.spikes().trainsMs(sim.spikes().population("s"));
      assertArrayEquals(new double[] {1.03}, trains[0]);
      assertArrayEquals(new double[] {}, trains[1]);
      assertArrayEquals(new double[] {0.25, 2.5}, trains[2]);
    }
  }
}
