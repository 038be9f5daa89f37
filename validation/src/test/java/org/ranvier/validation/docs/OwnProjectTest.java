package org.ranvier.validation.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project of {@code networks/template}, copied to a place of its own, is built and run by Maven with the jars of this Ranvier: {@code mvn verify -Pslow},
 * which makes the jars before. They go into a local repository of the test's own; all else comes from the user's, or from where that has it.
 */
@Tag("slow")
final class OwnProjectTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES = List.of("simulator", "neuron-models", "plasticity", "networks");
  private static final String VERSION = "0.1.0-SNAPSHOT";

  @TempDir Path temp;

  @Test
  void mavenBuildsAndRunsAProjectOutsideTheCheckout() throws IOException, InterruptedException {
    for (String module : MODULES) {
      assumeTrue(Files.exists(jar(module)), jar(module) + " is not made yet; run mvn verify -Pslow");
    }
    Path repository = temp.resolve("repository");
    put(repository, "ranvier", ROOT.resolve("pom.xml"), "pom");
    for (String module : MODULES) {
      put(repository, module, ROOT.resolve(module).resolve("pom.xml"), "pom");
      put(repository, module, jar(module), "jar");
    }
    Path project = temp.resolve("my-project");
    copy(ROOT.resolve("networks").resolve("template"), project);
    Path settings = Files.writeString(temp.resolve("settings.xml"), settings());
    var builder = new ProcessBuilder("mvn", "-B", "-ntp", "-q", "-s", settings.toString(), "-Dmaven.repo.local=" + repository, "compile", "exec:exec")
        .directory(project.toFile()).redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().remove("JAVA_HOME");
    Process maven = builder.start();
    String said = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, maven.waitFor(), said);
    assertTrue(said.contains("my model: 400 neurons, 16,000 synapses") && said.contains("written to results/my_model"), said);
    try (Stream<Path> runs = Files.list(project.resolve("results"))) {
      Path run = runs.findFirst().orElseThrow();
      assertTrue(Files.exists(run.resolve("statistics.json")) && Files.size(run.resolve("activity.png")) > 10_000, said);
    }
  }

  private static Path jar(String module) {
    return ROOT.resolve(module).resolve("target").resolve(module + "-" + VERSION + ".jar");
  }

  private static void put(Path repository, String artifact, Path file, String kind) throws IOException {
    Path to = repository.resolve(Path.of("org", "ranvier", artifact, VERSION, artifact + "-" + VERSION + "." + kind));
    Files.createDirectories(to.getParent());
    Files.copy(file, to);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path there = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(there);
        } else {
          Files.copy(file, there);
        }
      }
    }
  }

  private static String settings() {
    String users = Path.of(System.getProperty("user.home"), ".m2", "repository").toUri().toString();
    String repository = "<id>users</id><url>" + users + "</url><releases><checksumPolicy>ignore</checksumPolicy></releases>";
    return """
        <settings>
          <profiles><profile>
            <id>users</id>
            <repositories><repository>%s</repository></repositories>
            <pluginRepositories><pluginRepository>%s</pluginRepository></pluginRepositories>
          </profile></profiles>
          <activeProfiles><activeProfile>users</activeProfile></activeProfiles>
        </settings>
        """.formatted(repository, repository);
  }
}
