package org.ranvier.networks.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.cli.MainTest.assertFailure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ranvier.networks.recordings.Recordings;
import org.ranvier.networks.recordings.Series;
import org.ranvier.simulator.log.SpikeLogReader;
import org.ranvier.simulator.recording.SpikeTrains;

/** {@code resume}, {@code fork} and {@code verify} of runs in this process. */
final class GoOnTest {
  @TempDir Path temp;

  private Cli brunel(Path out, String... more) {
    return done(Stream.concat(Stream.of("run", "brunel", "--scale", "0.02", "--warmup", "20", "--no-plot", "--out", out), Arrays.stream(more)).toArray());
  }

  private static Cli done(Object... args) {
    Cli cli = Cli.run(args);
    assertEquals(0, cli.code(), cli.err());
    return cli;
  }

  private static SpikeTrains spikes(Path out) {
    return SpikeLogReader.open(out.resolve("spikes")).readAll();
  }

  private static void assertSameSpikes(Path one, Path other) {
    assertTrue(spikes(one).size() > 100);
    assertEquals(spikes(one).fromStep(), spikes(other).fromStep());
    assertEquals(spikes(one).toStep(), spikes(other).toStep());
    assertArrayEquals(spikes(one).steps(), spikes(other).steps());
    assertArrayEquals(spikes(one).ids(), spikes(other).ids());
  }

  private static void assertSameStatistics(Path one, Path other) throws IOException {
    assertEquals(
        Files.readString(one.resolve("statistics.json")).split("\"run\":")[0], Files.readString(other.resolve("statistics.json")).split("\"run\":")[0]);
  }

  @Test
  void aRunGoesFartherAsIfItHadNeverStopped() throws IOException {
    Path whole = temp.resolve("whole");
    Path parts = temp.resolve("parts");
    brunel(whole, "--duration", "300", "--threads", "1");
    brunel(parts, "--duration", "100", "--threads", "1", "--checkpoint-every", "30ms");
    assertFailure(Cli.run("resume", parts), "is complete: 100 ms are recorded; to go farther give a longer --duration");
    assertFailure(Cli.run("resume", parts, "--duration", "50"), "has come to 100 ms, which is beyond --duration 50 ms");
    done("resume", parts, "--duration", "233.3", "--threads", "2");
    done("resume", parts, "--duration", "300", "--threads", "1");
    assertSameSpikes(whole, parts);
    assertSameStatistics(whole, parts);
    assertFalse(Files.exists(parts.resolve("spikes.before")));
    assertTrue(done("verify", parts).out().startsWith("the same: "));
  }

  @Test
  void anIntervalIsRunAgainWithMoreRecorded() {
    Path out = temp.resolve("out");
    Path again = temp.resolve("again");
    brunel(out, "--duration", "100", "--checkpoint-at", "60ms");
    assertTrue(done("verify", out, "--from", "60ms", "--to", "80ms", "--keep", again, "--record", "E.V_m", "--record-every", "0.5").out().startsWith("the same: "));
    Series potentials = Recordings.read(again).all().getFirst();
    assertEquals("V_m", potentials.variable());
    assertEquals(40, potentials.timesMs().length);
    assertEquals(60.5, potentials.timesMs()[0], 1e-9);
    assertFailure(Cli.run("verify", out, "--record", "E.V_m"), "keep it by --keep DIR");
    assertFailure(Cli.run("verify", out, "--keep", temp.resolve("b"), "--record", "X.V_m"), "there is no population 'X'");
    assertFailure(Cli.run("verify", out, "--keep", temp.resolve("c"), "--record", "E.W"), "'W'");
    assertFailure(Cli.run("verify", out, "--keep", temp.resolve("d"), "--record", "V_m"), "as in --record E.V_m");
    assertFailure(Cli.run("verify", out, "--record-every", "1"), "nothing is to be recorded");
    assertFailure(Cli.run("verify", out, "--keep", out.resolve(".")), "is the directory of the run that is to be verified");
    assertTrue(spikes(out).size() > 100);
  }

  @Test
  void aLogThatWasCopiedHalfWayIsTakenUpAgain() throws IOException {
    Path whole = temp.resolve("whole");
    Path parts = temp.resolve("parts");
    brunel(whole, "--duration", "200");
    brunel(parts, "--duration", "100", "--checkpoint-every", "50ms");
    Files.move(parts.resolve("spikes"), parts.resolve("spikes.before"));
    Files.createDirectory(parts.resolve("spikes"));
    Files.writeString(parts.resolve("spikes").resolve("20260101F.cq4"), "begun");
    done("resume", parts, "--duration", "200");
    assertSameSpikes(whole, parts);
  }

  @Test
  void whatCannotGoOnIsRefused() throws IOException {
    assertFailure(Cli.run("run", "brunel", "--checkpoint-every", "0"), "--checkpoint-every 0 must be above 0, as in --checkpoint-every '10 s'");
    assertFailure(Cli.run("run", "brunel", "--checkpoint-every", "soon"), "--checkpoint-every: 'soon' is not a time");
    assertFailure(Cli.run("run", "brunel", "--warmup", "20", "--duration", "50", "--checkpoint-at", "90"),
        "--checkpoint-at 90 ms is never reached: the run goes from 20 to 70 ms");
    assertFailure(Cli.run("run", "brunel", "--warmup", "20", "--duration", "50", "--checkpoint-at", "10"), "--checkpoint-at 10 ms lies in the warm-up");
    assertFailure(Cli.run("run", "brunel", "--checkpoint-every", "0.05"), "--checkpoint-every 0.05 ms");
    assertFailure(Cli.run("run", "xor", "--checkpoint-every", "1s"), "a study writes no checkpoints");
    assertFailure(Cli.run("resume", temp.resolve("nowhere")), "there is no such directory; name the directory of a run");
    assertFailure(Cli.run("resume", temp), "there is no run.json in it, which every run writes");
    Path plain = temp.resolve("plain");
    brunel(plain, "--duration", "50");
    assertFailure(Cli.run("resume", plain, "--duration", "90"), "there is no checkpoint in " + plain + ": the run was started without --checkpoint-every");
    assertFailure(Cli.run("fork", plain), "there is no checkpoint in " + plain);
    Path saved = temp.resolve("saved");
    brunel(saved, "--duration", "50", "--checkpoint-every", "20");
    assertFailure(Cli.run("fork", saved, "--at", "10"), "there is no checkpoint in " + saved + " at or before 10 ms; there are [70 ms]");
    assertFailure(Cli.run("fork", saved, "--set", "scale=0.03", "--out", temp.resolve("fork")),
        "the saved state has 200 values of type double of population E/V_m, but the network has 300");
    assertFalse(Files.exists(temp.resolve("fork")));
    Path manifest = saved.resolve("run.json");
    String described = Files.readString(manifest);
    Files.writeString(manifest, described.replace("checkpointAtMs", "checkpointAt"));
    assertFailure(Cli.run("resume", saved, "--duration", "90"), "run.json is damaged; the run in " + saved + " cannot be gone on with");
    Files.writeString(manifest, described);
    Path latest = saved.resolve("latest.checkpoint");
    byte[] whole = Files.readAllBytes(latest);
    Files.write(latest, Arrays.copyOf(whole, whole.length / 2));
    assertFailure(Cli.run("resume", saved, "--duration", "90"), "is damaged: its end is missing; take an older one");
    Path other = temp.resolve("other");
    done("run", "brunel", "--scale", "0.02", "--set", "g=4", "--warmup", "20", "--duration", "50", "--checkpoint-every", "20", "--no-plot", "--out", other);
    Files.copy(other.resolve("latest.checkpoint"), latest, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    SpikeTrains before = spikes(saved);
    assertFailure(Cli.run("resume", saved, "--duration", "90"), "is described differently");
    assertEquals(before.size(), spikes(saved).size());
    assertTrue(Files.exists(saved.resolve("run.json")));
    assertFailure(Cli.run("verify", saved, "--from", "90"), "ends at 70 ms");
    assertFailure(Cli.run("verify", saved, "--to", "15"), "begins at 20 ms");
  }

  @Test
  void aVariantNamesItsDifferences() {
    Path run = temp.resolve("run");
    Path fork = temp.resolve("fork");
    brunel(run, "--duration", "100", "--checkpoint-at", "60");
    Cli cli = done("fork", run, "--at", "80", "--set", "g=4.5", "--duration", "50", "--no-plot", "--out", fork);
    assertTrue(cli.out().contains("60-ms.checkpoint, at 60 ms"), cli.out());
    assertTrue(cli.out().contains("- I→E") && cli.out().contains("weight -0.5 mV") && cli.out().contains("+ I→E") && cli.out().contains("weight -0.45 mV"), cli.out());
    assertEquals(600, spikes(fork).fromStep());
    assertEquals(1100, spikes(fork).toStep());
    assertTrue(done("verify", fork).out().startsWith("the same: "));
    Path same = temp.resolve("same");
    assertTrue(done("fork", run, "--at", "60", "--duration", "60", "--no-plot", "--out", same).out().contains("no difference from the network of"));
    SpikeTrains expected = spikes(run).between(600, 1200);
    assertArrayEquals(expected.ids(), spikes(same).ids());
    assertArrayEquals(expected.steps(), spikes(same).steps());
  }

  private Path script(double weight) throws IOException {
    Path script = temp.resolve("Model.java");
    Files.writeString(script, """
        import static org.ranvier.networks.values.Units.*;
        import org.ranvier.networks.*;
        import org.ranvier.networks.experiment.*;
        import org.ranvier.networks.connect.ConnectionRule;

        void main(String[] args) {
          var net = new Network("model");
          var n = net.population("n", 100, "iaf_psc_exp");
          net.poisson("drive", n).rate(Hz(9000)).weight(pA(%s));
          net.connect(n, n).rule(ConnectionRule.fixedInDegree(10)).weight(pA(20)).delay(ms(1.5));
          var outcome = Experiment.of(net).duration(ms(100)).run(args);
          System.out.println("spikes " + outcome.spikes().size());
        }
        """.formatted(weight));
    return script;
  }

  @Test
  void aScriptGoesOnAndIsRunAgain() throws IOException {
    Path script = script(80);
    Path whole = temp.resolve("whole");
    Path parts = temp.resolve("parts");
    done("run", script, "--no-plot", "--out", whole, "--duration", "200");
    done("run", script, "--no-plot", "--out", parts, "--checkpoint-every", "25", "--checkpoint-at", "50");
    Cli resumed = done("resume", parts, "--duration", "200");
    assertSameSpikes(whole, parts);
    assertTrue(resumed.out().contains("spikes " + spikes(whole).size()), resumed.out());
    assertTrue(done("verify", parts, "--from", "60", "--to", "150").out().startsWith("the same: "));
    script(81);
    assertFailure(Cli.run("resume", parts, "--duration", "300"), "Model.java has changed since (SHA-256 ");
    Cli verified = Cli.run("verify", parts);
    assertEquals(1, verified.code());
    assertTrue(verified.err().contains("has changed since"), verified.err());
    assertTrue(verified.out().contains("they part at ") && verified.out().contains("+ Poisson drive drive → n  rate 9000 Hz  weight 81 pA"), verified.out());
    Files.delete(script);
    assertFailure(Cli.run("resume", parts, "--duration", "300"), "is not there any more");
  }

  @Test
  void aStudyIsRunAgain() {
    Path out = temp.resolve("task");
    done("run", "distal-reward", "--duration", "2s", "--conditions", "rewarded", "--no-plot", "--out", out);
    assertTrue(done("verify", out).out().startsWith("the same: "));
    assertTrue(done("resume", out, "--no-plot").out().contains("resumed: 1 of 1 trials are there"));
  }
}
