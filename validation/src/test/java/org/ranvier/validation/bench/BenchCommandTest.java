package org.ranvier.validation.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.validation.Printed;

/** That every benchmark ends with figures, at a size at which they mean nothing, and that it takes no option that it would ignore. */
final class BenchCommandTest {
  @TempDir Path temp;

  private static List<JsonObject> measured(String arguments) {
    Printed printed = Printed.by("bench " + arguments + " --json");
    assertEquals(0, printed.code(), printed.err());
    return printed.out().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "coba --scale 0.1 --warmup 10 --duration 20 --no-log",
    "hpc --scale 0.01 --warmup 200 --duration 200",
    "dopamine --warmup 10 --duration 20",
    "rewiring --scale 0.1 --warmup 0 --duration 100",
    "dopamine --exact --warmup 10 --duration 20",
    "cells --duration 0.5 --threads 1",
    "rallpack3 --duration 1",
  })
  void benchmarksEndWithFigures(String arguments) {
    JsonObject report = measured(arguments).getFirst();
    assertEquals(arguments.split(" ")[0], report.get("benchmark").getAsString());
    assertTrue(report.has("real_time_factor") || report.has("seconds") || report.has("slowdown"), report.toString());
    assertFalse(report.toString().matches(".*(NaN|Infinity).*"), report.toString());
  }

  @Test
  void theSameNetworkIsMeasuredForAnyNumberOfThreads() {
    String one = measured("brunel --scale 0.05 --warmup 20 --duration 50 --threads 1").getFirst().get("spikes_sha256").getAsString();
    String three = measured("brunel --scale 0.05 --warmup 20 --duration 50 --threads 3").getFirst().get("spikes_sha256").getAsString();
    assertEquals(one, three);
  }

  @Test
  void theCostOfSparseFiringIsMeasuredAndDrawn() {
    Path picture = temp.resolve("cost.png");
    List<JsonObject> reports = measured("sparse --scale 0.001 --rates 0.1,1 --duration 300 --plot " + picture);
    assertEquals(List.of(0.1, 1.0), reports.stream().map(r -> r.get("rate_hz").getAsDouble()).toList());
    assertTrue(Files.exists(picture));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "cobba | no benchmark 'cobba'; did you mean 'coba'",
    "dopamin | did you mean 'dopamine'",
    "cells --seed 3 | 'bench cells' has no --seed; it takes --duration, --json, --threads",
    "rallpack3 --scale 2 | 'bench rallpack3' has no --scale",
    "dopamine --set scale=2 | 'bench dopamine' has no --set",
    "coba --exact --seed 3 | 'bench coba' has no --exact; it takes --duration, --json, --no-log, --scale, --seed, --set, --threads, --warmup",
    "coba --rates 1 | 'bench coba' has no --rates",
    "sparse --warmup 100 | 'bench sparse' has no --warmup",
    "hpc --no-log | 'bench hpc' has no --no-log",
    "brunel --exact --no-log | 'bench brunel' has no --no-log",
    "brunel --scale 1 --set scale=2 | give one of them",
    "sparse --rates 0 | give rates above 0 Hz",
    "sparse --rates x | 'x' is not a double",
    "cells --duration -1 | --duration",
    "coba --duration 0 | --duration 0 leaves nothing to measure",
    "coba --threads 0 | threads 0 must be between 1 and 1024",
    "dopamine --duration abc | --duration: 'abc' is not a time",
  })
  void whatCannotBeMeasuredIsRefusedByName(String arguments, String message) {
    Printed printed = Printed.by("bench " + arguments);
    assertNotEquals(0, printed.code());
    assertTrue(printed.err().contains(message), printed.err());
    assertFalse(printed.err().contains("\tat "), printed.err());
  }
}
