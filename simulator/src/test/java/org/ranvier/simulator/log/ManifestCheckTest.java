package org.ranvier.simulator.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.PopulationRange;

/** A manifest is checked whole before anything is read: whoever wrote it need not have been this library. */
class ManifestCheckTest {
  private static final Path LOG = Path.of("log");
  private static final String RIGHT = ManifestJson.write(Logs.manifest());

  @TempDir Path parent;

  private static String refusal(String json) {
    return assertThrows(RanvierException.class, () -> ManifestJson.read(json, LOG), json).getMessage();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      "size":80               | "size":-80              | population 'E': -80 neurons from id 0 on
      "size":80               | "size":2147483647       | population 'E': 2147483647 neurons from id 0 on; ids are from 0 to 2^30 - 1
      "size":80               | "size":81               | populations 'E' and 'I' share neurons from id 80
      "size":80               | "size":1e300            | manifest cannot be read
      "size":80               | "size":4294967376       | manifest cannot be read
      "size":80               | "size":80.5             | manifest cannot be read
      "seed":42               | "seed":36893488147419103274 | manifest cannot be read
      "size":20               | "size":2147483600       | population 'I': 2147483600 neurons from id 80 on
      "firstId":0             | "firstId":-1            | population 'E': 80 neurons from id -1 on
      "firstId":80            | "firstId":0             | populations 'E' and 'I' share neurons from id 0
      "firstId":80            | "firstId":2147483640    | population 'I': 20 neurons from id 2147483640 on
      "name":"I"              | "name":"E"              | population 'E' is there twice
      "name":"I"              | "name":"a\\nb,c\\r"     | population 'a\\u000ab,c\\u000d' has the character U+000A, which breaks a line
      "name":"I"              | "name":"a\\u2028b"      | population 'a\\u2028b' has the character U+2028
      "name":"I"              | "name":"\\ud800"        | has the character U+D800
      "name":"I"              | "name":"\\u001b[2J"     | population '\\u001b[2J' has the character U+001B
      "name":"I"              | "name":""               | population '' is empty
      "name":"I"              | "nam":"I"               | a population has no name or no model
      "model":"iaf_psc_exp"   | "model":"\\u0000"       | model '\\u0000' has the character U+0000
      "resolutionMs":0.1      | "resolutionMs":1e-300   | resolution 1.0E-300 ms must be from
      "resolutionMs":0.1      | "resolutionMs":-0.1     | resolution -0.1 ms must be from
      "resolutionMs":0.1      | "resolutionMs":1e9      | resolution 1.0E9 ms must be from
      "resolutionMs":0.1      | "resolutionMs":"NaN"    | resolution NaN ms must be from
      "resolutionMs":0.1      | "resolutionMs":0.3      | a block of 10 steps of 0.3 ms does not last 1.0 ms, as it says: the resolution is that of another log
      "resolutionMs":0.1,     |                         | resolution 0.0 ms must be from
      "firstStep":1           | "firstStep":-5          | first step -5 must be from 0
      "firstStep":1           | "firstStep":9223372036854775807 | first step 9223372036854775807 must be
      "blockSteps":10         | "blockSteps":0          | block of 0 steps must have at least 1
      "blockSteps":10         | "blockSteps":-10        | block of -10 steps
      "descriptionDigest":"abc" | "descriptionDigest":null | the description digest is missing
      "formatVersion":2       | "formatVersion":0       | format version 0
      "formatVersion":2       | "formatVersion":-1      | format version -1
      "populations":[         | "populations":[null,    | manifest cannot be read
      "populations":[         | "population":[          | manifest cannot be read
      """)
  void whatCannotBeRightIsNamed(String from, String to, String message) {
    assertTrue(RIGHT.contains(from), RIGHT);
    String wrong = RIGHT.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to == null ? "" : to));
    String told = refusal(wrong);
    assertTrue(told.contains(message), () -> "'" + message + "' is not in: " + told);
    assertTrue(told.chars().noneMatch(Character::isISOControl), told);
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    String told = refusal(RIGHT.replace("\"firstStep\":1", "\"firstStep\":-1").replace("\"size\":20", "\"size\":-20"));
    assertTrue(told.contains("first step -1") && told.contains("population 'I': -20 neurons"), told);
  }

  @Test
  void namesOfEveryAlphabetMayBeUsed() {
    var populations =
        List.of(
            new PopulationRange("L2/3, \"e\" (Schicht ½)", "iaf_psc_exp", 40, 10),
            new PopulationRange("神経 🧠", "", 0, 30),
            new PopulationRange("none", "iaf_psc_exp", 30, 0));
    var manifest = SpikeLogManifest.of(populations, 0.025, -1, 0, 100, "");
    assertEquals(manifest, ManifestJson.read(ManifestJson.write(manifest), LOG));
  }

  @Test
  void aLogIsNotBegunWithAManifestThatCouldNotBeRead() {
    Path directory = parent.resolve("log");
    var manifest = SpikeLogManifest.of(List.of(new PopulationRange("a\nb", "iaf_psc_exp", 0, 1)), 0.1, 1, 1, 10, "");
    var e = assertThrows(RanvierException.class, () -> SpikeLogWriter.create(directory, manifest));
    assertTrue(e.getMessage().contains("spike log " + directory) && e.getMessage().contains("U+000A"), e.getMessage());
    assertFalse(Files.exists(directory));
  }

  @Test
  void whatIsNoJsonIsShownShort() {
    String told = refusal("x".repeat(100_000));
    assertTrue(told.length() < 400 && told.contains("cannot be read"), told);
    assertTrue(refusal("[".repeat(100_000)).length() < 400);
    assertTrue(refusal("{\"format\":\"\u001b[31m\"}").contains("'\\u001b[31m'"));
  }
}
