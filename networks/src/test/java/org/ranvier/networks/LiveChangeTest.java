package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.values.Course.sinusoid;
import static org.ranvier.networks.values.Course.step;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeDigest;
import org.ranvier.simulator.recording.StateTrace;

/** What is changed between two runs: currents, rates, spikes, state, recorders. */
class LiveChangeTest {
  private static final String[] MODELS = {"iaf_psc_exp", "aeif_cond_exp", "iaf_psc_alpha", "izhikevich"};

  /** A network with a stimulus of each kind, on the grid and in continuous time. */
  private static final class Driven {
    final Network net = new Network("driven");
    final double[][] trains = new double[40][];
    final Population source;
    final Population n;
    final Population exact;
    final PoissonInput constant;
    final PoissonInput modulated;
    final PoissonInput continuous;
    final CurrentInput steps;
    final CurrentInput ou;
    final CurrentInput noise;
    final List<Population> populations;

    Driven(long seed) {
      var random = new Random(seed);
      for (int i = 0; i < trains.length; i++) {
        trains[i] = random.ints(20, 1, 800).mapToDouble(k -> k / 10.0).toArray();
      }
      source = net.spikeSource("source", trains);
      n = net.population("n", 150, MODELS[random.nextInt(2)]).initial("V_m", uniform(mV(-70), mV(-60)));
      exact = net.population("exact", 70, random.nextBoolean() ? "iaf_psc_exp" : "iaf_psc_alpha").initial("V_m", uniform(mV(-70), mV(-56))).exact();
      boolean current = n.model().name().startsWith("iaf");
      constant = net.poisson("constant", n).rate(Hz(5000)).weight(current ? pA(80) : nS(3));
      modulated = net.poisson("modulated", n.range(0, 90)).rate(sinusoid(Hz(900), Hz(500), Hz(40))).weight(current ? pA(60) : nS(2));
      continuous = net.poisson("continuous", exact.range(3, 70)).rate(Hz(9000)).weight(pA(80)).between(ms(3), ms(70));
      steps = net.current(n.range(20, 100)).from(ms(4), pA(90)).from(ms(33), pA(-60));
      ou = net.current("ou", n).ornsteinUhlenbeck(pA(100), pA(60), ms(5));
      noise = net.current("noise", n).noise(pA(10), pA(50), ms(0.5));
      net.connect(n, n).rule(fixedInDegree(8)).weight(Units.quantity(current ? 20 : 1, current ? "pA" : "nS")).delay(ms(1.2));
      net.connect(source, n).rule(fixedInDegree(3)).weight(Units.quantity(current ? 200 : 8, current ? "pA" : "nS")).delay(ms(0.7));
      net.connect(exact, exact).rule(fixedInDegree(8)).weight(pA(30)).delay(ms(1.7));
      net.connect(source, exact).rule(fixedInDegree(3)).weight(pA(200)).delay(ms(0.7));
      populations = List.of(n, exact);
    }

    /** Runs to 80 ms, with a pause after each of these steps. */
    String run(int threads, int[] pauses, BiConsumer<Simulation, Integer> atPause) {
      try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads).seed(7))) {
        var digest = new SpikeDigest();
        sim.addListener(digest);
        int from = 0;
        for (int k = 0; k < pauses.length; k++) {
          sim.run(ms((pauses[k] - from) / 10.0));
          atPause.accept(sim, k);
          from = pauses[k];
        }
        sim.run(ms((800 - from) / 10.0));
        assertTrue(sim.spikes().size() > 300, "the network is silent");
        return digest.hex();
      }
    }
  }

  private static int[] pauses(long seed) {
    return new Random(seed).ints(1 + new Random(seed).nextInt(3), 1, 790).sorted().distinct().toArray();
  }

  /** Every value is set to what it is. */
  @Property(tries = 8)
  void settingWhatIsChangesNothing(@ForAll long seed) {
    var d = new Driven(seed);
    String whole = d.run(1, new int[0], (sim, k) -> {});
    String same =
        d.run(
            1 + Math.floorMod(seed, 3), pauses(seed),
            (sim, k) -> {
              sim.set(d.constant, Hz(5000));
              sim.set(d.modulated, sinusoid(Hz(900), Hz(500), Hz(40)));
              sim.set(d.continuous, Hz(9000));
              sim.setWeight(d.continuous, pA(80));
              sim.set(d.steps, step(ms(4), pA(90)).then(ms(33), pA(-60)));
              sim.set(d.ou, pA(100), pA(60));
              sim.set(d.noise, pA(10), pA(50));
              sim.setSpikes(d.source, d.trains);
              for (Population p : d.populations) {
                p.model().variables().forEach(v -> sim.setState(p, v.name(), each(x -> Units.quantity(x, v.unit()), sim.state(p, v.name()))));
              }
              sim.remove(sim.record(d.exact, ms(0.3), "V_m"));
              sim.remove(sim.recordOnSpikes(d.n, "V_m"));
            });
    assertEquals(whole, same);
  }

  private static E changes(Driven d, Random random) {
    double rate = 2000 + random.nextInt(8000);
    double volts = -75 + 15 * random.nextDouble();
    int some = 1 + random.nextInt(60);
    return sim -> {
      sim.set(d.constant, normal(Hz(rate), Hz(300)));
      sim.set(d.modulated, Hz(rate / 4));
      sim.set(d.continuous, Hz(rate * 2));
      sim.set(d.steps, normal(pA(rate / 20), pA(30)));
      sim.set(d.ou, pA(150), pA(20));
      sim.set(d.noise, pA(0), pA(100));
      sim.set(d.n.range(some, 150), "V_m", normal(mV(volts), mV(2)));
      sim.set(d.exact.range(some, 70), "V_m", normal(mV(volts + 8), mV(8)));
      double[][] later = Arrays.stream(d.trains).map(t -> Arrays.stream(t).map(x -> Math.round(10 * (80.1 - x)) / 10.0).toArray()).toArray(double[][]::new);
      sim.setSpikes(d.source, later);
    };
  }

  private interface E {
    void on(Simulation sim);
  }

  @Property(tries = 8)
  void changesDoNotDependOnThreadsNorOnHowRunsAreDivided(@ForAll long seed) {
    var d = new Driven(seed);
    E change = changes(d, new Random(seed + 1));
    int at = 50 + Math.floorMod(seed, 600);
    String one = d.run(1, new int[] {at}, (sim, k) -> change.on(sim));
    var divided = new ArrayList<>(List.of(at));
    for (int p : pauses(seed + 2)) {
      if (p != at) {
        divided.add(p);
      }
    }
    int[] sorted = divided.stream().mapToInt(x -> x).sorted().toArray();
    String other =
        d.run(
            2 + Math.floorMod(seed, 2), sorted,
            (sim, k) -> {
              if (sorted[k] == at) {
                change.on(sim);
              }
            });
    assertEquals(one, other);
    assertNotEquals(d.run(1, new int[0], (sim, k) -> {}), one);
  }

  /** A change during a run is what a description with that step in it says: rates and currents that are described with their courses. */
  @Test
  void aChangeIsAStepOfACourse() {
    var described = new Network("net");
    var a = described.population("n", 100, "iaf_psc_exp");
    described.poisson("p", a).rate(step(ms(0), Hz(4000)).then(ms(20), Hz(9000))).weight(pA(90));
    described.current(a).from(ms(0), pA(10)).from(ms(20), pA(100));
    var changed = new Network("net");
    var b = changed.population("n", 100, "iaf_psc_exp");
    var drive = changed.poisson("p", b).rate(Hz(4000)).weight(pA(90));
    var current = changed.current(b).from(ms(0), pA(10));
    try (var one = Simulation.of(described); var two = Simulation.of(changed)) {
      var expected = new SpikeDigest();
      var found = new SpikeDigest();
      one.addListener(expected);
      two.addListener(found);
      one.run(ms(60));
      two.run(ms(20));
      two.set(drive, Hz(9000));
      two.set(current, pA(100));
      two.run(ms(40));
      assertTrue(one.spikes().size() > 100);
      assertEquals(expected.hex(), found.hex());
    }
  }

  /** A current that goes in steps from now on, a row for each neuron, is the one that was described so. */
  @Test
  void stepsMayBeSetInPlaceOfACourse() {
    double[] times = {5, 25, 40};
    double[][] rows = {{400, 500, 0}, {0, 600, 450}};
    var described = new Network("net");
    described.current(described.population("n", 2, "iaf_psc_exp")).steps(Units::ms, times, Units::pA, rows);
    var changed = new Network("net");
    var current = changed.current(changed.population("n", 2, "iaf_psc_exp")).from(ms(5), pA(300));
    try (var one = Simulation.of(described); var two = Simulation.of(changed)) {
      one.run(ms(60));
      two.run(ms(3));
      two.set(current, Units::ms, times, Units::pA, rows);
      two.run(ms(57));
      assertTrue(one.spikes().size() > 2);
      assertArrayEquals(one.spikes().steps(), two.spikes().steps());
      assertArrayEquals(one.spikes().ids(), two.spikes().ids());
    }
  }

  /** From an exact drive of 1,000 spikes/s come, after the rate has been 0 and 3,000, as many as these rates say, within 6 standard deviations. */
  @Test
  void ratesInContinuousTime() {
    var net = new Network("net");
    var relay = net.population("relay", 200, "parrot_neuron").exact();
    var drive = net.poisson("p", relay).rate(Hz(1000)).weight(Units.number(1)).between(ms(0), ms(400));
    try (var sim = Simulation.of(net)) {
      double[] rates = {1000, 0, 3000, 1000};
      int before = 0;
      for (double rate : rates) {
        sim.set(drive, Hz(rate));
        sim.run(ms(100));
        int spikes = sim.spikes().size() - before;
        before += spikes;
        double mean = 200 * rate / 10;
        assertEquals(mean, spikes, 6 * Math.sqrt(mean));
      }
      sim.set(drive, Hz(5000)); // it is over
      sim.run(ms(50));
      assertEquals(before, sim.spikes().size());
    }
  }

  /** V(t) = E_L + (V₀ - E_L)·e^(-t/τ), the closed form of the passive membrane. */
  @Test
  void aPotentialThatIsSetDecays() {
    for (boolean exact : new boolean[] {false, true}) {
      for (String model : new String[] {"iaf_psc_exp", "iaf_psc_alpha", "iaf_psc_delta", "iaf_cond_exp"}) {
        var net = new Network("net");
        var n = net.population("n", 3, model);
        if (model.equals("iaf_cond_exp")) {
          n.set("tau_syn_ex", ms(2)); // equal ones have an exact form
        }
        if (exact) {
          n.exact();
        }
        net.record(n, "V_m").every(ms(1));
        try (var sim = Simulation.of(net)) {
          sim.run(ms(5));
          double rest = sim.state(n, "V_m")[0];
          sim.set(n.neurons(0, 2), "V_m", each(Units::mV, -80, -65));
          assertArrayEquals(new double[] {-80, rest, -65}, sim.state(n, "V_m"));
          sim.run(ms(10));
          double tau = model.equals("iaf_cond_exp") ? 250 / 16.6667 : 10;
          double[][] v = sim.traces().getFirst().values();
          for (int k = 6; k <= 15; k++) {
            double left = Math.exp(-(k - 5) / tau);
            assertEquals(rest + (-80 - rest) * left, v[0][k - 1], 1e-6, model + exact);
            assertEquals(rest, v[1][k - 1], 1e-9);
            assertEquals(rest + (-65 - rest) * left, v[2][k - 1], 1e-6);
          }
        }
      }
    }
  }

  /** A neuron that is set above its threshold fires in the next step, in continuous time at once, in either case after the time of the change. */
  @Test
  void aboveTheThresholdItFires() {
    for (boolean exact : new boolean[] {false, true}) {
      var net = new Network("net");
      var n = net.population("n", 2, "iaf_psc_exp");
      if (exact) {
        n.exact();
      }
      var counter = net.population("counter", 2, "parrot_neuron");
      net.connect(n, counter).rule(oneToOne()).weight(1).delay(ms(1));
      try (var sim = Simulation.of(net)) {
        sim.run(ms(5));
        sim.set(n.neurons(1), "V_m", mV(-40));
        sim.run(ms(5));
        double[] times = sim.spikes().trainsMs(sim.spikes().population("n"))[1];
        assertEquals(1, times.length);
        assertEquals(exact ? 5 : 5.1, times[0], 1e-9);
        assertEquals(1, sim.spikes().trainsMs(sim.spikes().population("counter"))[1].length);
      }
    }
  }

  /** What a recorder of a part of the run samples is that part of what one of the whole run samples. */
  @Test
  void recordersThatComeAndGo() {
    for (boolean exact : new boolean[] {false, true}) {
      var net = new Network("net");
      var n = net.population("n", 90, "iaf_psc_exp").initial("V_m", uniform(mV(-70), mV(-56)));
      if (exact) {
        n.exact();
      }
      net.poisson("p", n).rate(Hz(8000)).weight(pA(80));
      var first = net.record(n, "V_m").every(ms(1));
      net.record(n, "V_m").onSpikes();
      try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(3))) {
        sim.run(ms(7));
        var added = sim.record(n.neurons(5, 80), ms(1), "I_syn_ex", "V_m");
        var spikes = sim.recordOnSpikes(n, "V_m");
        sim.run(ms(11));
        sim.remove(added);
        sim.remove(spikes);
        sim.run(ms(6));
        StateTrace all = sim.traces().getFirst();
        StateTrace part = sim.traces().stream().filter(t -> t.variable().equals("V_m") && t.neurons().length == 2).findFirst().orElseThrow();
        assertArrayEquals(new double[] {8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18}, part.timesMs());
        assertArrayEquals(Arrays.copyOfRange(all.values()[5], 7, 18), part.values()[0]);
        assertArrayEquals(Arrays.copyOfRange(all.values()[80], 7, 18), part.values()[1]);
        double[] always = sim.spikeSamples().get(0).timesMs();
        assertArrayEquals(Arrays.stream(always).filter(t -> t > 7 && t <= 18).toArray(), sim.spikeSamples().get(1).timesMs());
        sim.discardRecordings();
        assertEquals(1, sim.traces().size());
        assertEquals(1, sim.spikeSamples().size());
        sim.remove(first);
        assertThrows(RanvierException.class, () -> sim.remove(first));
      }
    }
  }

  private static void refused(String message, org.junit.jupiter.api.function.Executable change) {
    assertEquals(message, assertThrows(RanvierException.class, change).getMessage());
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    var d = new Driven(3);
    var foreign = new Network("foreign");
    var drive = foreign.poisson("p", foreign.population("f", 1, "iaf_psc_exp"));
    try (var sim = Simulation.of(d.net)) {
      refused("Poisson drive 'p' belongs to another network than 'driven'", () -> sim.set(drive, Hz(3)));
      refused("Poisson drive 'constant': rate -3.0 Hz must be 0 or above", () -> sim.set(d.constant, Hz(-3)));
      refused("current 'current' into population 'n' is no noise; set its amplitude or its course", () -> sim.set(d.steps, pA(0), pA(3)));
      refused(
          "Poisson drive 'continuous' of exact neurons: the rate 10 Hz from 0 ms changes with time; exact Poisson spikes have constant rates",
          () -> sim.set(d.continuous, step(ms(0), Hz(10))));
      refused("population 'exact': V_m has 2 values; give one for each of the 70 neurons", () -> sim.set(d.exact, "V_m", each(Units::mV, 1, 2)));
      refused(
          "population 'exact' is a " + d.exact.model().name() + ", which does not fire at given times; spikes can be set of a spikeSource",
          () -> sim.setSpikes(d.exact, new double[70][0]));
      refused(
          "population 'source': there are spike times for 1 neurons, but the population has 40; give one list of times for each neuron,"
              + " an empty one for those that are silent",
          () -> sim.setSpikes(d.source, new double[1][0]));
      assertThrows(RanvierException.class, () -> sim.set(d.exact, "V_k", mV(3)));
      assertThrows(RanvierException.class, () -> sim.record(d.exact, ms(0.05), "V_m"));
    }
  }
}
