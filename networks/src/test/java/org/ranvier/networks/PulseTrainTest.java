package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nA;
import static org.ranvier.networks.values.Units.pA;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.values.Contact;
import org.ranvier.networks.values.PulseTrain;
import org.ranvier.simulator.RanvierException;

/** Pulses of a stimulator, recovered from a leaky membrane: {@code v' = v·d + R·(1 - d)·I} with τ = 10 ms, C = 250 pF. */
final class PulseTrainTest {
  private static final PulseTrain PULSES = PulseTrain.of(pA(100), ms(0.2));

  private static Network stimulated(PulseTrain train) {
    var net = new Network("pulses");
    net.current("stimulator", net.population("n", 3, "iaf_psc_exp").set("V_th", mV(1e9))).pulses(train);
    return net;
  }

  private static CurrentInput stimulator(Network net) {
    return net.currents().getFirst();
  }

  private static double[] currents(PulseTrain train, double ms, Consumer<Simulation> between) {
    return currents(stimulated(train), sim -> {
      sim.run(ms(ms));
      between.accept(sim);
    });
  }

  private static double[] currents(Network net, Consumer<Simulation> run) {
    net.record(net.population("n"), "V_m").every(ms(0.1));
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      run.accept(sim);
      double[] v = sim.traces().getFirst().values()[2];
      double d = Math.exp(-0.1 / 10);
      return IntStream.range(0, v.length).mapToDouble(k -> (v[k] + 70 - d * (k == 0 ? 0 : v[k - 1] + 70)) / (10 / 250.0 * (1 - d))).toArray();
    }
  }

  private static double[] currents(PulseTrain train, double ms) {
    return currents(train, ms, sim -> {});
  }

  /** Steps in which pulses begin. */
  private static List<Integer> begins(double[] currents) {
    var at = new ArrayList<Integer>();
    for (int k = 0; k < currents.length; k++) {
      if (currents[k] > 1e-6 && (k == 0 || currents[k - 1] < 1e-6)) {
        at.add(k);
      }
    }
    return at;
  }

  @Test
  void thePhasesAreWhereTheyShallBeAndTheirChargesCancel() {
    double[] i = currents(PULSES.biphasic(ms(0.1), 2).at(Hz(100)), 25);
    double[] pulse = {100, 100, 0, -50, -50, -50, -50, 0};
    for (int k = 0; k < i.length; k++) {
      int in = k % 100;
      assertEquals(in < pulse.length ? pulse[in] : 0, i[k], 1e-6, "step " + k);
    }
    assertEquals(0, Arrays.stream(i).limit(200).sum(), 1e-6);
  }

  /** 130 Hz do not fit the grid: begins are the grid points nearest to multiples of 1000/130 ms. */
  @Test
  void intervalsDoNotDrift() {
    List<Integer> at = begins(currents(PULSES.at(Hz(130)), 1000));
    assertEquals(130, at.size());
    for (int k = 0; k < at.size(); k++) {
      assertEquals(Math.round(k * 10000 / 130.0), (long) at.get(k));
    }
  }

  @Test
  void aTrainThatIsChangedGoesOnInStep() {
    Network net = stimulated(PULSES.at(Hz(40)));
    CurrentInput stimulator = stimulator(net);
    net.record(net.population("n"), "V_m").every(ms(0.1));
    var counts = new ArrayList<Long>();
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      for (double hz : new double[] {40, 40, 100, 0, 0, 100}) { // 20 ms each
        sim.set(stimulator, PULSES.at(Hz(hz)));
        sim.run(ms(20));
        counts.add(sim.pulses(stimulator).count());
      }
      // 0, 25 | 40 Hz ends at 40 ms, then 10 ms after the last: 40 (at once), 50; off; at once at 100 ms, 110
      assertEquals(List.of(1L, 2L, 4L, 4L, 4L, 6L), counts);
      assertEquals(6 * 100 * 0.2 / 1000, sim.pulses(stimulator).chargePc(), 1e-12);
    }
  }

  /** Charges cancel to the last, also where the train is put off within a pulse or its time ends there. */
  @Test
  void aPulseThatHasBegunIsFinished() {
    PulseTrain train = PULSES.biphasic(ms(0.1), 2).at(Hz(100));
    double[] whole = {100, 100, 0, -50, -50, -50, -50, 0, 0, 0};
    for (int until = 1; until < 8; until++) {
      double end = until / 10.0;
      Network stopped = stimulated(train);
      stimulator(stopped).between(ms(0), ms(end));
      assertArrayEquals(whole, first(10, stopped, sim -> sim.run(ms(25))), 1e-6, "time ends after " + end + " ms");
      Network net = stimulated(train);
      CurrentInput off = stimulator(net);
      assertArrayEquals(whole, first(10, net, sim -> {
        sim.run(ms(end));
        sim.set(off, train.off());
        sim.run(ms(25 - end));
        assertEquals(1, sim.pulses(off).count());
      }), 1e-6, "off after " + end + " ms");
    }
  }

  /** The first steps of 25 ms, after which nothing comes. */
  private static double[] first(int steps, Network net, Consumer<Simulation> run) {
    double[] i = currents(net, run);
    assertEquals(250, i.length);
    assertTrue(Arrays.stream(i).skip(steps).allMatch(x -> Math.abs(x) < 1e-6));
    return Arrays.copyOf(i, steps);
  }

  /** A controller may set the same train each turn: turns of 20 ms, and first intervals of 200 ms on average. */
  @Test
  void irregularPulsesThatAreSetAgainComeAsForetold() {
    for (PulseTrain train : List.of(PULSES.irregular(Hz(5), 1), PULSES.varying(Hz(5), 0.5), PULSES.times(30, 70, 290))) {
      Network net = stimulated(train);
      CurrentInput stimulator = stimulator(net);
      int[] told = Arrays.stream(stimulator.pulseTimes(1, ms(1000))).mapToInt(t -> (int) Math.round(t * 10)).toArray();
      List<Integer> came = begins(currents(net, sim -> {
        for (int k = 0; k < 50; k++) {
          sim.set(stimulator, train);
          sim.run(ms(20));
        }
      }));
      assertTrue(told.length > 1 && told[0] > 200);
      assertArrayEquals(told, came.stream().mapToInt(k -> k).toArray());
    }
  }

  @Test
  void theAmplitudeRisesOverTheRamp() {
    double[] i = currents(PULSES.at(Hz(100)).ramp(ms(40)), 70);
    for (int k = 0; k < 7; k++) {
      assertEquals(Math.min(100, 25 * k), i[100 * k], 1e-6);
    }
  }

  /** Mean 1/λ and coefficient of variation of gamma intervals; 4000 of them, five standard errors. */
  @Test
  void irregularIntervalsHaveTheirMoments() {
    double[] t = stimulator(stimulated(PULSES.irregular(Hz(50), 0.5))).pulseTimes(7, ms(80_000));
    double[] intervals = IntStream.range(1, t.length).mapToDouble(k -> t[k] - t[k - 1]).toArray();
    double mean = Arrays.stream(intervals).average().orElseThrow();
    double sd = Math.sqrt(Arrays.stream(intervals).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
    assertEquals(20, mean, 5 * 10 / Math.sqrt(4000));
    assertEquals(0.5, sd / mean, 5 * 0.5 / Math.sqrt(2 * 4000.0) * 1.5);
    double[] v = stimulator(stimulated(PULSES.varying(Hz(14), 0.2))).pulseTimes(7, ms(300_000));
    assertEquals(1000 / 14.0 / (1 - 0.04), (v[v.length - 1] - v[0]) / (v.length - 1), 5 * 75 * 0.21 / Math.sqrt(v.length)); // E[1/rate] of a gamma rate
  }

  @Test
  void whatIsForetoldIsWhatComes() {
    PulseTrain train = PULSES.irregular(Hz(100), 0.8).biphasic();
    double[] told = stimulator(stimulated(train)).pulseTimes(1, ms(500));
    int[] came = begins(currents(train, 500)).stream().mapToInt(k -> k).toArray();
    assertArrayEquals(came, Arrays.stream(told).mapToInt(t -> (int) Math.round(t * 10)).toArray());
    assertTrue(came.length > 30);
    assertArrayEquals(new int[] {30, 75}, begins(currents(PULSES.times(3, 7.5), 20)).stream().mapToInt(k -> k).toArray());
  }

  /** 3 mA for 0.3 ms are 0.9 µC; on 6 mm² 15 µC/cm², and log10(0.9·15) = 1.130. */
  @Test
  void aContactKeepsItsLimits() {
    var contact = Contact.of(6, 1e-7);
    assertEquals(15, contact.density(0.9), 1e-12);
    assertEquals(1.1303, contact.shannon(0.9), 1e-4);
    PulseTrain strong = PulseTrain.of(nA(3e6), ms(0.3)).at(Hz(130)).biphasic();
    assertEquals(300, currents(strong.through(contact), 5, sim -> {})[0], 1e-6);
    refused(() -> strong.amplitude(nA(7e6)).through(contact), "2.1 µC a phase on 6 mm² are 35 µC/cm², above the limit of 30 µC/cm²", "to 1.8 µC a phase");
    refused(() -> strong.through(Contact.of(6, 1).limits(100, 1)), "Shannon's k = 1.13, above the limit of 1;", "to 0.7746 µC a phase");
    refused(() -> PulseTrain.of(nA(3e6), ms(0.3)).through(contact), "each pulse leaves 0.9 µC behind", ".biphasic()");
    refused(() -> Contact.of(0, 1), "area 0.0 mm² must be finite and above 0");
  }

  @Test
  void wrongPulsesAreRefused() {
    refused(() -> PulseTrain.of(pA(1), ms(0)), "width 0 ms must be above 0");
    refused(() -> PULSES.at(Hz(-1)), "rate -1 Hz must be 0 Hz or above");
    refused(() -> PULSES.at(Hz(6000)), "one lasts 0.2 ms", "at most 5000 Hz");
    refused(() -> PULSES.biphasic(ms(-1), 1), "gap between the phases -1 ms must be 0 or above");
    refused(() -> PULSES.biphasic(ms(0), 0), "0.0 times as long");
    refused(() -> PULSES.irregular(Hz(5), -0.1), "coefficient of variation -0.1");
    refused(() -> PULSES.times(5, 5.1), "time 5.1 ms", "begins at 5 ms");
    refused(() -> Simulation.of(stimulated(PulseTrain.of(pA(1), ms(0.25)).at(Hz(1)))), "width of pulses", "0.25 ms");
    for (PulseTrain train : List.of(PulseTrain.of(pA(1), ms(1e-9)), PulseTrain.of(pA(1), ms(1e9)), PULSES.biphasic(ms(1e9), 1), PULSES.biphasic(ms(0), 1e-9))) {
      refused(() -> Simulation.of(stimulated(train)), " steps of 0.1 ms; that must be from ");
    }
    var net = new Network("n");
    CurrentInput constant = net.current(net.population("n", 1, "iaf_psc_exp")).from(ms(0), pA(1));
    refused(() -> constant.pulses(PULSES), "has its course already");
    refused(() -> constant.pulseTimes(1, ms(1)), "is no train of pulses");
    try (var sim = Simulation.of(net)) {
      refused(() -> sim.pulses(constant), "is no train of pulses now");
    }
  }

  private static void refused(Runnable run, String... says) {
    String message = assertThrows(RanvierException.class, run::run).getMessage();
    for (String part : says) {
      assertTrue(message.contains(part), message);
    }
  }
}
