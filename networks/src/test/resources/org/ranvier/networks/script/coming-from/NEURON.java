// The right-hand sides of the table for NEURON in docs/coming-from.md, with what they take for granted.
import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.neuronmodels.cells.*;
import org.ranvier.neuronmodels.channels.*;
import org.ranvier.neuronmodels.morphology.*;
import org.ranvier.neuronmodels.swc.*;

void main(String[] args) throws Exception {
  Path file = Files.writeString(Path.of(args[0]).resolve("cell.swc"), "1 1 0 0 0 10 -1\n2 1 0 -10 0 10 1\n3 1 0 10 0 10 1\n4 3 0 10 0 1 1\n5 3 0 110 0 1 4\n");
  if (Swc.read(file).labels().isEmpty()) {
    throw new AssertionError("a cell has labels");
  }
  Morphology morphology = Morphology.of(Piece.soma(20), Piece.cylinder("dend", 300, 1).on("soma"));
  var tree = morphology.divide(Division.dLambda(0.1, 100), CableProperties.ra(100).cm(1));
  String text = "parameters:\n  g_max = 0 mS/cm^2 (>= 0)  # density\n  E_K = -77 mV\nequations:\n  i_k = g_max*(v - E_K) : uA/cm^2\n";
  var cell = Cell.of("name", tree).insert("hh", Region.of("soma")).insert("kv", Mechanism.of("kv", text), Region.of("dend"), Map.of("g_max", 0.05))
      .insert("leak", Region.of("dend"), Map.of("g_max", 0.05)).synapse("exc", "exp_syn", Location.at("dend", 0.8), Map.of("tau", 2.0))
      .observe("V_dend", Location.at("dend", 0.8)).detect(Location.at("soma", 0.5), -40).celsius(34);
  var net = new Network("words of NEURON");
  var cells = net.population("cells", 2, cell.model());
  var a = net.spikeSource("a", new double[][] {{5, 7}});
  net.connect(a, cells).receptor("exc").rule(allToAll()).weight(nS(5)).delay(ms(1));
  net.current(cells).from(ms(10), nA(2));
  net.record(cells, "V_dend");
  try (var simulation = Simulation.of(net)) {
    simulation.run(ms(30));
    if (simulation.spikes().size() <= 2) {
      throw new AssertionError("a current of 2 nA makes spikes");
    }
  }
}
