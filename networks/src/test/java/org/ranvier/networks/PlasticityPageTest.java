package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.script.ScriptRunner;

/** The Java of the page about plasticity compiles, and the networks that it describes can be built. */
final class PlasticityPageTest {
  private static final String IMPORTS =
      """
      import static org.ranvier.networks.connect.ConnectionRule.*;
      import static org.ranvier.networks.values.Distribution.*;
      import static org.ranvier.networks.values.Units.*;
      import org.ranvier.networks.*;
      import org.ranvier.plasticity.eligibility.*;
      import org.ranvier.plasticity.loops.*;
      import org.ranvier.plasticity.rules.*;
      import org.ranvier.plasticity.structure.*;
      import org.ranvier.plasticity.structure.Turnover.Keeping;
      import org.ranvier.plasticity.teaching.*;
      import org.ranvier.plasticity.transmission.*;
      import org.ranvier.plasticity.weights.*;
      """;
  private static final String NETWORK =
      """
        var net = new Network("page");
        var exc = net.population("E", 80, "iaf_psc_exp");
        var inh = net.population("I", 20, "iaf_psc_exp");
      """;
  private static final String PROJECTION =
      """
        var ee = net.connect(exc, exc).rule(fixedInDegree(10)).weight(pA(40)).delay(ms(1)).plastic(Stdp.pair());
      """;

  @TempDir Path temp;

  private static Path page() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("docs/plasticity.md"))) {
      here = here.getParent();
    }
    return here.resolve("docs/plasticity.md");
  }

  @Test
  void everySnippetRuns() throws IOException {
    List<String> snippets =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(page())).results().map(m -> m.group(1)).toList();
    assertTrue(snippets.size() >= 7);
    var script = new StringBuilder(IMPORTS).append("void main() {\n");
    for (int k = 0; k < snippets.size(); k++) {
      script.append("  snippet").append(k).append("();\n");
    }
    script.append("}\n");
    for (int k = 0; k < snippets.size(); k++) {
      String snippet = snippets.get(k);
      script.append("void snippet").append(k).append("() {\n").append(NETWORK).append(snippet.contains("var ee") ? "" : PROJECTION).append(snippet);
      script.append(snippet.contains("Simulation.of") ? "" : "Simulation.of(net).close();\n").append("}\n");
    }
    var bytes = new ByteArrayOutputStream();
    int code = ScriptRunner.run(Files.writeString(temp.resolve("Page.java"), script), List.of(), new PrintStream(bytes, true, StandardCharsets.UTF_8));
    assertEquals(0, code, () -> bytes.toString(StandardCharsets.UTF_8) + script);
  }
}
