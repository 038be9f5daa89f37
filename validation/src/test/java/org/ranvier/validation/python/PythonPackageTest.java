package org.ranvier.validation.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The tests of the Python package, which are Python: run where {@code /usr/bin/python3} has what they need. Where it has not, one line says what to
 * install.
 */
final class PythonPackageTest {
  private static final String PYTHON = "/usr/bin/python3";
  private static final List<String> PACKAGES = List.of("jpype", "numpy", "h5py", "neo", "pyNN", "pytest", "matplotlib", "pandas", "nbconvert", "ipykernel");

  @Test
  void pythonTestsPass() throws IOException, InterruptedException {
    Path checkout = checkout();
    String missing = missing();
    if (!missing.isEmpty()) {
      System.out.println("The Python tests are left out, since " + missing + "; run " + checkout.resolve(".ci/install-packages"));
    }
    assumeTrue(missing.isEmpty(), missing);
    Path tests = checkout.resolve("networks/python");
    var pytest = process(tests, PYTHON, "-m", "pytest", "-q", "--durations=5", "-p", "no:cacheprovider", "tests");
    String said = output(pytest);
    assertEquals(0, pytest.exitValue(), said);
    assertTrue(said.contains(" passed") || said.contains("100%"), said);
  }

  /** What is missing, as the reason of a sentence; empty where nothing is. */
  private static String missing() throws IOException, InterruptedException {
    if (!Files.isExecutable(Path.of(PYTHON))) {
      return "there is no " + PYTHON;
    }
    String find =
        PACKAGES.stream().map(p -> "'" + p + "'").collect(Collectors.joining(",", "import importlib.util\nprint(*[p for p in (",
            ") if not importlib.util.find_spec(p)])"));
    String packages = output(process(Path.of(""), PYTHON, "-c", find)).strip();
    return packages.isEmpty() ? "" : PYTHON + " has no " + packages.replace(" ", ", ");
  }

  private static Process process(Path directory, String... command) throws IOException {
    var builder = new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile()).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    var environment = builder.environment();
    // The classes that this test runs with are those that the Python tests shall run with.
    environment.put("RANVIER_LIB", classPath());
    environment.put("RANVIER_JAVA_HOME", System.getProperty("java.home"));
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    environment.put("MPLBACKEND", "Agg");
    environment.remove("RANVIER_JAVA_OPTS");
    environment.remove("PYTHONPATH");
    return builder.start();
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
        .filter(p -> !p.endsWith("test-classes") && Files.exists(Path.of(p)))
        .map(p -> Path.of(p).toAbsolutePath().toString())
        .collect(Collectors.joining(java.io.File.pathSeparator));
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return said;
  }

  private static Path checkout() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("networks/python/pyproject.toml"))) {
      here = here.getParent();
    }
    return here;
  }
}
