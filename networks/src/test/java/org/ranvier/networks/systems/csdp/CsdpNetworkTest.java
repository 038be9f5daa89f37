package org.ranvier.networks.systems.csdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.batched.Coding;
import org.ranvier.networks.batched.Team;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.images.Images;
import org.ranvier.networks.study.StudyRun;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.values.Units;

/** The batched layers against the engine's, and their rule against the gradient of which it is a part. */
final class CsdpNetworkTest {
  private static final CsdpShape SHAPE = new CsdpShape(40, 25, 2, 3, 20, 3, 0.97f, 0.8f, 3, 0);

  private static CsdpNetwork network(CsdpShape shape) {
    var network = new CsdpNetwork(shape, new Coding(0.5, shape.steps()), new Random(5));
    for (CsdpSynapses s : network.up) { // few inputs; with stronger synapses all layers spike
      for (int k = 0; k < s.w.length; k++) {
        s.w[k] = s.w[k] * 4 + 0.04f;
      }
    }
    return network;
  }

  private static Presentation presentation(CsdpShape shape, int label, boolean real) {
    var here = new Presentation(shape);
    here.lanes(1);
    here.lane(0).begin(label, real);
    var random = new Random(3);
    for (int k = 0; k < here.input.length; k++) {
      here.input[k] = random.nextLong() & random.nextLong() & (1L << shape.steps()) - 1;
    }
    return here;
  }

  @Test
  void spikesAreThoseOfTheEngine() {
    CsdpNetwork network = network(SHAPE);
    Presentation here = presentation(SHAPE, 2, true);
    network.run(here, false);
    double[][] pixels = new double[SHAPE.inputs()][];
    for (int k = 0; k < pixels.length; k++) {
      long mask = here.input[k];
      pixels[k] = IntStream.range(0, SHAPE.steps()).filter(t -> (mask >>> t & 1) != 0).mapToDouble(t -> (t + 1) * EngineTwin.STEP_MS).toArray();
    }
    double[][] labels = new double[SHAPE.classes()][0];
    labels[2] = IntStream.range(0, SHAPE.steps()).mapToDouble(t -> (t + 1) * EngineTwin.STEP_MS).toArray();
    var net = EngineTwin.of(network, pixels, labels);
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      sim.run(Units.ms((SHAPE.steps() + 2) * EngineTwin.STEP_MS));
      for (int l = 0; l < SHAPE.layers(); l++) {
        var all = sim.spikes();
        double[][] trains = all.trainsMs(all.population("layer " + (l + 1)));
        int spikes = 0;
        for (int i = 0; i < SHAPE.hidden(); i++) {
          long mask = 0;
          for (double ms : trains[i]) {
            int t = (int) Math.round(ms / EngineTwin.STEP_MS) - 2; // a delay of one step each
            mask |= t < SHAPE.steps() ? 1L << t : 0;
          }
          assertEquals(here.lane(0).masks[l][i], mask, "layer " + l + ", neuron " + i);
          spikes += Long.bitCount(mask);
        }
        assertTrue(spikes > 50, spikes + " spikes");
      }
    }
  }

  /** As the rule is written, a synapse and a step at a time, in double precision. */
  @Test
  void weightsChangeAsTheRuleSays() {
    var shape = new CsdpShape(40, 25, 2, 3, 20, 3, 0.97f, 0.8f, 3, 0.01f);
    CsdpNetwork network = network(shape);
    Presentation here = presentation(shape, 1, true);
    var images = new Images(5, 8, new byte[40], new byte[] {1});
    for (int k = 0; k < 40; k++) {
      images.pixels()[k] = (byte) (100 + k);
    }
    float[][] before = {network.up.get(1).w.clone(), network.lateral.get(0).w.clone(), network.down.get(0).w.clone(), network.up.get(0).w.clone()};
    try (var team = new Team(2)) {
      network.learn(images, 0, 1, new int[] {2}, 99, 0, 0, team);
    }
    assertArrayEquals(before[0], network.up.get(1).w); // a rate of 0
    double[][] expected = new double[4][];
    int[][] groups = {{0, 1}, {0, 0}, {1, 0}, {-1, 0}};
    new Coding(0.5, shape.steps()).draw(images, 0, 99, 0, here.input);
    for (int g = 0; g < 4; g++) {
      expected[g] = new double[before[g].length];
    }
    for (int lane = 0; lane < 2; lane++) {
      here.lane(0).begin(lane == 0 ? 1 : 2, lane == 0);
      network.run(here, false);
      for (int g = 0; g < 4; g++) {
        long[] pre = groups[g][0] < 0 ? here.input : here.lane(0).masks[groups[g][0]];
        add(shape, pre, groups[g][0] < 0 ? 0 : 1, here.lane(0).masks[groups[g][1]], lane == 0 ? 1 : 0, expected[g]);
      }
    }
    List<CsdpSynapses> learnt = List.of(network.up.get(1), network.lateral.get(0), network.down.get(0), network.up.get(0));
    for (int g = 0; g < 4; g++) {
      double largest = 0;
      for (int k = 0; k < expected[g].length; k++) {
        assertEquals(expected[g][k], learnt.get(g).gradient[0][k], 1e-4 * Math.max(1, Math.abs(expected[g][k])), "group " + g + ", synapse " + k);
        largest = Math.max(largest, Math.abs(expected[g][k]));
      }
      assertTrue(largest > 0.1);
    }
  }

  @Test
  void thePlainLoopFindsTheSameGradients() {
    var shape = new CsdpShape(40, 25, 2, 3, 20, 3, 0.97f, 0.8f, 3, 0.01f);
    CsdpNetwork network = network(shape);
    var images = new Images(5, 8, new byte[40], new byte[] {1});
    for (int k = 0; k < 40; k++) {
      images.pixels()[k] = (byte) (100 + k);
    }
    try (var team = new Team(1)) {
      network.learn(images, 0, 1, new int[] {2}, 99, 0, 0, team);
    }
    long[] input = new long[40];
    new Coding(0.5, shape.steps()).draw(images, 0, 99, 0, input);
    var loop = new PlainLoop(network);
    List<CsdpSynapses> all = List.of(network.up.get(0), network.up.get(1), network.down.get(0), network.lateral.get(1), network.context.get(1));
    for (CsdpSynapses s : all) {
      s.clear(1);
    }
    loop.add(input, 1, true, 1);
    loop.add(input, 2, false, 1);
    for (CsdpSynapses s : all) {
      for (int k = 0; k < s.w.length; k++) {
        assertEquals(s.gradient[1][k], s.gradient[0][k], 1e-4 * Math.max(1, Math.abs(s.gradient[1][k])));
      }
    }
  }

  private static void add(CsdpShape shape, long[] pre, int lag, long[] post, double real, double[] to) {
    double[] z = new double[post.length];
    for (int t = 0; t < shape.steps(); t++) {
      double sum = 0;
      for (int i = 0; i < post.length; i++) {
        z[i] = shape.keepTrace() * z[i] + (post[i] >>> t & 1);
        sum += z[i] * z[i];
      }
      double p = 1 / (1 + Math.exp(shape.goodness() - sum));
      for (int j = 0; j < pre.length; j++) {
        long s = t < lag ? 0 : pre[j] >>> t - lag & 1;
        for (int i = 0; i < post.length; i++) {
          double modulator = t < shape.from() ? 0 : 2 * (p - real) * z[i];
          to[j * post.length + i] += s * modulator + shape.decay() * (1 - s) * (post[i] >>> t & 1);
        }
      }
    }
  }

  @Test
  void theAreaUnderTheCurveIsThatOfMannAndWhitney() {
    // scipy.stats.mannwhitneyu([3, 1, 4, 1, 5], [2, 1, 7]).statistic / 15 = 7 / 15
    assertEquals(7 / 15.0, Told.area(new double[] {3, 1, 4, 1, 5}, new double[] {2, 1, 7}), 1e-12);
  }

  @Test
  void theSameWithAnyNumberOfThreads() {
    var csdp = new Csdp();
    var set = new Settings("csdp", csdp.settings(), Map.of("data", "glyphs", "train", "60", "test", "20", "batch", "20", "epochs", "1", "hidden", "30"));
    var measures = new ArrayList<List<Double>>();
    for (int threads : new int[] {1, 3}) {
      measures.add(StudyRun.of(csdp, set, 1, List.of("csdp")).trials(0, 5, threads, t -> {}).trials().stream().map(Trial::measures).findFirst().orElseThrow());
    }
    assertEquals(measures.get(0), measures.get(1));
  }
}
