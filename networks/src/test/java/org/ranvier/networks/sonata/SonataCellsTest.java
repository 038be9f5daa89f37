package org.ranvier.networks.sonata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;

import io.jhdf.HdfFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.cli.Cli;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.neuronmodels.cells.Cell;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Region;
import org.ranvier.neuronmodels.swc.Swc;
import org.ranvier.simulator.RanvierException;

/** Nodes that are cells of compartments. */
class SonataCellsTest {
  private static final String SOMA = "1 1 0 0 0 10 -1\n";
  private static final String TREE = SOMA + "2 3 0 10 0 1 1\n3 3 0 110 0 1 2\n4 4 0 -10 0 1 1\n5 4 0 -90 0 1 4\n6 2 10 0 0 0.5 1\n7 2 60 0 0 0.5 6\n";
  private static final String PASSIVE = """
      {"passive": [{"ra": 100, "cm": [{"section": "soma", "cm": 1.0}, {"section": "dend", "cm": 2.0}], "e_pas": -65.0}],
       "genome": [%s], "conditions": [{"erev": [{"section": "soma", "ena": 53.0, "ek": -107.0}]}]}
      """;

  @TempDir private Path directory;

  private SmallFiles files;

  @BeforeEach
  void write() throws Exception {
    files = new SmallFiles(directory)
        .write("p.csv", "node_type_id model_type model_template morphology dynamics_params\n100 biophysical ctdb:Biophys1.hoc cell p.json\n")
        .write("xp.csv", "edge_type_id delay syn_weight dynamics_params model_template\n100 1.5 0.001 s.json Exp2Syn\n")
        .write("s.json", "{\"level_of_detail\": \"exp2syn\", \"tau1\": 0.5, \"tau2\": 5.0, \"erev\": 0.0}")
        .write("cell.swc", SOMA)
        .run("\"tstop\": 40, \"dt\": 0.1, \"dL\": 20.0, \"spike_threshold\": -15}, \"conditions\": {\"celsius\": 34.0, \"v_init\": -65");
  }

  private static String gene(String section, String name, double value, String mechanism) {
    return "{\"section\": \"" + section + "\", \"name\": \"" + name + "\", \"value\": " + value + ", \"mechanism\": \"" + mechanism + "\"}";
  }

  private float[][] reported(String variable) throws Exception {
    files.reports("{\"v\": {\"cells\": \"p\", \"variable_name\": \"" + variable + "\", \"module\": \"membrane_report\", \"sections\": \"soma\"}}");
    var cli = Cli.run("run", "--sonata", files.config(), "--overwrite");
    assertEquals(0, cli.code(), cli.err());
    try (var hdf = new HdfFile(directory.resolve("out/v.h5"))) {
      assertEquals(0, ((long[]) hdf.getDatasetByPath("report/p/mapping/element_ids").getData())[0]);
      return (float[][]) hdf.getDatasetByPath("report/p/data").getData();
    }
  }

  /**
   * A soma of 10 um radius has 4π·100 um²; with 1e-4 S/cm² and 1 uF/cm² its time constant is 10 ms, and backward Euler makes of it the
   * factor 1/(1 + dt/tau) a step. The clamp is in nA, as in NEURON.
   */
  @Test
  void aPassiveSomaChargesAsItMust() throws Exception {
    files.write("p.json", PASSIVE.formatted(gene("soma", "g_pas", 1e-4, "")))
        .inputs("{\"c\": {\"input_type\": \"current_clamp\", \"module\": \"IClamp\", \"node_set\": \"p\", \"amp\": 0.01, \"delay\": 5,"
            + " \"duration\": 100}}");
    float[][] v = reported("v");
    double gNs = 4 * Math.PI * 100 * 1e-8 * 1e-4 * 1e9;
    for (int k = 0; k < v.length; k++) {
      double expected = -65 + 10 / gNs * (1 - Math.pow(1 / (1 + 0.1 / 10), Math.max(0, k - 50)));
      assertEquals(expected, v[k][0], 2e-4, "frame " + k);
    }
  }

  /** The same cell built by hand, in our names and units: S/cm² are 1000 mS/cm², uS 1000 nS. */
  @Test
  void channelsAndSynapsesHaveNeuronsUnits() throws Exception {
    files.write("cell.swc", TREE)
        .write("p.json", PASSIVE.formatted(
            String.join(",", gene("soma", "g_pas", 1e-4, ""), gene("dend", "g_pas", 2e-4, ""), gene("apic", "g_pas", 3e-4, ""),
                gene("axon", "g_pas", 4e-4, ""), gene("soma", "gbar_NaTs", 0.1, "NaTs"), gene("soma", "gbar_Kv3_1", 0.05, "Kv3_1"))))
        .edges("xp", "x", new long[] {0}, new long[] {0}, g -> {
          g.putDataset("sec_id", new int[] {2});
          g.putDataset("sec_x", new double[] {0.9});
          g.putDataset("syn_weight", new double[] {0.02});
        });
    float[][] v = reported("v");
    var tree = Swc.read(directory.resolve("cell.swc")).divide(
        Division.fixed(1).in("basal[0]", Division.fixed(5)).in("apical[0]", Division.fixed(5)).in("axon[0]", Division.fixed(3)),
        CableProperties.ra(100).cm(1).cm("basal", 2));
    var cell = Cell.of("c", tree).celsius(34).initialPotential(-65).detect(Location.at("soma", 0.5), -15);
    double density = 0.1;
    for (var section : List.of("soma", "basal", "apical", "axon")) {
      cell.insert("leak", Region.of(section), Map.of("g_max", density, "E", -65.0));
      density += 0.1;
    }
    cell.insert("Na_Ts", Region.of("soma"), Map.of("g_max", 100, "E_Na", 53))
        .insert("Kv3", Region.of("soma"), Map.of("g_max", 50, "E_K", -107))
        .synapse("s", "exp2_syn", Location.at("basal[0]", 0.9), Map.of("tau_rise", 0.5, "tau_decay", 5.0, "E", 0.0));
    var net = new Network("by hand").resolution(ms(0.1));
    var cells = net.population("c", 1, cell.model());
    var source = net.spikeSource("x", new double[][] {{10}}).exact();
    net.connect(source, cells).receptor("s").rule(ConnectionRule.explicit(new int[] {0}, new int[] {0})).weight(nS(20)).delay(ms(1.5));
    net.record(cells, "V_m").every(ms(0.1));
    try (var simulation = Simulation.of(net)) {
      simulation.run(ms(40));
      double[] expected = simulation.traces().getFirst().values()[0];
      double highest = -65;
      for (int k = 1; k < v.length; k++) {
        assertEquals(expected[k - 1], v[k][0], 1e-4, "frame " + k);
        highest = Math.max(highest, expected[k - 1]);
      }
      assertTrue(highest > -50, "the synapse acts: " + highest);
    }
  }

  @Test
  void everyMechanismOfTheDatabaseIsThereButNaV() throws Exception {
    var genes = new StringBuilder(gene("soma", "g_pas", 1e-4, ""));
    for (var channel : List.of(
        "Ih", "Im", "Im_v2", "NaTs", "NaTa", "Nap", "K_P", "K_T", "Kd", "Kv2like", "Kv3_1", "SK", "Ca_HVA", "Ca_LVA")) {
      genes.append(", ").append(gene("soma", "gbar_" + channel, 1e-4, channel));
    }
    genes.append(", ").append(gene("soma", "gamma_CaDynamics", 0.002, "CaDynamics")).append(", ")
        .append(gene("soma", "decay_CaDynamics", 500, "CaDynamics"));
    files.write("p.json", PASSIVE.formatted(genes));
    float[][] ca = reported("cai");
    assertTrue(ca[ca.length - 1][0] > 1e-5 && ca[ca.length - 1][0] < 1e-2, ca[ca.length - 1][0] + " mM");
    genes.append(", ").append(gene("soma", "gbar_NaV", 0.05, "NaV")).append(", ").append(gene("axon", "gbar_Kir", 0.05, "Kir"));
    files.write("p.json", PASSIVE.formatted(genes));
    assertRefused("mechanisms [Kir, NaV] of biophysical nodes are missing; these are there: [CaDynamics, Ca_HVA, Ca_LVA, Ih, Im");
  }

  @Test
  void aNeuroMlCellIsTheSameCell() throws Exception {
    files.write("p.json", PASSIVE.formatted(gene("soma", "g_pas", 1e-4, "") + "," + gene("soma", "gbar_NaTs", 0.1, "NaTs") + ","
        + gene("soma", "gbar_Ca_HVA", 1e-4, "Ca_HVA") + "," + gene("soma", "gamma_CaDynamics", 0.002, "CaDynamics")));
    float[][] json = reported("v");
    files.write("p.csv", "node_type_id model_type model_template morphology\n100 biophysical nml:cell.nml cell\n").write("cell.nml", """
        <neuroml><concentrationModel id="CaDynamics" gamma="0.002" ion="ca"/><cell id="c"><biophysicalProperties>
          <membraneProperties>
            <channelDensity id="gbar_NaTs" ionChannel="NaTs" condDensity="0.1 S_per_cm2" erev="53.0 mV" segmentGroup="soma" ion="na"/>
            <channelDensity id="g_pas" ionChannel="pas" condDensity="1e-4 S_per_cm2" erev="-65 mV" segmentGroup="soma" ion="non_specific"/>
            <channelDensityNernst id="gbar_Ca_HVA" ionChannel="Ca_HVA" condDensity="1e-4 S_per_cm2" segmentGroup="soma" ion="ca"/>
            <specificCapacitance value="1.0 uF_per_cm2" segmentGroup="soma"/>
          </membraneProperties>
          <intracellularProperties><species segmentGroup="soma" concentrationModel="CaDynamics" ion="ca"/>
            <resistivity value="100 ohm_cm"/></intracellularProperties>
        </biophysicalProperties></cell></neuroml>
        """);
    float[][] nml = reported("v");
    for (int k = 0; k < json.length; k++) {
      assertEquals(json[k][0], nml[k][0], 0, "frame " + k);
    }
    files.write("cell.nml", "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><neuroml>&a;</neuroml>");
    assertRefused("cell.nml is not NeuroML: DOCTYPE is disallowed");
  }

  /** aibs_perisomatic: two cylinders of 30 um, 1 um thick, behind each other at the middle of the soma (SONATA guide, appendix). */
  @Test
  void theAxonIsReplacedWhereTheGuideSaysSo() throws Exception {
    files.write("cell.swc", TREE);
    var cell = CellShape.withStub(Swc.read(directory.resolve("cell.swc")));
    var tree = CellShape.divide(cell, new CellDescription(), 20);
    var axon = tree.sections().stream().filter(s -> s.labels().contains("axon")).toList();
    assertEquals(2, axon.size());
    for (var section : axon) {
      assertEquals(30, section.lengthUm(), 1e-12);
      assertEquals(1, section.compartments().length);
      assertEquals(Math.PI * 30, tree.areaUm2()[section.compartments()[0]], 1e-9);
    }
    files.write("p.csv", "node_type_id model_type model_template morphology dynamics_params model_processing\n"
        + "100 biophysical ctdb:Biophys1.hoc cell p.json aibs_perisomatic\n").write("p.json", PASSIVE.formatted(gene("soma", "g_pas", 1e-4, "")));
    var cli = Cli.run("run", "--sonata", files.config());
    assertEquals(0, cli.code(), cli.err());
    assertTrue(cli.out().contains("cells of 5 sections in"), cli.out());
    files.write("p.csv", "node_type_id model_type model_template morphology dynamics_params model_processing\n"
        + "100 biophysical ctdb:Biophys1.hoc cell p.json axon_bbpv5\n");
    assertRefused("model_processing 'axon_bbpv5' is not supported; aibs_perisomatic and fullaxon are");
  }

  @Test
  void contactsLieInTheirSections() throws Exception {
    files.write("cell.swc", TREE).write("p.json", PASSIVE.formatted(gene("soma", "g_pas", 1e-4, "")))
        .write("xp.csv", "edge_type_id delay syn_weight dynamics_params model_template target_sections distance_range\n"
            + "100 1.5 0.001 s.json Exp2Syn \"['basal', 'apical']\" \"[0.0, 50.0]\"\n")
        .edges("xp", "x", new long[] {0}, new long[] {0}, g -> g.putDataset("nsyns", new int[] {40}));
    var sonata = SonataNetwork.read(files.config());
    var model = sonata.network().population("p").model();
    // Basal: 100 um in 5 pieces, apical: 80 um in 5; the middles of those within 50 um of the soma's middle.
    assertTrue(model.receptors().size() >= 2 && model.receptors().size() <= 6, model.receptors().toString());
    try (var simulation = Simulation.of(sonata.network())) {
      assertEquals(40, simulation.synapses());
    }
    files.write("xp.csv", "edge_type_id delay syn_weight dynamics_params model_template target_sections distance_range\n"
        + "100 1.5 0.001 s.json Exp2Syn basal \"[500, 600]\"\n");
    assertRefused("ends in target_sections 'basal' within distance_range '[500, 600]' um, where the cell has nothing");
    files.write("xp.csv", "edge_type_id delay syn_weight dynamics_params model_template\n100 1.5 0.001 s.json stp2syn\n");
    assertRefused("synapses of model_template 'stp2syn' are not supported on biophysical nodes; ExpSyn and Exp2Syn are");
    files.write("xp.csv", "edge_type_id delay syn_weight dynamics_params model_template\n100 1.5 0.001 s.json Exp2Syn\n");
    for (var taus : List.of("1e-320, \"tau2\": 5", "0.5, \"tau2\": 1e308", "0, \"tau2\": 5", "-1, \"tau2\": -5")) {
      files.write("s.json", "{\"tau1\": " + taus + "}");
      assertRefused("time constants of edge 0 (");
    }
    files.write("xp.csv", "edge_type_id delay syn_weight model_template\n100 1.5 0.001 Exp2Syn\n")
        .write("p.csv", "node_type_id model_type model_template morphology dynamics_params\n100 biophysical hoc:Cell.hoc cell p.json\n");
    assertRefused("model_template 'hoc:Cell.hoc' of biophysical nodes is not supported; ctdb:Biophys1.hoc");
    assertFalse(directory.resolve("out").toFile().exists());
  }

  private void assertRefused(String part) throws Exception {
    Path config = files.config();
    String message = String.valueOf(assertThrows(RanvierException.class, () -> SonataNetwork.read(config)).getMessage());
    assertTrue(message.contains(part), message);
  }
}
