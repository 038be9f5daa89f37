package org.ranvier.networks.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each step of the tutorial is a script that prints what the page says and draws the picture that it shows. With {@code -Dranvier.docs.write=true} pages and
 * pictures are written anew.
 */
final class TutorialTest {
  private static final Path TUTORIAL = Path.of("..", "docs", "tutorial");
  private static final Pattern STEP = Pattern.compile("```java\\n(.*?)```\\n\\n```text\\n(.*?)```\\n\\n!\\[[^]]*]\\(([^)]*)\\)", Pattern.DOTALL);

  @TempDir Path temp;

  static List<String> steps() throws IOException {
    try (Stream<Path> files = Files.list(TUTORIAL)) {
      return files.map(f -> f.getFileName().toString()).filter(f -> f.matches("\\d\\d-.*\\.md")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepPrintsAndDrawsWhatItsPageShows(String name) throws IOException {
    Path page = TUTORIAL.resolve(name);
    Matcher step = STEP.matcher(Files.readString(page));
    assertTrue(step.find(), name + " has a script, what it prints, and a picture");
    String picture = step.group(3).substring(3);
    String script = step.group(1).replace("Path.of(\"", "Path.of(\"" + temp + "/");
    var err = new ByteArrayOutputStream();
    var out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      ScriptRunner.run(Files.writeString(temp.resolve("Step.java"), script), List.of(), new PrintStream(err, true, StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
    assertEquals("", err.toString(StandardCharsets.UTF_8));
    assertTrue(Files.size(temp.resolve(picture)) > 5_000);
    String printed = out.toString(StandardCharsets.UTF_8);
    if (Boolean.getBoolean("ranvier.docs.write")) {
      Files.writeString(page, Files.readString(page).replace("```text\n" + step.group(2) + "```", "```text\n" + printed + "```"));
      Files.copy(temp.resolve(picture), TUTORIAL.resolve(step.group(3)), StandardCopyOption.REPLACE_EXISTING);
    } else {
      assertEquals(printed, step.group(2));
      assertTrue(Files.exists(TUTORIAL.resolve(step.group(3))));
    }
  }
}
