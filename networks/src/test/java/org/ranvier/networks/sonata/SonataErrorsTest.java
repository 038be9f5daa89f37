package org.ranvier.networks.sonata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

class SonataErrorsTest {
  @TempDir private Path directory;

  private ExampleFiles files;

  @BeforeEach
  void write() throws Exception {
    files = new ExampleFiles(directory);
  }

  @Test
  void whatIsNotSupportedIsRefusedByNameAllAtOnce() throws Exception {
    files.replace("simulation_config.json", "\"tstop\": 800.0", "\"tstart\": 5, \"tstop\": 800.0")
        .replace("simulation_config.json", "\"inputs\": {", """
            "reports": {"v": {"module": "extracellular", "variable_name": "v"}, "old": {"module": "ecp", "enabled": false}},
            "connection_overrides": [],
            "inputs": {
              "clamp": {"input_type": "current_clamp", "module": "SEClamp", "node_set": "v1"},
              "noise": {"input_type": "spikes", "module": "poisson", "node_set": "tw", "input_file": "x"},
            """)
        .replace("simulation_config.json", "\"time\"", "\"weight\"");
    var message = refusal();
    for (var named : new String[] {
      "run.tstart is not supported", "reports.v (module extracellular) is not supported",
          "connection_overrides is not supported",
      "inputs.clamp.module = SEClamp (input_type current_clamp) is not supported", "inputs.noise.module = poisson",
      "output.spikes_sort_order = weight is not supported"
    }) {
      assertTrue(message.contains(named), message);
    }
    assertEquals(6, message.lines().count(), message);
  }

  @Test
  void modelsThatAreNotSupportedAreRefusedByName() throws Exception {
    files.replace("network/v1_node_types.csv", "nrn:IntFire1", "nrn:IntFire2");
    assertRefused("SONATA population 'v1': model_template 'nrn:IntFire2' is not supported; nrn:IntFire1 is");
    files.replace("network/v1_node_types.csv", "nrn:IntFire2 point_process", "nrn:IntFire1 single_compartment");
    assertRefused(
        "SONATA population 'v1': model_type 'single_compartment' is not supported; virtual, point_process, point_neuron and"
            + " biophysical are");
    files.replace("network/v1_node_types.csv", "nrn:IntFire1 single_compartment exc", "nrn:IntFire1 point_process exc")
        .replace("network/v1_node_types.csv", "nrn:IntFire1 single_compartment inh", "nrn:IntFire1 virtual inh");
    assertRefused("SONATA edges 'v1_to_v1' end on population 'v1', which is virtual and receives nothing");
  }

  @Test
  void parametersThatTheModelLacksAreRefused() throws Exception {
    files.write("components/point/exc.json", "{\"tau\": 0.02, \"refrac\": 0.003, \"ib\": 1}");
    assertRefused("SONATA population 'v1': dynamics_params [ib] are not parameters of IntFire1; tau and refrac are");
    files.write("components/point/exc.json", "{\"tau\": 20, \"refrac\": 3}");
    assertRefused(
        "SONATA population 'v1': tau is below 1, as in seconds, in some nodes and 20.0, as in ms, in node 0; use one of them");
    files.write("components/point/exc.json", "{\"tau\": \"long\"}");
    assertRefused("exc.json: tau = \"long\" is no number");
    Files.delete(directory.resolve("components/point/exc.json"));
    assertRefused("there is no file ");
  }

  @Test
  void millisecondsAreTakenAsTheyAre() throws Exception {
    files.write("components/point/exc.json", "{\"tau\": 24, \"refrac\": 3}").write(
        "components/point/inh.json", "{\"tau\": 7, \"refrac\": 3}");
    assertEquals(0, SonataNetwork.read(files.config()).notes().size());
  }

  @Test
  void synapsesThatAreNotSupportedAreRefusedByName() throws Exception {
    files.replace("network/in_v1_edge_types.csv", "wmax 0.045", "gaussianLL 0.045");
    assertRefused("SONATA edges 'lgn_to_v1': weight_function 'gaussianLL' is not supported; wmax and none are");
    files.write(
        "network/in_v1_edge_types.csv", "edge_type_id delay syn_weight model_template\n100 2 0.1 exp2syn\n101 2 0.1 NULL\n");
    assertRefused("SONATA edges 'lgn_to_v1': synapses of model_template 'exp2syn' are not supported");
    files.write("network/in_v1_edge_types.csv", "edge_type_id delay syn_weight\n100 2 NULL\n101 2 0.1\n");
    assertRefused("SONATA edges 'lgn_to_v1': edge 0 (edge_type_id 100) has no syn_weight");
    files.write("network/in_v1_edge_types.csv", "edge_type_id delay syn_weight\n100 2 0.1\n");
    assertRefused("SONATA edges 'lgn_to_v1': edge_type_id 101 is not in ");
    files.write("network/in_v1_edge_types.csv", "edge_type_id delay syn_weight\n100 2 0.1\n101 -1 0.1\n");
    assertRefused("SONATA edges 'lgn_to_v1': the delay of edge 40 (edge_type_id 101) is -1.0 ms, below 0");
  }

  @Test
  void inputsThatCannotBeAreRefused() throws Exception {
    files.replace("simulation_config.json", "\"node_set\": \"TW\"", "\"node_set\": \"v1\"");
    assertRefused("inputs.TW_spikes: node_set \"v1\" holds nodes of population 'v1', which is not virtual");
    files.replace("simulation_config.json", "\"node_set\": \"v1\"", "\"node_set\": \"TWO\"");
    assertRefused("inputs.TW_spikes: there is no node set or population 'TWO'; there are [LGN, TW, inputs, lgn, tw, v1]");
    files.replace("simulation_config.json", "\"node_set\": \"TWO\"", "\"node_set\": {\"population\": \"tw\", \"node_id\": [7]}");
    assertRefused("inputs.TW_spikes: node_set {\"population\":\"tw\",\"node_id\":[7]} selects no nodes");
    files.replace("simulation_config.json", "\"node_id\": [7]", "\"node_id\": [0, 2]");
    files.write("inputs/tw_spikes.csv", "timestamps population node_ids\n3.5 tw 9\n");
    assertRefused("inputs.TW_spikes (tw_spikes.csv): there is no node 9 in population 'tw', which has 3 nodes");
    files.write("inputs/tw_spikes.csv", "timestamps population node_ids\n3.5 tw x\n");
    assertRefused("tw_spikes.csv, line 2: [3.5, tw, x] holds something that is no number");
    files.write("inputs/tw_spikes.csv", "time population node_ids\n3.5 tw 0\n");
    assertRefused(
        "tw_spikes.csv has columns [time, population, node_ids]; needs timestamps and node_ids, or gid and spike-times");
    files.write("node_sets.json", "{\"a\": [\"b\"], \"b\": [\"a\"]}")
        .replace("simulation_config.json", "{\"population\": \"tw\", \"node_id\": [0, 2]}", "\"a\"");
    assertRefused("inputs.TW_spikes: node set 'a' holds itself: [a, b]");
  }

  @Test
  void onlyTheNodesOfTheSetFire() throws Exception {
    files.replace("simulation_config.json", "\"node_set\": \"TW\"", "\"node_set\": {\"population\": \"tw\", \"node_id\": [0, 2]}")
        .write("inputs/tw_spikes.csv", "timestamps population node_ids\n3.5 tw 0\n4.5 tw 1\n5.5 tw 2\n6 lgn 1\n");
    var network = SonataNetwork.read(files.config()).network();
    try (var simulation = Simulation.of(network)) {
      simulation.run(Units.ms(20));
      var spikes = simulation.spikes();
      var trains = spikes.trainsMs(spikes.population("tw"));
      assertEquals(3.5, trains[0][0], 1e-12);
      assertEquals(0, trains[1].length);
      assertEquals(5.5, trains[2][0], 1e-12);
    }
  }

  @Test
  void mistakesInConfigurationsAreNamed() throws Exception {
    files.replace("circuit_config.json", "$NETWORK_DIR/tw_nodes", "$NET/tw_nodes");
    assertRefused("circuit_config.json: $NET is not in the manifest, which has [NETWORK_DIR, COMPONENT_DIR]");
    files.replace("circuit_config.json", "$NET/tw_nodes", "$NETWORK_DIR/none");
    assertRefused("there is no file " + directory.resolve("network/none.h5") + "; check the path");
    files.replace("circuit_config.json", "$NETWORK_DIR/none.h5", "$NETWORK_DIR/tw_node_types.csv");
    assertRefused("tw_node_types.csv cannot be read as HDF5");
    files.replace("circuit_config.json", "\"./network\"", "\"$COMPONENT_DIR\"").replace(
        "circuit_config.json", "${configdir}", "$NETWORK_DIR");
    assertRefused("is defined by itself: [NETWORK_DIR, COMPONENT_DIR]");
    files.write("circuit_config.json", "{\"networks\": {\"nodes\": [], \"gap_juncs\": []}}");
    assertRefused("networks.gap_juncs is not supported; networks have nodes and edges");
    files.write("circuit_config.json", "{\"networks\": ");
    assertRefused("circuit_config.json is not JSON");
    files.write("circuit_config.json", "{}");
    assertRefused("there is no section 'networks'");
    files.replace("simulation_config.json", "\"tstop\": 800.0", "\"tstop\": -1").write(
        "circuit_config.json", "{\"networks\": {}}");
    assertRefused("run.tstop = -1.0 ms must be positive");
    files.write("config.json", "[]");
    assertRefused("config.json holds no JSON object");
  }

  @Test
  void sectionsOfOtherProgramsAreNoted() throws Exception {
    files.write("config.json",
        "{\"network\": \"./circuit_config.json\", \"simulation\": \"./simulation_config.json\", \"mpi\": {\"hosts\": 2}}");
    var notes = SonataNetwork.read(files.config()).notes();
    assertTrue(notes.getFirst().endsWith("config.json: mpi is not SONATA's and is passed over"), notes.toString());
  }

  @Test
  void aConfigurationMayBeOneFile() throws Exception {
    var simulation = Files.readString(directory.resolve("simulation_config.json")).strip();
    var circuit = Files.readString(directory.resolve("circuit_config.json")).strip().replaceFirst("\"manifest\".*\n", "")
        .replace("$NETWORK_DIR", "network").replace("$COMPONENT_DIR", "components").replace("${COMPONENT_DIR}", "./components");
    files.write("one.json", simulation.substring(0, simulation.length() - 1) + "," + circuit.substring(1));
    assertEquals(3, SonataNetwork.read(directory.resolve("one.json")).network().populations().size());
  }

  private void assertRefused(String part) {
    String message = refusal();
    assertTrue(message.contains(part), message);
  }

  private String refusal() {
    return String.valueOf(assertThrows(RanvierException.class, () -> SonataNetwork.read(files.config())).getMessage());
  }
}
