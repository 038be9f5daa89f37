package org.ranvier.networks.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.experiment.ScriptSettings;
import org.ranvier.networks.sweep.Sweep.Trial;
import org.ranvier.networks.sweep.SweepFiles.Ended;
import org.ranvier.simulator.RanvierException;

/** The trials of a sweep, and the table of them. */
final class SweepTest {
  private static void refused(String says, org.junit.jupiter.api.function.Executable work) {
    String message = assertThrows(RanvierException.class, work).getMessage();
    assertTrue(message.contains(says), message);
  }

  private static Sweep sweep(int seeds, String... factors) {
    return new Sweep("brunel", "", Map.of(), List.of(factors).stream().map(Factor::parse).toList(), 7, seeds);
  }

  @Test
  void valuesAndRanges() {
    assertEquals(new Factor("g", List.of("3", "4.5", "a b")), Factor.parse("g=3, 4.5,a b"));
    // a + (b - a) k / (n - 1)
    assertEquals(List.of("0.8", "0.9", "1", "1.1", "1.2"), Factor.parse("eta=0.8..1.2:5").values());
    assertEquals(List.of("9", "-1", "0", "1"), Factor.parse("x=9,-1..1:3").values());
  }

  @Test
  void whatIsNoFactor() {
    refused("a value of g is empty; write g=3,4,5", () -> Factor.parse("g="));
    refused("a value of g is empty", () -> Factor.parse("g=3,,4"));
    refused("names no setting", () -> Factor.parse("3,4"));
    refused("does not say how many values", () -> Factor.parse("g=1..2"));
    refused("'1..b:3' is no range of plain numbers", () -> Factor.parse("g=1..b:3"));
    refused("2 to 100,000 values, not 1", () -> Factor.parse("g=1..2:1"));
    refused("has the value 3 twice; --seeds N", () -> Factor.parse("g=3,3"));
    refused("--vary g=… is given twice", () -> sweep(1, "g=1", "g=2"));
    refused("seeds are varied with --seeds N", () -> sweep(1, "seed=1,2"));
    refused("at most 1,000,000", () -> sweep(11, "a=1..2:1000", "b=1..2:100"));
    refused("g is both varied and set to 3", () -> new Sweep("brunel", "", Map.of("g", "3"), List.of(Factor.parse("g=1,2")), 1, 1));
  }

  @Test
  void everyCombinationWithEverySeedOnce() {
    Sweep sweep = sweep(2, "g=3,4,5", "duration=10,20");
    assertEquals(3 * 2 * 2, sweep.size());
    assertEquals(12, new HashSet<>(sweep.trials().stream().map(Trial::toString).toList()).size());
    assertEquals(new Trial(1, Map.of("g", "3", "duration", "10"), 7), sweep.trial(1));
    assertEquals(new Trial(2, Map.of("g", "3", "duration", "20"), 7), sweep.trial(2));
    assertEquals(new Trial(12, Map.of("g", "5", "duration", "20"), 8), sweep.trial(12));
    assertEquals(sweep.trials(), sweep(3, "g=3,4,5", "duration=10,20").trials().subList(0, 12)); // more seeds come at the end
    assertEquals(List.of("run", "brunel", "--set", "g=3", "--duration", "20", "--seed", "7", "--no-plot"), sweep.arguments(sweep.trial(2)));
    refused("trials 1 to 12: --array=1-12", () -> sweep.trial(13));
    refused("trials 1 to 12", () -> sweep.trial(0));
  }

  @Test
  void numbersOfStatistics() {
    var json = JsonParser.parseString("""
        {"recorded_ms": 5, "populations": [{"population": "E", "spikes": 3, "rate_hz": {"mean": 2.5}, "synchrony": null}],
         "conditions": [{"condition": "full", "accuracy": {"median": 0.5}}], "run": {"wall_s": 1, "notes": {"reward": 4}}}
        """).getAsJsonObject();
    Map<String, Double> numbers = SweepTable.numbers(json);
    assertEquals(Map.of("E.spikes", 3.0, "E.rate_hz.mean", 2.5, "E.synchrony", Double.NaN, "full.accuracy.median", 0.5, "reward", 4.0), numbers);
  }

  @Test
  void table() {
    Sweep sweep = sweep(1, "g=3,\"a\"");
    var rows = List.of(
        new SweepTable.Row(sweep.trial(1), new Ended(1, "complete", 1.5, ""), Map.of("E.rate_hz.mean", 2.0)),
        new SweepTable.Row(sweep.trial(2), new Ended(2, "failed", 0.5, "exit code 1"), Map.of()));
    var table = new SweepTable(sweep, rows, List.of("E.rate_hz.mean"));
    assertEquals("trial,g,seed,status,wall_s,E.rate_hz.mean\n1,3,7,complete,1.5,2.0\n2,\"\"\"a\"\"\",7,failed,0.5,\n", table.csv());
  }

  @Test
  void tableAsHdf5(@TempDir Path temp) throws IOException {
    Sweep sweep = sweep(1, "g=3,4e-1", "mode=fast,2");
    var rows = new ArrayList<SweepTable.Row>();
    for (Trial t : sweep.trials()) {
      boolean complete = t.number() != 3;
      rows.add(new SweepTable.Row(
          t, new Ended(t.number(), complete ? "complete" : "failed", 0.5 * t.number(), ""), complete ? Map.of("a/b.mean", 10.0 * t.number()) : Map.of()));
    }
    var files = new SweepFiles(temp);
    new SweepTable(sweep, rows, List.of("a/b.mean")).write(files);
    try (var hdf = new HdfFile(files.hdf())) {
      assertArrayEquals(new int[] {1, 2, 3, 4}, (int[]) hdf.getDatasetByPath("trial").getData());
      assertArrayEquals(new long[] {7, 7, 7, 7}, (long[]) hdf.getDatasetByPath("seed").getData());
      assertArrayEquals(new String[] {"complete", "complete", "failed", "complete"}, (String[]) hdf.getDatasetByPath("status").getData());
      assertArrayEquals(new double[] {0.5, 1, 1.5, 2}, (double[]) hdf.getDatasetByPath("wall").getData());
      assertArrayEquals(new double[] {3, 3, 0.4, 0.4}, (double[]) hdf.getDatasetByPath("factors/g").getData());
      assertArrayEquals(new String[] {"fast", "2", "fast", "2"}, (String[]) hdf.getDatasetByPath("factors/mode").getData());
      assertArrayEquals(new double[] {10, 20, Double.NaN, 40}, (double[]) hdf.getDatasetByPath("measures/a|b.mean").getData());
    }
  }

  @Test
  void settingsOfScripts() {
    var settings = ScriptSettings.of("--set", "g=4", "--duration", "2s", "--set=mode=fast");
    assertEquals(4, settings.number("g", 5));
    assertEquals(2, settings.number("eta", 2));
    refused("the script has no setting 'mode'", settings::rest);
    assertEquals("fast", settings.text("mode", "slow"));
    assertArrayEquals(new String[] {"--duration", "2s"}, settings.rest());
    refused("g = 'x' is no number", () -> ScriptSettings.of("--set", "g=x").number("g", 5));
    refused("given twice", () -> ScriptSettings.of("--set", "g=1", "--set", "g=2"));
    refused("is no setting", () -> ScriptSettings.of("--set"));
  }
}
