package org.ranvier.networks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.cli.MainTest.assertFailure;
import static org.ranvier.networks.values.Course.sinusoid;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;

final class SpikesSpectrumTest {
  @TempDir static Path temp;
  private static Path log;

  @BeforeAll
  static void run() {
    log = temp.resolve("log");
    var net = new Network("rhythm");
    net.poissonSource("flat", 40, sinusoid(Hz(60), Hz(0), Hz(20)));
    net.poissonSource("beta", 40, sinusoid(Hz(60), Hz(30), Hz(20)));
    net.spikeSource("silent", new double[][] {{}});
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      simulation.logTo(log);
      simulation.run(ms(3000));
    }
  }

  private static double column(Cli cli, String population, int column) {
    assertEquals(0, cli.code(), cli.err());
    String row = cli.out().lines().filter(l -> l.strip().startsWith(population + " ")).findFirst().orElseThrow();
    return Double.parseDouble(row.strip().split(" +")[column]);
  }

  /** A Poisson process has λ·22 Hz in the band; one with the rate λ·(1 + m·sin) has λ²m²/4 more. */
  @Test
  void theTableHasThePowerOfTheBand() {
    Cli cli = Cli.run("spikes", "spectrum", log);
    assertTrue(cli.out().contains("from 0.0 ms to 3000.0 ms in windows of 3000 ms, 5 tapers, smoothed over ±1 Hz"), cli.out());
    assertEquals(60 * 22, column(cli, "flat", 3), 0.06 * 60 * 22);
    assertEquals(1, column(cli, "flat", 4), 0.06);
    assertEquals(60 * 22 + 60 * 60 * 0.25 / 4, column(cli, "beta", 3), 100);
    assertEquals(20, column(cli, "beta", 5), 1);
    assertTrue(cli.out().lines().anyMatch(l -> l.matches(" *silent +1 +0 +0 +- +- +-")), cli.out());
  }

  /** Of n neurons as one train the line grows with n², the flat part with n. */
  @Test
  void pooledSpikesShowTheSharedRhythm() {
    Cli cli = Cli.run("spikes", "spectrum", log, "--pooled", "--population", "beta", "--neurons", "20", "--band", "18-22", "--window", "1.5 s");
    assertEquals(60 * 20, column(cli, "beta", 2), 0.05 * 60 * 20);
    double expected = 60 * 60 * 0.25 / 4 * 400 + 60 * 20 * 4; // windows of 1.5 s smooth over ±2 Hz
    assertEquals(expected, column(cli, "beta", 3), 0.25 * expected);
    assertTrue(!cli.out().contains("silent"), cli.out());
  }

  @Test
  void fileAndPictureAreWritten() throws IOException {
    Path csv = temp.resolve("spectrum.csv");
    Path png = temp.resolve("spectrum.png");
    Cli cli = Cli.run("spikes", "spectrum", log, "--csv", csv, "--out", png, "--population", "beta", "--max", "50", "--from", "1 s");
    assertEquals(0, cli.code(), cli.err());
    List<String> lines = Files.readAllLines(csv);
    assertEquals("population,hz,power,low,high", lines.getFirst());
    assertEquals(1 + 201, lines.size()); // every 1/(2·2 s) up to 50 Hz
    assertTrue(lines.get(81).startsWith("beta,20.0000,"), lines.get(81));
    assertEquals(2400, ImageIO.read(png.toFile()).getWidth());
    assertFailure(Cli.run("spikes", "spectrum", log, "--csv", csv), "spectrum.csv exists; name another file, or replace it with --overwrite");
    assertEquals(0, Cli.run("spikes", "spectrum", log, "--csv", csv, "--overwrite").code());
  }

  @Test
  void wrongOptionsAreRefused() {
    assertFailure(Cli.run("spikes", "spectrum", log, "--population", "GPi"), "--population GPi: the log has no such population; it has [flat, beta, silent]");
    assertFailure(Cli.run("spikes", "spectrum", log, "--band", "35-13"), "--band 35-13 is no band");
    assertFailure(Cli.run("spikes", "spectrum", log, "--band", "beta"), "--band beta is no band");
    assertFailure(Cli.run("spikes", "spectrum", log, "--band", "13-6000"), "at most to 5000 Hz");
    assertFailure(Cli.run("spikes", "spectrum", log, "--max", "20"), "--max 20 Hz: the spectrum must reach to the end of the band, 35 Hz");
    assertFailure(Cli.run("spikes", "spectrum", log, "--tapers", "6"), "6 tapers with time-half-bandwidth 3.0: there must be 1 to 5");
    assertFailure(Cli.run("spikes", "spectrum", log, "--tapers", "0"), "0 tapers");
    assertFailure(Cli.run("spikes", "spectrum", log, "--time-bandwidth", "0.5"), "time-half-bandwidth 0.5 must be");
    assertFailure(Cli.run("spikes", "spectrum", log, "--window", "5 s"), "--window 5 s must be above 0 and no longer than the interval, 3000 ms");
    assertFailure(Cli.run("spikes", "spectrum", log, "--neurons", "0"), "--neurons 0 must be at least 1");
    assertFailure(Cli.run("spikes", "spectrum", log, "--from", "5 s"), "holds nothing of the interval");
  }
}
