package org.ranvier.validation.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of {@code docs/scripts.md} that make a JVM of one's own, done by bash word for word, in the environment as it is: {@code java} may be older. The
 * launcher finds the JDK; what it would build first, it is given: the classes of this test.
 */
final class DocsShellTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("```(sh|text)\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path temp;

  @Test
  void theLauncherFindsAJdkWhateverJavaIsOnThePath() throws IOException, InterruptedException {
    String jdk = bash(blocks("sh").getFirst().lines().filter(line -> line.startsWith("JDK=")).findFirst().orElseThrow() + "\n$JDK/bin/java --version").strip();
    assertTrue(jdk.startsWith("openjdk 25") || jdk.startsWith("java 25"), jdk);
  }

  @Test
  void aProcessOfOnesOwnRunsAScript() throws IOException, InterruptedException {
    String command = blocks("sh").get(1);
    assertTrue(command.contains("@.mvn/ranvier-jvm.flags"), command);
    String said = bash("JDK=$(./ranvier --find-jdk)\n" + command);
    assertTrue(said.startsWith("   0 pA     0.0 spikes/s"), said);
    assertTrue(Files.size(temp.resolve("trace.png")) > 10_000);
  }

  /** jshell compiles each line anew, which takes some seconds. */
  @Test
  @Tag("slow")
  void jshellSimulates() throws IOException, InterruptedException {
    String typed = blocks("text").getFirst().lines().map(line -> line.replaceFirst("^jshell> ", "")).collect(Collectors.joining("\n", "", "\n/exit\n"));
    Files.writeString(temp.resolve("typed"), typed);
    String said = bash(blocks("sh").getFirst().strip() + " < typed");
    List<String> answers = Pattern.compile("(?<=\\$\\d ==> )\\d+").matcher(said).results().map(MatchResult::group).toList();
    // 400 pA for 100 ms: the last answer is the number of spikes.
    assertTrue(!said.contains("Error:") && !answers.isEmpty() && Integer.parseInt(answers.getLast()) > 0, said);
  }

  private static List<String> blocks(String kind) throws IOException {
    return BLOCK.matcher(Files.readString(ROOT.resolve("docs").resolve("scripts.md"))).results().filter(m -> m.group(1).equals(kind)).map(m -> m.group(2)).toList();
  }

  /** Runs a script in a directory in which the checkout's files seem to be; returns all that was written. */
  private String bash(String script) throws IOException, InterruptedException {
    for (String name : List.of(".mvn", "networks")) {
      Files.createSymbolicLink(temp.resolve(name), ROOT.resolve(name));
    }
    String path = Arrays.stream(System.getProperty("java.class.path").split(":")).map(p -> Path.of(p).toAbsolutePath().toString()).collect(Collectors.joining(":"));
    Path launcher = temp.resolve("ranvier");
    Files.writeString(launcher, """
        #!/bin/bash
        case $1 in
          --class-path) echo '%s' ;;
          list) ;;
          *) exec '%s' "$@" ;;
        esac
        """.formatted(path, ROOT.resolve("ranvier")));
    assertTrue(launcher.toFile().setExecutable(true));
    var builder = new ProcessBuilder("bash", "-c", script).directory(temp.toFile()).redirectErrorStream(true);
    Process process = builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
