package org.ranvier.networks.td;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import org.junit.jupiter.api.Test;
import org.ranvier.networks.Network;
import org.ranvier.networks.Projection;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.TemporalDifference;
import org.ranvier.networks.Weights;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.rules.TdError;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.weights.Bounds;
import org.ranvier.simulator.RanvierException;

/** Value, error and learning of a critic against their definitions. */
final class TemporalDifferenceTest {
  private static final TdError MODEL = new TdError(60, 15, 500, 1, -10);
  private static final double H = 0.5;
  private static final double RATE = 1e-6;
  private static final int INPUTS = 6;
  private static final int CRITICS = 3;

  private record Net(Network net, Projection plastic, TemporalDifference td) {}

  private static Net network(boolean wide, int critics) {
    var net = new Network("critic").resolution(ms(H));
    var in = net.population("in", INPUTS, "poisson_generator").set("rate", Hz(60));
    var critic = net.population("critic", critics, "srm0_psc_delta");
    var td = TemporalDifference.of(net, "td", critic, MODEL, ms(40));
    var rule = ThreeFactor.tdLtp(td.error(), 60, 15).rate(RATE).bounds(wide ? Bounds.NONE : Bounds.upTo(9));
    var p = net.connect(in, critic).rule(allToAll()).weight(uniform(mV(1), mV(4))).delay(ms(2)).plastic(rule);
    if (wide) {
      p.doubleWeights();
    }
    return new Net(net, p, td);
  }

  /** κ and its derivative at {@code s} ms, per ms. */
  private static double kappa(double s) {
    return s < 0 ? 0 : (Math.exp(-s / 60) - Math.exp(-s / 15)) / 45;
  }

  private static double slope(double s) {
    return s < 0 ? 0 : (-Math.exp(-s / 60) / 60 + Math.exp(-s / 15) / 15) / 45;
  }

  private static double[] valueAndError(double[][] spikes, double t, double rewardAt, double amount) {
    double rate = 0;
    double rise = 0;
    for (double[] train : spikes) {
      for (double spike : train) {
        rate += kappa(t - spike - H) * 1000 / spikes.length; // its release is a step later
        rise += slope(t - spike - H) * 1000 / spikes.length;
      }
    }
    double reward = t < rewardAt ? 0 : amount / 40 * Math.exp(-(t - rewardAt) / 40) * 1000;
    double value = rate - 10;
    return new double[] {value, 1000 * (rise - value / 500) + reward};
  }

  @Test
  void valueAndErrorAreThoseOfTheirDefinition() {
    Net n = network(true, CRITICS);
    try (var sim = Simulation.of(n.net, Simulation.Options.DEFAULT.threads(1))) {
      for (int k = 1; k <= 8; k++) {
        sim.run(ms(50.5));
        if (k == 4) {
          n.td.reward(sim, 2.5);
        }
        double[][] spikes = sim.spikes().trainsMs(sim.spikes().population("critic"));
        double[] expected = valueAndError(spikes, 50.5 * k, 202, 2.5);
        assertEquals(expected[0], n.td.value(sim), 1e-9 * (1 + Math.abs(expected[0])));
        assertEquals(expected[1], n.td.error(sim), 1e-8 * (1 + Math.abs(expected[1])), "at " + 50.5 * k);
      }
      assertTrue(sim.spikes().size() > 30);
    }
  }

  @Test
  void weightsFollowTheErrorTimesFilteredCoincidences() {
    Net n = network(true, CRITICS);
    double end = 300;
    try (var sim = Simulation.of(n.net, Simulation.Options.DEFAULT.threads(1))) {
      Weights before = sim.weights(n.plastic);
      sim.run(ms(100));
      n.td.reward(sim, 3);
      sim.run(ms(end - 100));
      double[] found = sim.weights(n.plastic).values();
      double[][] in = sim.spikes().trainsMs(sim.spikes().population("in"));
      double[][] critic = sim.spikes().trainsMs(sim.spikes().population("critic"));
      int fine = 10; // points of the midpoint rule in a step; the error jumps at steps only
      int points = (int) Math.round(end / H) * fine;
      double dt = H / fine;
      double[] error = new double[points];
      for (int k = 0; k < points; k++) {
        error[k] = valueAndError(critic, (k + 0.5) * dt, 100, 3)[1];
      }
      double moved = 0;
      for (int q = 0; q < found.length; q++) {
        double sum = 0;
        for (double spike : critic[before.targets()[q]]) {
          double potential = 0;
          // the whole delay is dendritic: the source's spikes reach the synapse at once, the target's after 2 ms
          double seen = spike + 2;
          for (double t : in[before.sources()[q]]) {
            potential += t < seen ? Math.exp(-(seen - t) / 20) : 0;
          }
          for (int k = 0; k < points; k++) {
            sum += potential * kappa((k + 0.5) * dt - seen) * error[k] * dt;
          }
        }
        double expected = before.values()[q] + RATE * sum;
        moved += Math.abs(expected - before.values()[q]);
        assertEquals(expected, found[q], 1e-4 * Math.abs(RATE * sum) + 1e-9, "synapse " + q);
      }
      assertTrue(moved / found.length > 1e-4, "nothing was learnt: " + moved);
    }
  }

  private static double[] learnt(int threads, int pieces) {
    Net n = network(false, 150);
    try (var sim = Simulation.of(n.net, Simulation.Options.DEFAULT.threads(threads))) {
      for (int k = 0; k < pieces; k++) {
        sim.run(ms(300.0 / pieces));
        sim.weights(n.plastic);
      }
      return sim.weights(n.plastic).values();
    }
  }

  @Test
  void threadsAndSplittingChangeNothing() {
    double[] one = learnt(1, 1);
    assertArrayEquals(one, learnt(3, 1));
    assertArrayEquals(one, learnt(2, 24));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThrows(RanvierException.class, () -> new TdError(50, 50, 4000, 1, 0));
    assertThrows(RanvierException.class, () -> new TdError(200, 50, 0, 1, 0));
    assertThrows(RanvierException.class, () -> new TdError(200, 50, 4000, Double.NaN, 0));
    assertThrows(RanvierException.class, () -> ThreeFactor.tdLtp(ThirdFactor.of("d"), 50, 200));
    assertEquals(ThreeFactor.tdLtp(ThirdFactor.of("d")).equations(), ThreeFactor.tdLtp(ThirdFactor.of("d"), 200, 50).equations());
    Net n = network(false, 2);
    try (var sim = Simulation.of(n.net)) {
      assertThrows(RanvierException.class, () -> n.td.reward(sim, Double.NaN));
    }
  }
}
