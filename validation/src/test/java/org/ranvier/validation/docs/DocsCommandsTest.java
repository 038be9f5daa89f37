package org.ranvier.validation.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.networks.circuits.Circuits;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.cli.Main;
import org.ranvier.networks.study.Studies;
import org.ranvier.networks.study.Study;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/**
 * Every command line in the README and the documentation is one that {@code ranvier} takes: the verb and its options are there, networks, studies and their
 * settings have these names, scripts, files and profiles of Maven exist. Most are read, not run: some take hours. {@code DocsShellTest} runs those that a shell is
 * needed for.
 */
final class DocsCommandsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern FENCE = Pattern.compile("```(?:sh|bash)\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ANY_FENCE = Pattern.compile("```.*?```", Pattern.DOTALL);
  private static final Pattern INLINE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern FILE = Pattern.compile("(?<=^cp -r |^pip install |^@| )(?:\\./)?(?:networks|site|docs|\\.ci|\\.mvn)/[\\w./-]+|^\\.ci/[\\w-]+");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final List<String> MEASURED_ONLY = List.of("dopamine", "rewiring", "low-rank", "rows", "csdp", "cells", "rallpack3");

  private final List<String> wrong = new ArrayList<>();
  private int commands;

  @Test
  void everyCommandIsOneThatIsTaken() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      for (Path page : Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
          docs.filter(p -> p.toString().endsWith(".md")).sorted()).toList()) {
        String text = Files.readString(page);
        FENCE.matcher(text).results().flatMap(m -> m.group(1).replace("\\\n", " ").lines()).forEach(line -> check(page, line.replaceFirst("(^|\\s+)#.*", ""), true));
        INLINE.matcher(ANY_FENCE.matcher(text).replaceAll("")).results().forEach(m -> check(page, m.group(1), false));
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertTrue(commands > 60, commands + " commands");
  }

  /** What only tells of Ranvier is done at once, so it is done. */
  @ParameterizedTest
  @ValueSource(strings = {"list", "validate --help", "bench --help", "describe brunel", "describe iaf_psc_exp", "--version", "sweep --help", "spikes spectrum --help"})
  void whatTellsOfRanvierRuns(String words) {
    var out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      assertEquals(0, Main.run(words.split(" ")));
    } finally {
      System.setOut(before);
    }
    String said = out.toString(StandardCharsets.UTF_8);
    assertTrue(said.length() > 10 && !said.contains("Exception"), said);
  }

  private void check(Path page, String line, boolean whole) {
    // Under mpirun and srun the same command stands last.
    String command = line.strip().replaceFirst("^(?:mpirun|srun) .*?(?=\\./ranvier )", "");
    file(page, command);
    if (command.startsWith("mvn ")) {
      commands++;
      maven(page, command);
    } else if (command.matches("(\\./)?ranvier \\S.*")) {
      commands++;
      List<String> args = new ArrayList<>(WORD.matcher(command).results().map(m -> m.group(1) == null ? m.group(2) : m.group(1)).skip(1).toList());
      int redirected = args.indexOf(">");
      List<String> words = (redirected < 0 ? args : args.subList(0, redirected)).stream().filter(w -> !w.equals("…")).map(DocsCommandsTest::first).toList();
      try {
        Main.check(words.toArray(String[]::new));
      } catch (MissingParameterException e) {
        if (whole) {
          wrong.add(page + ": " + command + ": " + e.getMessage());
        } // a verb that is only spoken of
      } catch (ParameterException e) {
        wrong.add(page + ": " + command + ": " + e.getMessage());
      }
      names(page, command, words);
    }
  }

  /** Files of the checkout that commands name, beside those of {@code ranvier run}. */
  private void file(Path page, String command) {
    Matcher named = FILE.matcher(command);
    if (named.find()) {
      commands++;
      String path = named.group().replaceFirst("^\\./", "");
      if (!Files.exists(ROOT.resolve(path))) {
        wrong.add(page + ": " + command + ": there is no " + path);
      }
    }
  }

  /** Of alternatives the first: {@code stats|tail}, {@code [neurons|exact]}. */
  private static String first(String word) {
    return word.replaceAll("^\\[|\\]$", "").replace("\\|", "|").split("\\|")[0];
  }

  private void names(Path page, String command, List<String> words) {
    if (words.size() < 2 || !List.of("run", "bench", "describe").contains(words.getFirst())) {
      return;
    }
    String name = words.get(1);
    var circuit = Circuits.all().stream().filter(c -> c.name().equals(name)).findFirst();
    var study = Studies.find(name);
    if (name.endsWith(".java") && name.contains("/") && !Files.exists(ROOT.resolve(name))) {
      wrong.add(page + ": " + command + ": there is no " + name);
    } else if (name.matches("[a-z][a-z_-]*") && words.getFirst().equals("run") && circuit.isEmpty() && study.isEmpty()) {
      wrong.add(page + ": " + command + ": there is no network or study '" + name + "'");
    } else if (name.matches("[a-z][a-z_-]*") && words.getFirst().equals("bench") && circuit.isEmpty() && !MEASURED_ONLY.contains(name)) {
      wrong.add(page + ": " + command + ": there is no network '" + name + "' to measure");
    }
    List<Setting> known = circuit.map(c -> c.settings()).or(() -> study.map(Study::settings)).orElse(List.of());
    for (int k = 2; k + 1 < words.size(); k++) {
      String key = words.get(k + 1).split("=")[0];
      if (words.get(k).equals("--set") && known.stream().noneMatch(s -> s.name().equals(key)) && (circuit.isPresent() || study.isPresent()) && !key.equals("scale")) {
        wrong.add(page + ": " + command + ": " + name + " has no setting '" + key + "'");
      }
      if (words.get(k).equals("--conditions") && study.isPresent()) {
        for (String condition : words.get(k + 1).split(",")) {
          String base = condition.split("\\+")[0];
          if (study.get().conditions().stream().noneMatch(c -> c.name().equals(base))) {
            wrong.add(page + ": " + command + ": " + name + " has no condition '" + base + "'");
          }
        }
      }
    }
  }

  private void maven(Path page, String command) {
    try (Stream<Path> tests = Files.walk(ROOT, 12)) {
      String pom = Files.readString(ROOT.resolve("pom.xml"));
      for (String word : command.split("\\s+")) {
        if (word.startsWith("-P") && Arrays.stream(word.substring(2).split(",")).anyMatch(p -> !pom.contains("<id>" + p + "</id>"))) {
          wrong.add(page + ": " + command + ": there is no profile " + word.substring(2));
        }
        if (word.startsWith("-Dtest=") && tests.noneMatch(p -> p.endsWith(word.substring(7) + ".java"))) {
          wrong.add(page + ": " + command + ": there is no test " + word.substring(7));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
