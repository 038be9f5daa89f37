package org.ranvier.networks.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.simulator.RanvierException;

class StatisticsTableTest {
  private static final PublishedActivity PUBLISHED =
      new PublishedActivity(Map.of("L2/3E", 0.90, "L5I", 8.63), "Potjans & Diesmann 2014");

  private static final List<PopulationStatistics> STATISTICS =
      List.of(
          population("L2/3E", 20_683, new Moments(0.911, 0.954, 20_683), new Moments(0.7249, 0.281, 3_120), 1.638),
          population("L5I", 1_065, new Moments(8.6, 5.02, 1_065), new Moments(0.81, 0.1, 1_001), 1.2),
          population("reader", 1, new Moments(0, Double.NaN, 1), new Moments(Double.NaN, Double.NaN, 0), Double.NaN));

  private static PopulationStatistics population(String name, int neurons, Moments rate, Moments cv, double synchrony) {
    return new PopulationStatistics(name, neurons, 42, 1000, rate, cv, synchrony, Math.min(1000, neurons), 0.5);
  }

  @Test
  void alignsNumbersAndMarksWhatIsMissing() {
    assertEquals(
        """
        population  neurons  rate (spikes/s)    CV of ISI  synchrony  published  difference
        L2/3E        20,683      0.91 ± 0.95  0.72 ± 0.28       1.64       0.90       +0.01
        L5I           1,065      8.60 ± 5.02  0.81 ± 0.10       1.20       8.63       -0.03
        reader            1         0.00 ± –            –          –          –           –
        Mean ± s.d. over neurons, 1000 ms recorded.
        CV: over neurons with 3 spikes or more (fewest: 0 of 1 in reader).
        Synchrony: variance/mean of the spike count in 3 ms, up to 1,000 neurons.
        Published: Potjans & Diesmann 2014.
        """,
        StatisticsTable.of(STATISTICS, PUBLISHED));
  }

  @Test
  void leavesThePublishedColumnsOutWithoutPublishedValues() {
    var table = StatisticsTable.of(STATISTICS);
    assertEquals("population  neurons  rate (spikes/s)    CV of ISI  synchrony", table.lines().findFirst().orElseThrow());
    assertTrue(!table.contains("ublished"), table);
  }

  @Test
  void theMicrocircuitFitsAHundredColumns() {
    var statistics = new ArrayList<PopulationStatistics>();
    for (var name : List.of("L2/3E", "L2/3I", "L4E", "L4I", "L5E", "L5I", "L6E", "L6I")) {
      statistics.add(population(name, 21_915, new Moments(188.88, 111.11, 21_915), new Moments(0.7, 0.28, 21_915), 123.456));
    }
    var table = StatisticsTable.of(statistics, PUBLISHED);
    assertEquals(13, table.lines().count());
    assertTrue(table.lines().allMatch(line -> line.length() <= 100), table);
  }

  @Test
  void anEmptyTableIsItsHeader() {
    assertTrue(StatisticsTable.of(List.of()).startsWith("population  neurons"));
  }

  @Test
  void theFileHoldsTheSameValuesUnrounded(@TempDir Path directory) throws Exception {
    var file = directory.resolve("statistics.json");
    StatisticsFile.write(file, STATISTICS, Optional.of(PUBLISHED));
    var json = JsonParser.parseString(Files.readString(file, StandardCharsets.UTF_8)).getAsJsonObject();
    assertEquals("Potjans & Diesmann 2014", json.get("published_source").getAsString());
    var first = json.getAsJsonArray("populations").get(0).getAsJsonObject();
    assertEquals("L2/3E", first.get("population").getAsString());
    assertEquals(0.954, first.getAsJsonObject("rate_hz").get("sd").getAsDouble());
    assertEquals(3120, first.getAsJsonObject("cv_isi").get("neurons").getAsInt());
    assertEquals(1.638, first.get("synchrony").getAsDouble());
    assertEquals(0.9, first.get("published_rate_hz").getAsDouble());
    assertEquals(0.011, first.get("rate_difference_hz").getAsDouble(), 1e-12);
    var last = json.getAsJsonArray("populations").get(2).getAsJsonObject();
    assertTrue(last.get("synchrony").isJsonNull());
    assertTrue(last.get("published_rate_hz").isJsonNull());
  }

  @Test
  void namesAFileThatCannotBeWritten(@TempDir Path directory) {
    var file = directory.resolve("absent").resolve("statistics.json");
    var refusal = assertThrows(RanvierException.class, () -> StatisticsFile.write(file, STATISTICS, Optional.empty()));
    assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
  }
}
