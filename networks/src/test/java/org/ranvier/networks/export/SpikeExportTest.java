package org.ranvier.networks.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.log.SpikeLogManifest;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.log.SpikeLogWriter;
import org.ranvier.simulator.recording.PopulationRange;
import org.ranvier.simulator.recording.SpikeBlock;
import org.ranvier.simulator.recording.SpikeTrains;

class SpikeExportTest {
  private static final List<PopulationRange> POPULATIONS =
      List.of(
          new PopulationRange("L2/3, \"e\"", "iaf_psc_exp", 40, 10),
          new PopulationRange("E", "iaf_psc_exp", 0, 30),
          new PopulationRange("silent", "iaf_psc_exp", 30, 10));
  private static final List<PopulationRange> HDF_POPULATIONS =
      List.of(new PopulationRange("L23E", "iaf_psc_exp", 40, 10), POPULATIONS.get(1), POPULATIONS.get(2));

  @TempDir Path directory;

  private static SpikeTrains spikes(List<PopulationRange> populations) {
    return new SpikeTrains(populations, 0.1, 0, 12_345, new long[] {1, 3, 3, 7, 12_345}, new int[] {0, 2, 41, 29, 49});
  }

  /** A log of the same spikes that has no end, as a killed run leaves it. */
  private SpikeLogReader unfinishedLog(List<PopulationRange> populations) {
    Path log = directory.resolve("log");
    SpikeTrains spikes = spikes(populations);
    var block = new SpikeBlock();
    try (var writer = SpikeLogWriter.create(log, SpikeLogManifest.of(populations, 0.1, 1, 1, 5, ""))) {
      int next = 0;
      for (long first = 1; first <= spikes.toStep(); first += 5) {
        block.reset(first);
        for (long s = first; s < first + 5; s++) {
          while (next < spikes.size() && spikes.steps()[next] == s) {
            block.add(spikes.ids()[next++]);
          }
          block.endStep();
        }
        writer.accept(block);
      }
    }
    return SpikeLogReader.open(log);
  }

  private static final String CSV =
      """
      time_ms,population,neuron
      0.1,E,0
      0.3,E,2
      0.3,"L2/3, ""e""\",1
      0.7,E,29
      1234.5,"L2/3, ""e""\",9
      """;

  @Test
  void csvHasExactTimesAndIndicesInThePopulation() throws IOException {
    Path file = directory.resolve("new/spikes.csv");
    SpikeExport.toCsv(spikes(POPULATIONS), file, false);
    assertEquals(CSV, Files.readString(file));
  }

  @Test
  void anUnfinishedLogIsExportedAsItStands() throws IOException {
    Path file = directory.resolve("spikes.csv");
    SpikeExport.toCsv(unfinishedLog(POPULATIONS), file, false);
    assertEquals(CSV, Files.readString(file));
  }

  @Test
  void sonataFileIsAsTheGuideSays() {
    Path file = directory.resolve("spikes.h5");
    SpikeExport.toSonata(unfinishedLog(HDF_POPULATIONS), file, false);
    assertSonata(file);
    SpikeExport.toSonata(spikes(HDF_POPULATIONS), file, true);
    assertSonata(file);
  }

  private static void assertSonata(Path file) {
    try (var hdf = new HdfFile(file)) {
      assertEquals(0x0A7AL, ((Number) hdf.getAttribute("magic").getData()).longValue());
      assertArrayEquals(new long[] {0, 1}, (long[]) hdf.getAttribute("version").getData());
      assertEquals(Set.of("spikes"), hdf.getChildren().keySet());
      var spikes = (Group) hdf.getByPath("/spikes");
      assertEquals(Set.of("E", "L23E"), spikes.getChildren().keySet());
      var sorting = spikes.getChild("E").getAttribute("sorting");
      assertEquals(Map.of(0, "none", 1, "by_id", 2, "by_time"), ((EnumDataType) sorting.getDataType()).getEnumMapping());
      assertEquals("by_time", sorting.getData());
      assertEquals("ms", hdf.getDatasetByPath("/spikes/E/timestamps").getAttribute("units").getData());
      assertArrayEquals(new double[] {0.1, 0.3, 0.7}, (double[]) hdf.getDatasetByPath("/spikes/E/timestamps").getData());
      assertArrayEquals(new double[] {0.3, 1234.5}, (double[]) hdf.getDatasetByPath("/spikes/L23E/timestamps").getData());
      var ids = hdf.getDatasetByPath("/spikes/L23E/node_ids");
      assertArrayEquals(new BigInteger[] {BigInteger.ONE, BigInteger.valueOf(9)}, (BigInteger[]) ids.getData());
      assertEquals(8, ids.getDataType().getSize());
      assertFalse(((FixedPoint) ids.getDataType()).isSigned());
    }
  }

  @Test
  void noSpikesStillMakeAFile() throws IOException {
    var none = new SpikeTrains(HDF_POPULATIONS, 0.1, 0, 100, new long[0], new int[0]);
    SpikeExport.toSonata(none, directory.resolve("none.h5"), false);
    try (var hdf = new HdfFile(directory.resolve("none.h5"))) {
      assertTrue(((Group) hdf.getByPath("/spikes")).getChildren().isEmpty());
    }
    SpikeExport.toCsv(none, directory.resolve("none.csv"), false);
    assertEquals("time_ms,population,neuron\n", Files.readString(directory.resolve("none.csv")));
  }

  private static void assertRefusal(Runnable action, String... parts) {
    var e = assertThrows(RanvierException.class, action::run);
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), () -> "'" + part + "' is not in: " + e.getMessage());
    }
  }

  @Test
  void aFileThatExistsIsKeptUnlessToldOtherwise() throws IOException {
    Path file = Files.writeString(directory.resolve("spikes.csv"), "mine");
    assertRefusal(() -> SpikeExport.toCsv(spikes(POPULATIONS), file, false), file.toString(), "exists", "allow overwriting");
    assertRefusal(() -> SpikeExport.toSonata(spikes(HDF_POPULATIONS), file, false), file.toString(), "exists");
    assertRefusal(() -> SpikeExport.toCsv(spikes(POPULATIONS), directory, true), "is a directory");
    assertEquals("mine", Files.readString(file));
    SpikeExport.toCsv(spikes(POPULATIONS), file, true);
    assertEquals(CSV, Files.readString(file));
  }

  @Test
  void anExportThatFailsLeavesNoFile() throws IOException {
    var stray = new SpikeTrains(POPULATIONS, 0.1, 0, 10, new long[] {1, 2}, new int[] {0, 50});
    Path file = directory.resolve("spikes.csv");
    assertRefusal(() -> SpikeExport.toCsv(stray, file, false), "neuron 50", "none of the recorded populations");
    var strayHdf = new SpikeTrains(HDF_POPULATIONS, 0.1, 0, 10, stray.steps(), stray.ids());
    assertRefusal(() -> SpikeExport.toSonata(strayHdf, file, false), "neuron 50");
    var alike = List.of(new PopulationRange("L2/3", "iaf", 0, 10), new PopulationRange("L23", "iaf", 10, 10));
    var twice = new SpikeTrains(alike, 0.1, 0, 10, new long[] {1, 2}, new int[] {0, 11});
    assertRefusal(() -> SpikeExport.toSonata(twice, file, false), "'L23'", "taken", "CSV");
    try (var files = Files.list(directory)) {
      assertEquals(List.of(), files.toList());
    }
  }
}
