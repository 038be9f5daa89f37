package org.ranvier.networks.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.simulator.RanvierException;

final class ScriptRunnerTest {
  @TempDir Path temp;
  private String err = "";

  private int run(String source, String... args) throws IOException {
    return run(Files.writeString(temp.resolve("Model.java"), source), args);
  }

  private int run(Path file, String... args) {
    var bytes = new ByteArrayOutputStream();
    int code = ScriptRunner.run(file, List.of(args), new PrintStream(bytes, true, StandardCharsets.UTF_8));
    err = bytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  /** Each leaves its argument, or its absence, in a system property. */
  @ParameterizedTest
  @ValueSource(strings = {
    "void main(String[] args) { System.setProperty(\"script.ran\", args[0]); }",
    "static void main(String... args) { System.setProperty(\"script.ran\", args[0]); }",
    "void main() { throw new Error(); } void main(String[] args) { System.setProperty(\"script.ran\", args[0]); }",
    "void main() { System.setProperty(\"script.ran\", \"x=1\"); }",
    "public class Other { public static void main(String[] args) { System.setProperty(\"script.ran\", args[0]); } }",
    "class A extends B {} class B { void main(String[] args) { System.setProperty(\"script.ran\", args[0]); } }",
    "record R(int x) { R() { this(1); } void main() { System.setProperty(\"script.ran\", \"x=\" + x); } }",
  })
  void runsEveryFormOfMain(String source) throws IOException {
    System.clearProperty("script.ran");
    assertEquals(0, run(source, "x=1"), () -> err);
    assertEquals("x=1", System.getProperty("script.ran"));
  }

  @Test
  void findsOtherFilesBesideTheScript() throws IOException {
    Files.writeString(temp.resolve("Helper.java"), "class Helper { static int answer() { return 42; } }");
    assertEquals(0, run("void main() { if (Helper.answer() != 42) throw new Error(); }"), () -> err);
  }

  /** Names of files that no class can have. */
  @ParameterizedTest
  @ValueSource(strings = {"fig-3.java", "3rd.java", "my model.java", "new.java"})
  void runsFilesOfAnyName(String name) throws IOException {
    System.clearProperty("script.ran");
    Path file = Files.writeString(temp.resolve(name), "void main(String[] args) { System.setProperty(\"script.ran\", args[0]); }");
    var errors = new java.io.ByteArrayOutputStream();
    assertEquals(0, ScriptRunner.run(file, java.util.List.of("yes"), new java.io.PrintStream(errors)), errors::toString);
    assertEquals("yes", System.getProperty("script.ran"));
  }

  @Test
  void namesTheImportThatIsMissing() throws IOException {
    assertEquals(1, run("""
        void main() {
          var net = new Network("x");
          var e = net.population("E", 10, "iaf_psc_exp");
          net.connect(e, e).rule(fixedInDegree(5)).weight(pA(3)).plastic(Stdp.pair());
        }
        """));
    assertTrue(err.contains("add to the imports:"), err);
    assertTrue(err.contains("  import org.ranvier.networks.*;"), err);
    assertTrue(run("void main() { System.out.println(fixedInDegree(5)); System.out.println(mV(2)); System.out.println(Stdp.pair()); }") == 1
        && err.contains("  import static org.ranvier.networks.connect.ConnectionRule.*;") && err.contains("  import static org.ranvier.networks.values.Units.*;")
        && err.contains("  import org.ranvier.plasticity.rules.*;"), err);
  }

  @Test
  void numbersWithoutUnitsAreOneLine() throws IOException {
    assertEquals(1, run("""
        import org.ranvier.networks.*;
        import static org.ranvier.networks.values.Distribution.*;

        void main() {
          new Network("x").population("E", 10, "iaf_psc_exp").initial("V_m", uniform(-70, -55));
        }
        """));
    assertTrue(err.startsWith(temp.resolve("Model.java") + ":5: error: a number stands where a quantity is needed; give it a unit, as in mV(-70)"), err);
    assertEquals(2, err.strip().lines().count(), err);
  }

  @Test
  void whatAProjectionLacksIsSaidWithItsLine() throws IOException {
    assertEquals(1, run("""
        import org.ranvier.networks.*;
        import static org.ranvier.networks.connect.ConnectionRule.*;
        import static org.ranvier.networks.values.Units.*;

        void main() {
          var net = new Network("x");
          var e = net.population("E", 10, "iaf_psc_exp");
          net.connect(e, e).rule(fixedInDegree(5)).weight(pA(3));
          net.connect(e, e).rule(fixedInDegree(5)).weight(pA(3)).delay(ms(1));
          Simulation.of(net);
        }
        """));
    assertTrue(err.contains("Model.java:8: projection E→E has no delay; add .delay(ms(1.5))"), err);
  }

  @Test
  void aStateThatIsAskedAsAParameterIsSaidToBeOne() throws IOException {
    assertEquals(1, run("""
        import org.ranvier.networks.*;
        import static org.ranvier.networks.values.Units.*;

        void main() {
          new Network("x").population("E", 10, "iaf_psc_exp").set("V_m", mV(-60));
        }
        """));
    assertTrue(err.contains("V_m is a state variable, not a parameter; use .initial(\"V_m\", …)"), err);
  }

  @Test
  void showsCompileErrorsAsTheLinesOfTheScript() throws IOException {
    int code = run("""
        import org.ranvier.networks.*;
        import static org.ranvier.networks.values.Units.*;

        void main() {
          var net = new Network("x");
          var e = net.populaton("E", 10, "iaf_psc_exp");
          var i = net.population("I", 10, "iaf_psc_exp");
          net.connect(i, i).delay(mV(1));
        }
        """);
    assertEquals(1, code);
    Path file = temp.resolve("Model.java");
    assertTrue(err.startsWith(file + ":6: error: cannot find symbol\n  var e = net.populaton(\"E\", 10, \"iaf_psc_exp\");\n             ^"), err);
    assertTrue(err.contains(file + ":8: error:"), err);
    assertTrue(err.contains("delay(mV(1))"), err);
    assertTrue(err.endsWith("2 errors\n"), err);
    assertFalse(err.contains("\tat "), err);
  }

  @Test
  void showsWhatRanvierRefusesBehindTheLineOfTheScript() throws IOException {
    int code = run("""
        import org.ranvier.networks.*;

        void main() {
          build(new Network("x"));
        }

        void build(Network net) {
          net.population("E", 0, "iaf_psc_exp");
        }
        """);
    assertEquals(1, code);
    assertEquals("Model.java:8: population 'E': size 0 must be at least 1\n", err);
  }

  @Test
  void cutsStackTracesToTheScript() throws IOException {
    int code = run("""
        void main() {
          try {
            java.util.List.of().getFirst();
          } catch (RuntimeException e) {
            throw new IllegalStateException("it failed", e);
          }
        }
        """);
    assertEquals(1, code);
    assertTrue(err.startsWith("java.lang.IllegalStateException: it failed\n\tat Model.main(Model.java:5)\nCaused by: java.util.NoSuch"), err);
    assertTrue(err.contains("\tat Model.main(Model.java:3)"), err);
    assertFalse(err.contains("ScriptRunner") || err.contains("reflect"), err);
  }

  @Test
  void showsWhatFailsBeforeMain() throws IOException {
    assertEquals(1, run("int x = 1 / 0;\nvoid main() {}"));
    assertTrue(err.startsWith("java.lang.ArithmeticException: / by zero\n\tat Model.<init>(Model.java:1)"), err);
    assertEquals(1, run("static int x = 1 / 0;\nvoid main() {}"));
    assertTrue(err.contains("java.lang.ArithmeticException: / by zero\n\tat Model.<clinit>(Model.java:1)"), err);
  }

  @Test
  void refusesWhatIsNoScript() throws IOException {
    Files.writeString(temp.resolve("Brunel.java"), "void main() {}");
    refused("there is no script " + temp.resolve("Brunl.java") + "; did you mean 'Brunel.java'?", temp.resolve("Brunl.java"));
    refused(temp + " is a directory", temp);
    refused("remove 'package a.b;'", Files.writeString(temp.resolve("P.java"), "package a.b; class P { static void main() {} }"));
    refused("C has no main method; write  void main()", Files.writeString(temp.resolve("C.java"), "class C { private void main() {} }"));
    refused("has no constructor without arguments", Files.writeString(temp.resolve("D.java"), "class D { D(int x) {} void main() {} }"));
    refused("holds no code", Files.writeString(temp.resolve("E.java"), ""));
  }

  private void refused(String message, Path file) {
    var e = assertThrows(RanvierException.class, () -> run(file));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}
