package org.ranvier.networks.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tables for those who come from another simulator say what runs: each piece of code on the right-hand side stands word for word in a script, which
 * compiles, runs and looks at what came of it. An ellipsis stands for anything.
 */
final class ComingFromTest {
  private static final Path PAGE = Path.of("..", "docs", "coming-from.md");
  private static final Path SCRIPTS = Path.of("src", "test", "resources", "org", "ranvier", "networks", "script", "coming-from");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({"NEST, NEST, 12", "Brian 2, Brian, 11", "NEURON, NEURON, 9", "PyNN, PyNN, 6"})
  void everyRowOfTheTableRuns(String section, String script, int fewest) throws IOException {
    Path file = SCRIPTS.resolve(script + ".java");
    String said = Files.readString(file).replaceAll("\\s+", " ");
    var missing = new ArrayList<String>();
    List<String> cells = rightHandSides(section);
    for (String cell : cells) {
      for (MatchResult code : CODE.matcher(cell).results().toList()) {
        if (!Pattern.compile(pattern(code.group(1))).matcher(said).find()) {
          missing.add(code.group(1));
        }
      }
    }
    assertEquals(List.of(), missing, () -> file + " has no such code");
    assertTrue(cells.size() >= fewest, cells.size() + " rows");
    var err = new ByteArrayOutputStream();
    int code = ScriptRunner.run(file, List.of(temp.toString()), new PrintStream(err, true, StandardCharsets.UTF_8));
    assertEquals("0 ", code + " " + err.toString(StandardCharsets.UTF_8));
  }

  /** A word alone, such as the name of a section, must stand as a word. */
  private static String pattern(String code) {
    String quoted = Pattern.quote(code.replaceAll("\\s+", " ")).replace("…", "\\E.*?\\Q");
    return code.matches("\\w+") ? "\\b" + quoted + "\\b" : quoted;
  }

  /** Those of the rows of the table below a heading. */
  private static List<String> rightHandSides(String section) throws IOException {
    String text = Files.readString(PAGE).split("\n## " + Pattern.quote(section) + "\n", 2)[1].split("\n## ", 2)[0];
    return text.lines().filter(line -> line.startsWith("|")).skip(2).map(row -> row.split("(?<!\\\\)\\|")[2]).toList();
  }
}
