package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ranvier.neuronmodels.cells.Cell;
import org.ranvier.neuronmodels.cells.CellModel;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.Piece;
import org.ranvier.neuronmodels.morphology.Region;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.StateTrace;

class CellNetworkTest {
  private static CellModel cell() {
    var tree =
        Morphology.of(Piece.soma(15), Piece.cylinder("dend", 150, 1.2).on("soma"))
            .divide(Division.maxLength(50), CableProperties.ra(120).cm(1));
    return Cell.of("pyramid", tree)
        .insert("hh", Region.of("soma"))
        .insert("leak", Region.of("dend"), Map.of("g_max", 0.1))
        .synapse("exc", "exp_syn", Location.at("dend", 0.7), Map.of("tau", 2.0))
        .synapse("inh", "exp_syn", Location.at("soma", 0.5), Map.of("tau", 6.0, "E", -75.0))
        .detect(Location.at("soma", 0.5), -10)
        .model();
  }

  static Network network() {
    var net = new Network("cells").resolution(ms(0.05));
    var cells = net.population("cells", 200, cell()).set("V_th", uniform(mV(-15), mV(-5))).initial("V_m", uniform(mV(-70),
        mV(-60)));
    var point = net.population("point", 50, "iaf_psc_exp");
    net.connect(cells, cells).rule(fixedInDegree(10)).receptor("exc").weight(nS(0.8)).delay(ms(1));
    net.connect(cells, cells).rule(fixedInDegree(5)).receptor("inh").weight(nS(1)).delay(ms(1.5));
    net.connect(cells, point).rule(fixedInDegree(20)).weight(pA(60)).delay(ms(1));
    net.poisson("drive", cells).receptor("exc").rate(Hz(400)).weight(nS(2));
    net.current(cells.range(0, 20)).from(ms(10), pA(50));
    net.record(cells.range(0, 200), "V_m", "exc.v", "exc.g").every(ms(1));
    net.at(ms(50)).set(cells, "V_th", mV(-15));
    return net;
  }

  @Test
  void cellsOfCompartmentsLiveInANetworkWithPointNeuronsAndThreadsDoNotChangeABit() {
    try (var one = Simulation.of(network(), Simulation.Options.DEFAULT.threads(1));
        var three = Simulation.of(network(), Simulation.Options.DEFAULT.threads(3))) {
      one.run(ms(100));
      three.run(ms(40));
      three.run(ms(60));
      var a = one.spikes();
      var b = three.spikes();
      assertTrue(a.size() > 500, "spikes: " + a.size());
      assertArrayEquals(a.steps(), b.steps());
      assertArrayEquals(a.ids(), b.ids());
      for (int k = 0; k < one.traces().size(); k++) {
        assertArrayEquals(one.traces().get(k).values(), three.traces().get(k).values());
      }
      assertEquals(List.of("V_m", "exc.v", "exc.g"), one.traces().stream().map(StateTrace::variable).toList());
    }
  }

  @Test
  void aWeightTooLargeForTheCellIsReportedWithCellCompartmentAndTime() {
    var net = new Network("wild").resolution(ms(0.05));
    var cells = net.population("cells", 70, cell());
    var source = net.spikeSource("source", new double[][] {{1}});
    net.connect(source, cells.range(69, 70)).rule(fixedInDegree(1)).receptor("exc").weight(nS(Float.MAX_VALUE)).delay(ms(1));
    net.connect(source, cells.range(69, 70)).rule(fixedInDegree(1)).receptor("exc").weight(nS(Float.MAX_VALUE)).delay(ms(1));
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(2))) {
      var error = assertThrows(RanvierException.class, () -> simulation.run(ms(10)));
      assertTrue(error.getMessage().contains("population 'cells', neuron 69: the potential is not finite at 2.05 ms, beginning in compartment"), error.getMessage());
      assertTrue(error.getMessage().contains("section 'dend'"), error.getMessage());
    }
  }
}
