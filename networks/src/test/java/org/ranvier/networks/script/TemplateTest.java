package org.ranvier.networks.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.cli.Cli;

/** The project of one's own that people copy: it has the version and the JVM's flags of this Ranvier, and its model runs. Maven runs it in {@code OwnProjectTest}. */
final class TemplateTest {
  private static final Path TEMPLATE = Path.of("template");

  @TempDir Path temp;

  @Test
  void itDependsOnThisVersionAndGivesTheJvmItsFlags() throws IOException {
    String pom = Files.readString(TEMPLATE.resolve("pom.xml"));
    Matcher version = Pattern.compile("<artifactId>ranvier</artifactId>\\s*<version>([^<]+)</version>").matcher(Files.readString(Path.of("..", "pom.xml")));
    assertTrue(version.find());
    assertTrue(pom.contains("<ranvier.version>" + version.group(1) + "</ranvier.version>"), version.group(1));
    List<String> needed = Files.readAllLines(Path.of("..", ".mvn", "ranvier-jvm.flags")).stream().filter(line -> line.startsWith("-")).toList();
    assertTrue(needed.size() >= 9);
    assertEquals(List.of(), needed.stream().filter(flag -> !pom.contains("<argument>" + flag + "</argument>")).toList());
  }

  @Test
  void itsModelRuns() {
    Path model = TEMPLATE.resolve(Path.of("src", "main", "java", "Model.java"));
    Cli cli = Cli.run("run", model, "--duration", "20", "--no-plot", "--out", temp.resolve("out"));
    assertEquals("", cli.err());
    assertTrue(cli.out().startsWith("my model: 400 neurons, 16,000 synapses"), cli.out());
    assertTrue(Files.exists(temp.resolve("out").resolve("statistics.json")));
  }
}
