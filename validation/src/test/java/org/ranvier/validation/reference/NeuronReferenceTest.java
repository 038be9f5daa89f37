package org.ranvier.validation.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ranvier.simulator.RanvierException;

final class NeuronReferenceTest {
  @TempDir Path directory;

  static List<ReferenceCase> bundled() {
    return ReferenceCase.bundled();
  }

  @ParameterizedTest
  @MethodSource("bundled")
  void neuronsDoAsInNest(ReferenceCase reference) {
    doesAsInNest(reference, NeuronReference.compare(reference));
    doesAsInNest(reference, NeuronReference.compare(reference, false));
  }

  private static void doesAsInNest(ReferenceCase reference, ReferenceResult result) {
    boolean exact = NeuronReference.isExact(reference);
    assertTrue(exact ? result.within(ReferenceResult.EXACT_TOLERANCE) : result.isNear(), result.toString());
    assertEquals(4990, result.samples());
    assertTrue(result.spikes() >= 2);
  }

  @Test
  void everyFileIsInTheIndex() throws IOException {
    var url = ReferenceCase.class.getResource("/reference/neurons/index.txt");
    try (var files = Files.list(Path.of(url.getPath()).getParent())) {
      assertEquals(files.filter(f -> f.toString().endsWith(".json")).count(), bundled().size());
    }
  }

  @Test
  void aFileOrADirectoryGivesItsCases() throws IOException {
    Path file = write("b.json", c -> {});
    write("a.json", c -> c.addProperty("case", "first"));
    Files.writeString(directory.resolve("notes.txt"), "no case");
    assertEquals(List.of("iaf_psc_exp-02"), ReferenceCase.load(file).stream().map(ReferenceCase::name).toList());
    assertEquals(List.of("first", "iaf_psc_exp-02"), ReferenceCase.load(directory).stream().map(ReferenceCase::name).toList());
    assertTrue(NeuronReference.compare(ReferenceCase.load(file).getFirst()).within(ReferenceResult.EXACT_TOLERANCE));
  }

  /** A comparison that cannot fail proves nothing. */
  @Test
  void aDifferenceIsSeenAndSaid() throws IOException {
    ReferenceResult slower = compare(c -> c.getAsJsonObject("parameters").addProperty("tau_m", 20.001));
    assertFalse(slower.within(ReferenceResult.EXACT_TOLERANCE));
    assertTrue(slower.largestDifference() > 1e-6);
    ReferenceResult missing = compare(c -> c.getAsJsonArray("spike_times_ms").remove(15));
    assertFalse(missing.within(1));
    assertEquals("spike 16 should be absent and is at 420.0 ms", missing.firstSpikeDifference());
    ReferenceResult more = compare(c -> c.getAsJsonArray("spike_times_ms").add(450));
    assertEquals("spike 17 should be at 450.0 ms and is absent", more.firstSpikeDifference());
    ReferenceResult late =
        compare(c -> c.getAsJsonArray("current_steps").get(0).getAsJsonObject().addProperty("connection_delay_ms", 1.1));
    assertFalse(late.within(ReferenceResult.EXACT_TOLERANCE));
  }

  @Test
  void aCaseMayHaveNoInputsAndNoCurrents() throws IOException {
    ReferenceResult result = compare(c -> {
      c.remove("inputs");
      c.remove("current_steps");
    });
    assertEquals("spike 1 should be at 55.7 ms and is absent", result.firstSpikeDifference());
  }

  @Test
  void whatIsNoCaseIsRefused() throws IOException {
    refused("there is no reference case", directory.resolve("none.json"));
    refused("holds no reference case", Files.createDirectory(directory.resolve("empty")));
    refused("not a reference case", Files.writeString(directory.resolve("list.json"), "[1, 2"));
    refused("missing", Files.writeString(directory.resolve("part.json"), "{\"model\": \"iaf_psc_exp\"}"));
    refused("4990 times and 4989 values", write("short.json", c -> c.getAsJsonArray("V_m").remove(0)));
    unusable("'iaf_psc_exp'", c -> c.addProperty("model", "iaf_psc_epx"));
    unusable("'tau_m'", c -> c.getAsJsonObject("parameters").addProperty("tau_mm", 1));
    unusable("outside the 100 ms", c -> c.addProperty("duration_ms", 100));
  }

  private static void refused(String why, Path path) {
    String message = assertThrows(RanvierException.class, () -> ReferenceCase.load(path)).getMessage();
    assertTrue(message.contains(why) && message.contains(path.getFileName().toString()), message);
  }

  private void unusable(String why, Consumer<JsonObject> change) {
    String message = assertThrows(RanvierException.class, () -> compare(change)).getMessage();
    assertTrue(message.contains(why), message);
  }

  private ReferenceResult compare(Consumer<JsonObject> change) throws IOException {
    return NeuronReference.compare(ReferenceCase.load(write("changed.json", change)).getFirst());
  }

  private Path write(String name, Consumer<JsonObject> change) throws IOException {
    try (var in = ReferenceCase.class.getResourceAsStream("/reference/neurons/iaf_psc_exp-02.json")) {
      JsonObject json = JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8)).getAsJsonObject();
      change.accept(json);
      return Files.writeString(directory.resolve(name), new Gson().toJson(json));
    }
  }
}
