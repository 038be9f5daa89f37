package org.ranvier.networks.sonata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.cli.Cli;
import org.ranvier.simulator.RanvierException;

/** What a configuration of unknown origin must not do. */
class SonataSafetyTest {
  @TempDir private Path directory;

  private Path inside;
  private SmallFiles files;

  @BeforeEach
  void write() throws Exception {
    inside = Files.createDirectory(directory.resolve("inside"));
    files = new SmallFiles(inside);
  }

  @Test
  void nothingIsWrittenOutside() throws Exception {
    Path victim = Files.writeString(directory.resolve("precious.txt"), "mine");
    for (var output : new String[] {
      "\"output_dir\": \"out\", \"log_file\": \"../precious.txt\"", "\"output_dir\": \"..\"",
      "\"output_dir\": \"out\", \"spikes_file\": \"" + victim + "\"",
      "\"output_dir\": \"out\", \"spikes_file_csv\": \"out/../../precious.txt\""
    }) {
      var cli = Cli.run("run", "--sonata", files.output(output).config(), "--overwrite");
      assertEquals(1, cli.code(), output);
      assertTrue(cli.err().contains("is not below " + inside + ", the folder of the configuration"), cli.err());
    }
    files.output("\"output_dir\": \"out\"").reports("{\"v\": {\"cells\": \"p\", \"variable_name\": \"v\", \"file_name\": \"../../v.h5\"}}");
    assertEquals(1, Cli.run("run", "--sonata", files.config()).code());
    assertFalse(Files.exists(directory.resolve("v.h5")));
    files.reports("{}");
    Files.createSymbolicLink(inside.resolve("link"), directory);
    assertEquals(1, Cli.run("run", "--sonata", files.output("\"output_dir\": \"link\"").config()).code());
    assertEquals("mine", Files.readString(victim));
    assertFalse(Files.exists(directory.resolve("spikes.h5")));
  }

  @Test
  void theUserMayChooseAnyDirectory() throws Exception {
    var cli = Cli.run("run", "--sonata", files.output("\"output_dir\": \"../test/output\"").config(), "--out", directory.resolve("o"));
    assertEquals(0, cli.code(), cli.err());
    assertTrue(Files.exists(directory.resolve("o/spikes.h5")));
  }

  @Test
  void whatIsReadIsNotOverwritten() throws Exception {
    for (var file : new String[] {"config.json", "p.h5", "p.csv", "xp.h5", "p.json", "s.json", "in.csv"}) {
      byte[] before = Files.readAllBytes(inside.resolve(file.equals("config.json") ? "p.csv" : file));
      var cli = Cli.run(
          "run", "--sonata", files.output("\"output_dir\": \"out\", \"log_file\": \"./" + file + "\"").config(), "--overwrite");
      assertEquals(1, cli.code(), file + cli.out());
      assertTrue(cli.err().contains(file + " is read by the run"), cli.err());
      Assertions.assertArrayEquals(before, Files.readAllBytes(inside.resolve(file.equals("config.json") ? "p.csv" : file)));
    }
    Files.createLink(inside.resolve("hard.h5"), inside.resolve("p.h5"));
    var cli = Cli.run("run", "--sonata", files.output("\"output_dir\": \".\", \"spikes_file\": \"hard.h5\"").config(), "--overwrite");
    assertTrue(cli.err().contains("is read by the run"), cli.err());
  }

  @Test
  void filesAreReplacedOnlyIfTheUserSaysSo() throws Exception {
    files.run("\"tstop\": 50, \"overwrite_output_dir\": true").output("\"output_dir\": \"out\", \"overwrite_output_dir\": true");
    assertEquals(0, Cli.run("run", "--sonata", files.config()).code());
    var second = Cli.run("run", "--sonata", files.config());
    assertEquals(1, second.code());
    assertTrue(second.err().contains("spikes.h5 exists, and only the user may say that it is to be replaced"), second.err());
    assertEquals(0, Cli.run("run", "--sonata", files.config(), "--overwrite").code());
  }

  @Test
  void outputsAreCheckedBeforeTheRun() throws Exception {
    Files.writeString(inside.resolve("file"), "");
    var cli = Cli.run("run", "--sonata", files.output("\"output_dir\": \"file/deep\"").config());
    assertEquals(1, cli.code());
    assertTrue(cli.err().contains("cannot be written: ") && !cli.out().contains("built in"), cli.err() + cli.out());
    cli = Cli.run("run", "--sonata", files.output("\"output_dir\": \"out\", \"log_file\": \"spikes.h5\"").config());
    assertTrue(cli.err().contains("would be written twice"), cli.err());
  }

  @Test
  void whatIsRepeatedHasNoControlCharacters() throws Exception {
    files.inputs("{\"a\\u001b[2Jb\\nc\": {\"input_type\": \"spikes\", \"module\": \"csv\", \"input_file\": \"in.csv\", \"node_set\": \"x\\u0007\"}}");
    String message = refusal();
    assertTrue(message.contains("inputs.a\\u001b[2Jb\\u000ac: there is no node set or population 'x\\u0007'"), message);
    Files.writeString(inside.resolve("config.json"), Files.readString(files.inputs("{}").config()).replace("\"run\"", "\"m\\u001bpi\": 1, \"run\""));
    var notes = SonataNetwork.read(inside.resolve("config.json")).notes();
    assertTrue(notes.getFirst().endsWith("config.json: m\\u001bpi is not SONATA's and is passed over"), notes.toString());
  }

  @Test
  void strangeConfigurationsAreRefused() throws Exception {
    files.inputs("{\"i\": {\"input_type\": \"spikes\", \"module\": \"csv\", \"input_file\": \"in.csv\", \"node_set\": null}}");
    assertRefused("inputs.i.node_set is missing: which virtual neurons fire these spikes?");
    files.inputs("{\"i\": {\"input_type\": \"spikes\", \"module\": \"csv\", \"input_file\": \"in.csv\", \"node_set\": [null]}}");
    assertRefused("node_set null is neither a name nor a list of names nor rules");
    files.inputs("{\"i\": {\"input_type\": \"spikes\", \"module\": \"csv\", \"input_file\": \"a\\u0000b\", \"node_set\": \"x\"}}");
    assertRefused("inputs.i.input_file = 'a\\u0000b' cannot be a path: Nul character not allowed");
    files.inputs("{\"i\": {\"input_type\": \"spikes\", \"module\": \"csv\", \"input_file\": \"in.csv\", \"node_set\": "
        + "[".repeat(100_000) + "]".repeat(100_000) + "}}");
    assertRefused("lists and objects are nested deeper than 100");
  }

  @Test
  void manifestsAndNodeSetsThatGrowHaveLimits() throws Exception {
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
      assertManifestRefused(20_000, "", "manifest variables use each other more than 64 deep");
      assertManifestRefused(60, "$V%1$d$V%1$d", "is longer than 65536 characters");
      var sets = new StringBuilder("{\"s0\": {\"population\": \"x\"}");
      for (int k = 1; k <= 90; k++) {
        sets.append(String.format(java.util.Locale.ROOT, ", \"s%d\": [\"s%d\", \"s%d\"]", k, k - 1, k - 1));
      }
      files.write("sets.json", sets + "}").run("\"tstop\": 50, \"dt\": 0.1}, \"node_sets_file\": \"sets.json\", \"target_simulator\": \"\", \"metadata\": {")
          .inputs("{\"i\": {\"input_type\": \"spikes\", \"module\": \"csv\", \"input_file\": \"in.csv\", \"node_set\": \"s90\"}}");
      assertEquals(2, SonataNetwork.read(files.config()).network().populations().size());
      sets.setLength(0);
      sets.append("{\"s0\": {\"population\": \"x\"}");
      for (int k = 1; k <= 20_000; k++) {
        sets.append(String.format(java.util.Locale.ROOT, ", \"s%d\": [\"s%d\"]", k, k - 1));
      }
      files.write("sets.json", sets + "}")
          .inputs("{\"i\": {\"input_type\": \"spikes\", \"module\": \"csv\", \"input_file\": \"in.csv\", \"node_set\": \"s20000\"}}");
      assertRefused("node sets name each other more than 100 deep, from 's20000' on");
    });
  }

  private void assertManifestRefused(int variables, String value, String part) throws Exception {
    var manifest = new StringBuilder("\"manifest\": {\"$V0\": \"xx\"");
    for (int k = 1; k < variables; k++) {
      String uses = value.isEmpty() ? "$V" + (k - 1) : String.format(java.util.Locale.ROOT, value, k - 1);
      manifest.append(", \"$V").append(k).append("\": \"").append(uses).append('"');
    }
    var text = Files.readString(files.output("\"output_dir\": \"$V" + (variables - 1) + "\"").config());
    Files.writeString(inside.resolve("config.json"), text.replaceFirst("\\{", "{" + java.util.regex.Matcher.quoteReplacement(manifest + "}, ")));
    String message = String.valueOf(
        assertThrows(RanvierException.class, () -> SonataNetwork.read(inside.resolve("config.json"))).getMessage());
    assertTrue(message.contains(part), message);
    files.output("\"output_dir\": \"out\"");
  }

  private void assertRefused(String part) throws Exception {
    String message = refusal();
    assertTrue(message.contains(part), message);
  }

  private String refusal() throws Exception {
    Path config = files.config();
    return String.valueOf(assertThrows(RanvierException.class, () -> SonataNetwork.read(config)).getMessage());
  }
}
