package org.ranvier.networks.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.neuronmodels.equations.EquationModel;

/**
 * Every piece of Java in the README and the documentation compiles, and those that are whole scripts are those of the examples. What a piece takes for
 * granted, but for a network {@code net} of {@code exc} and {@code inh}, stands in a comment before it, {@code <!-- given: var cells = …; -->}, which
 * nobody sees who reads the page.
 */
final class DocsSnippetsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK =
      Pattern.compile("(?:<!-- given: ((?:(?!-->).)*)-->\\n)?```java\\n(.*?)\\n```", Pattern.DOTALL);
  private static final Pattern MODEL = Pattern.compile("EquationModel\\.of\\(\"[^\"]*\", \"\"\"\\n(.*?)\"\"\"", Pattern.DOTALL);
  private static final List<String> PACKAGES =
      List.of(
          "java.nio.file", "java.util", "java.util.stream", "javax.measure.quantity", "org.ranvier.networks", "org.ranvier.networks.analysis",
          "org.ranvier.networks.closedloop", "org.ranvier.networks.experiment", "org.ranvier.networks.export", "org.ranvier.networks.plan",
          "org.ranvier.networks.plot", "org.ranvier.networks.recordings", "org.ranvier.networks.sonata", "org.ranvier.networks.space",
          "org.ranvier.networks.spectra", "org.ranvier.networks.values", "org.ranvier.neuronmodels.cells", "org.ranvier.neuronmodels.equations",
          "org.ranvier.neuronmodels.channels", "org.ranvier.neuronmodels.model", "org.ranvier.neuronmodels.morphology", "org.ranvier.neuronmodels.swc",
          "org.ranvier.plasticity.curves", "org.ranvier.plasticity.eligibility", "org.ranvier.plasticity.loops", "org.ranvier.plasticity.lowrank",
          "org.ranvier.plasticity.receptors",
          "org.ranvier.plasticity.rules", "org.ranvier.plasticity.structure", "org.ranvier.plasticity.teaching", "org.ranvier.plasticity.transmission",
          "org.ranvier.plasticity.weights", "org.ranvier.simulator.log", "org.ranvier.simulator.recording");
  private static final String GIVEN =
      """
        var net = new Network("page");
        var exc = net.population("E", 80, "iaf_psc_exp");
        var inh = net.population("I", 20, "iaf_psc_exp");
      """;

  /** The README's pieces tell on their own; what they take for granted stands here, by their place. */
  private static final Map<Integer, String> OF_README =
      Map.of(2, GIVEN, 3, GIVEN + "var vta = exc; var striatum = inh;");

  @TempDir Path temp;

  @Test
  void everyPieceOfJavaCompiles() throws IOException {
    var script = new StringBuilder("import static org.ranvier.networks.connect.ConnectionRule.*;\nimport static org.ranvier.networks.values.Distribution.*;\n");
    script.append("import static org.ranvier.networks.values.Units.*;\n");
    PACKAGES.stream().filter(p -> p.startsWith("java") || getClass().getClassLoader().getResource(p.replace('.', '/')) != null)
        .forEach(p -> script.append("import ").append(p).append(".*;\n"));
    script.append("import org.ranvier.plasticity.structure.Turnover.Keeping;\nvoid main() {}\n");
    int pieces = 0;
    var wrong = new ArrayList<String>();
    for (Path page : pages()) {
      List<MatchResult> blocks = BLOCK.matcher(Files.readString(page)).results().toList();
      for (int k = 0; k < blocks.size(); k++) {
        String java = blocks.get(k).group(2);
        String usual = page.endsWith("README.md") ? OF_README.getOrDefault(k, "") : java.matches("(?s).*\\bvar (net|exc|inh)\\b.*") ? "" : GIVEN;
        String given = blocks.get(k).group(1) == null ? usual : blocks.get(k).group(1);
        if (java.contains("void main(")) {
          compile("script" + pieces, java, page + ", piece " + k, wrong);
        } else {
          String name = page.getFileName().toString().replaceAll("\\W", "_") + "_" + k;
          script.append("void ").append(name).append("() throws Exception {\n").append(given).append('\n').append(java).append("\n}\n");
        }
        pieces++;
      }
    }
    compile("Pieces", script.toString(), "pieces", wrong);
    assertEquals("", String.join("\n", wrong), script::toString);
    assertTrue(pieces > 35, pieces + " pieces");
  }

  private void compile(String name, String java, String where, List<String> wrong) throws IOException {
    try {
      ScriptCompiler.compile(Files.writeString(temp.resolve(name + ".java"), java));
    } catch (CompileErrors e) {
      wrong.add(where + ": " + e.getMessage());
    }
  }

  @Test
  void theScriptInTheReadmeIsTheExample() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    assertTrue(readme.contains(Files.readString(Path.of("examples", "InhibitoryBalance.java")).strip()));
  }

  @Test
  void everyModelInThemIsTaken() throws IOException {
    int models = 0;
    for (Path page : pages()) {
      for (MatchResult m : MODEL.matcher(Files.readString(page)).results().toList()) {
        assertTrue(EquationModel.of("model", m.group(1).stripIndent()).parameters().size() > 0);
        models++;
      }
    }
    assertTrue(models >= 3, models + " models");
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")), docs.filter(p -> p.toString().endsWith(".md")).sorted()).toList();
    }
  }
}
