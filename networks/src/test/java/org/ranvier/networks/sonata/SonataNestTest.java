package org.ranvier.networks.sonata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.cli.Cli;
import org.ranvier.simulator.RanvierException;

/** NEST's point neurons, currents and reports; the expected values are closed forms. */
class SonataNestTest {
  private static final String V_REPORT = "{\"v\": {\"cells\": \"p\", \"variable_name\": \"V_m\", \"module\": \"multimeter_report\"}}";

  @TempDir private Path directory;

  private SmallFiles files;

  @BeforeEach
  void write() throws Exception {
    files = new SmallFiles(directory);
  }

  /** The potential of the first neuron, in frames of 0.1 ms. */
  private float[][] reported() throws Exception {
    var cli = Cli.run("run", "--sonata", files.config(), "--overwrite");
    assertEquals(0, cli.code(), cli.err());
    try (var hdf = new HdfFile(directory.resolve("out/v.h5"))) {
      return (float[][]) hdf.getDatasetByPath("report/p/data").getData();
    }
  }

  private static void assertFollows(DoubleUnaryOperator expected, float[][] frames, double tolerance) {
    for (int k = 0; k < frames.length; k++) {
      assertEquals(expected.applyAsDouble(0.1 * k), frames[k][0], tolerance, "frame " + k);
    }
  }

  /**
   * An alpha current of peak w from t0 on: V = w e/(C tau_s) e^(-t/tau_m) (1 - e^(-a t)(1 + a t))/a^2, with a = 1/tau_s - 1/tau_m. The
   * spike at 10.037 ms belongs to the step that ends at 10.1, as in NEST; NEST's neurons begin at -70 mV whatever E_L is.
   */
  @Test
  void aSpikeMakesTheClosedFormOfAnAlphaCurrent() throws Exception {
    files.write("p.json", "{\"type\": \"point\", \"E_L\": -78.0, \"tau_m\": 44.9, \"C_m\": 239.0, \"V_th\": -43.0, \"V_reset\": -55.0}")
        .write("in.csv", "timestamps population node_ids\n10.037 x 0\n")
        .edges("xp", "x", new long[] {0}, new long[] {0}, g -> g.putDataset("nsyns", new int[] {20}))
        .reports(V_REPORT);
    double a = 1 / 2.0 - 1 / 44.9;
    assertFollows(t -> {
      double s = Math.max(0, t - 11.6);
      double psp = 20 * 25 * Math.E / (239 * 2) * Math.exp(-s / 44.9) * (1 - Math.exp(-a * s) * (1 + a * s)) / (a * a);
      return -78 + 8 * Math.exp(-t / 44.9) + psp;
    }, reported(), 2e-5);
  }

  @Test
  void aReportIsAsTheGuideSays() throws Exception {
    files.nodes("p", 100, 100, 100).reports("""
        {"v": {"cells": {"population": "p", "node_id": [2, 0]}, "variable_name": "V_m", "module": "membrane_report",
               "start_time": 10, "end_time": 20, "dt": 0.5, "file_name": "some.h5"}}
        """);
    assertEquals(0, Cli.run("run", "--sonata", files.config()).code());
    try (var hdf = new HdfFile(directory.resolve("out/some.h5"))) {
      assertEquals(0x0A7A, ((Number) hdf.getAttribute("magic").getData()).intValue());
      var data = hdf.getDatasetByPath("report/p/data");
      assertArrayEquals(new int[] {20, 2}, data.getDimensions());
      assertEquals(float.class, data.getJavaType());
      assertEquals("mV", data.getAttribute("units").getData());
      assertArrayEquals(new double[] {10, 20, 0.5}, (double[]) hdf.getDatasetByPath("report/p/mapping/time").getData());
      assertEquals("ms", hdf.getDatasetByPath("report/p/mapping/time").getAttribute("units").getData());
      assertArrayEquals(
          new BigInteger[] {BigInteger.ZERO, BigInteger.TWO}, (BigInteger[]) hdf.getDatasetByPath("report/p/mapping/node_ids").getData());
      assertEquals((byte) 1, hdf.getDatasetByPath("report/p/mapping/node_ids").getAttribute("sorted").getData());
      assertArrayEquals(
          new BigInteger[] {BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO},
          (BigInteger[]) hdf.getDatasetByPath("report/p/mapping/index_pointers").getData());
      assertArrayEquals(new long[] {1, 1}, (long[]) hdf.getDatasetByPath("report/p/mapping/element_ids").getData());
      assertArrayEquals(new float[] {1, 1}, (float[]) hdf.getDatasetByPath("report/p/mapping/element_pos").getData());
    }
  }

  /** Between threshold and rest a constant current I gives V = E_L + I tau/C (1 - e^(-t/tau)), and a decay afterwards. */
  @Test
  void theThreeFormsOfACurrentAreOne() throws Exception {
    files.write("p.csv", "node_type_id model_type model_template dynamics_params\n100 point_neuron nest:iaf_psc_delta p.json\n")
        .write("xp.csv", "edge_type_id delay syn_weight\n100 1.5 0\n").reports(V_REPORT);
    DoubleUnaryOperator unit = t -> t <= 0 ? 0 : 1 - Math.exp(-t / 10);
    DoubleUnaryOperator expected = t -> -70 + 0.04
        * (150 * (unit.applyAsDouble(t - 5) - unit.applyAsDouble(t - 15)) - 200 * (unit.applyAsDouble(t - 20) - unit.applyAsDouble(t - 30)));
    String clamp = "\"input_type\": \"current_clamp\", \"module\": \"IClamp\", \"node_set\": {\"population\": \"p\"}";
    files.inputs("{\"a\": {" + clamp + ", \"amp\": 150.0, \"delay\": 5.0, \"duration\": 10.0}, \"b\": {" + clamp
        + ", \"amp\": -200, \"delay\": 20, \"duration\": 10}}");
    assertFollows(expected, reported(), 1e-5);
    files.inputs("{\"a\": {" + clamp + ", \"amp\": [150.0, -200], \"delay\": [5.0, 20], \"duration\": [10.0, 10.0]}}");
    assertFollows(expected, reported(), 1e-5);
    files.write("i.csv", "timestamps amps\n5 150\n15 0\n20 -200\n30 0\n")
        .inputs("{\"a\": {\"input_type\": \"csv\", \"module\": \"IClamp\", \"node_set\": \"p\", \"file\": \"i.csv\"}}");
    assertFollows(expected, reported(), 1e-5);
    files.write("i.csv", "t,i\n5,150\n15,0\n20,-200\n30,0\n").inputs(
        "{\"a\": {\"input_type\": \"csv\", \"module\": \"IClamp\", \"node_set\": \"all\", \"file\": \"i.csv\", \"separator\": \",\","
            + " \"timestamps_column\": \"t\", \"amplitudes_column\": \"i\"}}");
    assertFollows(expected, reported(), 1e-5);
  }

  /** A jump of 20 mV passes the threshold of iaf_psc_delta, 15 mV above rest; IntFire1 fires when a weight takes it above 1. */
  @Test
  void aPopulationMayMixModels() throws Exception {
    files.write("p.csv", """
        node_type_id model_type model_template dynamics_params
        100 point_neuron nest:iaf_psc_delta NULL
        101 point_process nrn:IntFire1 i.json
        102 virtual NULL NULL
        """).write("i.json", "{\"tau\": 0.02, \"refrac\": 0.003}").nodes("p", 100, 101, 102, 100)
        .write("xp.csv", "edge_type_id delay syn_weight\n100 1.5 20\n101 2.5 1.5\n")
        .edges("xp", "x", new long[] {0, 0}, new long[] {3, 1}, new long[] {100, 101}, g -> { })
        .write("pp.csv", "edge_type_id delay syn_weight\n100 3 20\n")
        .edges("pp", "p", new long[] {2}, new long[] {0}, g -> { })
        .write("in.csv", "timestamps population node_ids\n10 x 0\n20 p 2\n")
        .inputs("""
            {"i": {"input_type": "spikes", "module": "csv", "input_file": "in.csv", "node_set": "x"},
             "j": {"input_type": "spikes", "module": "csv", "input_file": "in.csv", "node_set": {"population": "p", "node_id": 2}}}
            """);
    assertEquals(0, Cli.run("run", "--sonata", files.config()).code());
    try (var hdf = new HdfFile(directory.resolve("out/spikes.h5"))) {
      assertArrayEquals(new double[] {11.5, 12.5, 23}, (double[]) hdf.getDatasetByPath("spikes/p/timestamps").getData(), 1e-9);
      assertArrayEquals(
          new BigInteger[] {BigInteger.valueOf(3), BigInteger.ONE, BigInteger.ZERO},
          (BigInteger[]) hdf.getDatasetByPath("spikes/p/node_ids").getData());
    }
  }

  @Test
  void modelsThatAreMissingAreNamedAllAtOnce() throws Exception {
    files.write("p.csv", """
        node_type_id model_type model_template dynamics_params
        100 point_neuron nest:glif_lif_asc_psc NULL
        101 point_neuron nest:amat2_psc_exp NULL
        102 point_neuron nest:iaf_psc_exp p.json
        103 single_compartment nrn:hh NULL
        """).write("p.json", "{\"tau_syn_ex\": -1}").nodes("p", 100, 101, 102, 103)
        .reports("{\"e\": {\"cells\": \"p\", \"variable_name\": \"v\", \"module\": \"ecp\"}}")
        .inputs("{\"s\": {\"input_type\": \"voltage_clamp\", \"module\": \"SEClamp\", \"node_set\": \"p\"}}")
        .write("xp.csv", "edge_type_id delay syn_weight weight_function\n100 1.5 25 gaussianLL\n");
    String message = refusal();
    for (var part : List.of(
        "model_template 'nest:glif_lif_asc_psc': generalised leaky integrate-and-fire models (GLIF) are missing",
        "model_template 'nest:amat2_psc_exp' is not supported; of NEST's models these are: [aeif_cond_alpha, aeif_cond_exp",
        "node 2: tau_syn_ex = -1 ms is out of range", "model_type 'single_compartment' is not supported",
        "reports.e (module ecp) is not supported", "inputs.s.module = SEClamp (input_type voltage_clamp) is not supported",
        "weight_function 'gaussianLL' is not supported")) {
      assertTrue(message.contains(part), part + " in\n" + message);
    }
    assertEquals(7, message.lines().count(), message);
  }

  @Test
  void delaysOfNothingAndDelaysThatAreNotGivenAreTold() throws Exception {
    files.write("p.csv", "node_type_id model_type model_template\n100 point_neuron nest:iaf_psc_delta\n").nodes("p", 100, 100)
        .write("xp.csv", "edge_type_id delay syn_weight\n100 0 20\n101 NULL 20\n")
        .edges("xp", "x", new long[] {0, 0}, new long[] {0, 1}, new long[] {100, 101}, g -> { });
    var cli = Cli.run("run", "--sonata", files.config());
    assertEquals(0, cli.code(), cli.err());
    assertTrue(cli.out().contains("warning: SONATA edges 'xp': 1 of 2 edges have the delay 0; it is taken to be 0.1 ms"), cli.out());
    assertTrue(cli.out().contains("SONATA edges 'xp': 1 of 2 edges have no delay; it is 1.0 ms, as in NEST and NEURON"), cli.out());
    try (var hdf = new HdfFile(directory.resolve("out/spikes.h5"))) {
      assertArrayEquals(new double[] {10.1, 11}, (double[]) hdf.getDatasetByPath("spikes/p/timestamps").getData(), 1e-9);
    }
  }

  @Test
  void spikesOfUnknownNodesAreSkippedOnRequest() throws Exception {
    files.write("in.csv", "timestamps population node_ids\n10 x 0\n11 x 7\n12 x 8\n");
    assertTrue(refusal().contains("there is no node 7 in population 'x', which has 1 nodes (spike 1); --skip-unknown-nodes leaves"));
    var cli = Cli.run("run", "--sonata", files.config(), "--skip-unknown-nodes");
    assertEquals(0, cli.code(), cli.err());
    assertTrue(cli.out().contains("2 spikes of nodes that population 'x' does not have are skipped"), cli.out());
    assertEquals(2, Cli.run("run", "brunel", "--skip-unknown-nodes").code());
  }

  @Test
  void wrongCurrentsAndReportsAreRefused() throws Exception {
    String clamp = "{\"a\": {\"input_type\": \"current_clamp\", \"module\": \"IClamp\", \"node_set\": \"p\", ";
    files.inputs(clamp + "\"amp\": [1, 2], \"delay\": 5, \"duration\": 1}}");
    assertRefused("inputs.a.amp has 2 values, delay 1 and duration 1");
    files.inputs(clamp + "\"amp\": \"much\", \"delay\": 5, \"duration\": 1}}");
    assertRefused("inputs.a.amp = \"much\" is no number");
    files.inputs(clamp + "\"amp\": 1, \"delay\": -5, \"duration\": 1}}");
    assertRefused("inputs.a.delay = -5.0 ms must be 0 or above");
    files.inputs(clamp.replace("\"p\"", "\"x\"") + "\"amp\": 1, \"delay\": 5, \"duration\": 1}}");
    assertRefused("inputs.a: node_set \"x\" holds virtual nodes only");
    files.inputs("{}").reports("{\"v\": {\"cells\": \"p\", \"variable_name\": \"cai\"}}");
    assertRefused("reports.v: variable_name 'cai' is not a variable of nest:iaf_psc_alpha in SONATA population 'p'; these are: [V_m");
    files.reports("{\"v\": {\"cells\": \"p\", \"variable_name\": \"v\", \"start_time\": 60}}");
    assertRefused("reports.v: from 60.0 to 50.0 ms every 0.1 ms there is nothing to report");
    files.reports("{\"v\": {\"variable_name\": \"v\"}}");
    assertRefused("reports.v.cells is missing");
  }

  @Test
  void timesBetweenStepsAreRoundedOnRequest() throws Exception {
    files.write("xp.csv", "edge_type_id delay syn_weight\n100 1.53 25\n");
    var refused = Cli.run("run", "--sonata", files.config());
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("1.53") && refused.err().contains("--round-times"), refused.err());
    var cli = Cli.run("run", "--sonata", files.config(), "--round-times", "nearest");
    assertEquals(0, cli.code(), cli.err());
    assertTrue(cli.out().contains("moved to the grid of 0.1 ms, by at most 0.03 ms"), cli.out());
  }

  private void assertRefused(String part) throws Exception {
    String message = refusal();
    assertTrue(message.contains(part), message);
  }

  private String refusal() throws Exception {
    Path config = files.config();
    assertTrue(Files.exists(config));
    return String.valueOf(assertThrows(RanvierException.class, () -> SonataNetwork.read(config)).getMessage());
  }
}
