package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.explicit;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.SpikeTrains;

/** Given times between two points of the grid, and what was asked to be done with them. */
class RoundedTimesTest {
  private static final double[] OFF_GRID = {0.04, 1.03, 1.0501, 2, 3.98};

  private static Network network() {
    var net = new Network("rounded");
    var source = net.spikeSource("in", new double[][] {OFF_GRID});
    var relay = net.population("relay", 1, "parrot_neuron");
    net.connect(source, relay).rule(oneToOne()).weight(1).delay(ms(1.53));
    return net;
  }

  private static double[] times(Simulation simulation, String population) {
    SpikeTrains spikes = simulation.spikes();
    return spikes.trainsMs(spikes.population(population))[0];
  }

  /** Rounding is arithmetic on decimal numbers, done here by hand; NEST's are in its documentation of spike_generator. */
  @Test
  void theNearestStepAndNeverTheInitialOne() {
    try (var simulation = Simulation.of(network().roundTimes())) {
      simulation.run(ms(10));
      assertArrayEquals(new double[] {0.1, 1, 1.1, 2, 4}, times(simulation, "in"), 1e-12);
      assertArrayEquals(new double[] {1.6, 2.5, 2.6, 3.5, 5.5}, times(simulation, "relay"), 1e-12);
      assertEquals(
          List.of("population 'in': spike times: 4 of 5 moved to the grid of 0.1 ms, by at most 0.06 ms",
              "projection in→relay: delays: 1 of 1 moved to the grid of 0.1 ms, by at most 0.03 ms"),
          simulation.shifts().stream().map(GridShift::toString).toList());
      assertEquals(0.06, simulation.largestShiftMs(), 1e-12);
    }
  }

  @Test
  void spikesUpToTheEndOfTheirStepAsNestDoes() {
    try (var simulation = Simulation.of(network().roundTimes(TimeRounding.UP))) {
      simulation.run(ms(10));
      assertArrayEquals(new double[] {0.1, 1.1, 1.1, 2, 4}, times(simulation, "in"), 1e-12);
      assertArrayEquals(new double[] {1.6, 2.6, 2.6, 3.5, 5.5}, times(simulation, "relay"), 1e-12);
      assertEquals(0.07, simulation.largestShiftMs(), 1e-12);
    }
  }

  @Test
  void withoutTheOptionTheyAreRefusedAndTheOptionNamed() {
    String refused = assertThrows(RanvierException.class, () -> Simulation.of(network())).getMessage();
    assertTrue(refused.contains("delay 1.53 ms is not a multiple"), refused);
    assertTrue(refused.contains("or round such times with .roundTimes()"), refused);
  }

  @Test
  void timesOnTheGridAndInContinuousTimeStayAsTheyAre() {
    var net = new Network("kept").roundTimes();
    var grid = net.spikeSource("grid", new double[][] {{0.1, 0.3, 0.30000000000000004, 1e6}});
    var exact = net.spikeSource("exact", new double[][] {{1.0371}}).exact();
    var relay = net.population("relay", 1, "parrot_neuron").exact();
    net.connect(grid, relay).rule(oneToOne()).weight(1).delay(ms(0.123));
    net.connect(exact, relay).rule(oneToOne()).weight(1).delay(ms(0.0123));
    try (var simulation = Simulation.of(net)) {
      assertEquals(List.of(), simulation.shifts());
      assertEquals(0, simulation.largestShiftMs());
      simulation.run(ms(3));
      assertEquals(1.0371 + 0.0123, times(simulation, "relay")[3], 1e-15);
    }
  }

  @Test
  void delaysOfEachSynapseTheirPartsAndReleasesAreRoundedToo() {
    var net = new Network("each").roundTimes();
    var source = net.spikeSource("in", new double[][] {{1}, {1}, {1}});
    var cells = net.population("cells", 3, "iaf_psc_exp");
    int[] each = {0, 1, 2};
    net.connect(source, cells).rule(explicit(each, each)).weight(pA(1)).delay(Distribution.each(Units::ms, new double[] {0.02, 1.5, 2.26}));
    net.connect(cells, cells).rule(oneToOne()).weight(pA(1)).delay(ms(2.01)).axonalDelay(ms(0.03)).plastic(Stdp.pair());
    net.modulator("dopamine").decay(ms(200)).releasedBy(cells).amount(1).delay(ms(1.26));
    try (var simulation = Simulation.of(net)) {
      assertEquals(
          List.of("projection in→cells: delays: 2 of 3 moved to the grid of 0.1 ms, by at most 0.08 ms",
              "projection cells→cells: delays: 1 of 1 moved to the grid of 0.1 ms, by at most 0.01 ms",
              "projection cells→cells: axonal delay: 1 of 1 moved to the grid of 0.1 ms, by at most 0.03 ms",
              "modulator 'dopamine', released by cells: delay: 1 of 1 moved to the grid of 0.1 ms, by at most 0.04 ms"),
          simulation.shifts().stream().map(GridShift::toString).toList());
    }
  }

  @Test
  void whatIsNoTimeIsRefusedAllTheSame() {
    for (double ms : new double[] {0, -0.05, Double.NaN, Double.POSITIVE_INFINITY}) {
      var net = new Network("refused").roundTimes();
      net.spikeSource("in", new double[][] {{ms}});
      assertThrows(RanvierException.class, () -> Simulation.of(net), "spike time " + ms);
    }
    for (double ms : new double[] {0, -0.05, 6553.58}) {
      var net = new Network("refused").roundTimes();
      var relay = net.population("relay", 1, "parrot_neuron");
      net.connect(relay, relay).rule(oneToOne()).weight(1).delay(ms(ms));
      assertThrows(RanvierException.class, () -> Simulation.of(net), "delay " + ms);
    }
  }

  @Test
  void aDescriptionSaysThatTimesAreRounded() {
    assertTrue(Descriptions.of(network().roundTimes()).contains("spike times and delays rounded to the nearest points of the grid"));
    assertTrue(Descriptions.of(network().roundTimes(TimeRounding.UP)).contains("spike times rounded up to the grid"));
  }
}
