package org.ranvier.networks.systems.globallocal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.systems.globallocal.HybridNetwork.Firing;
import org.ranvier.networks.systems.globallocal.HybridNetwork.Parameters;
import org.ranvier.networks.systems.globallocal.HybridNetwork.Size;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/** Against differences, closed forms and what must hold of a draw. */
final class HybridNetworkTest {
  private static final Size SMALL = new Size(Characters.PIXELS, 5, 3, 4);

  /** A smooth function in place of a spike, so that there are derivatives. */
  private static final Firing SMOOTH =
      new Firing() {
        @Override
        public double of(double v) {
          return 1 / (1 + Math.exp(-3 * (v - 1)));
        }

        @Override
        public double slope(double v) {
          return 3 * of(v) * (1 - of(v));
        }
      };

  private static RandomStream random(String purpose) {
    return new RandomStream(RandomKey.of(3, purpose));
  }

  private static ShotsEpisode episode() {
    return Characters.drawn(6, 4, random("characters")).episode(3, 2, random("episode"));
  }

  @Test
  void gradientOfAllParametersIsThatOfCentralDifferences() {
    var net = new HybridNetwork(SMALL, SMOOTH, 0.5, random("weights"));
    Arrays.setAll(net.at.theta(), k -> 0.1 * k);
    ShotsEpisode episode = episode();
    var gradient = Parameters.zeros(SMALL);
    new EpisodeRun(net, episode).backward(gradient);
    double h = 1e-5;
    for (int part = 0; part < gradient.all().length; part++) {
      double[] w = net.at.all()[part];
      double largest = Arrays.stream(gradient.all()[part]).map(Math::abs).max().orElseThrow();
      assertTrue(largest > 1e-5, "part " + part + " has a gradient");
      for (int k = 0; k < w.length; k += 1 + w.length / 15) {
        double was = w[k];
        w[k] = was + h;
        double above = new EpisodeRun(net, episode).loss();
        w[k] = was - h;
        double below = new EpisodeRun(net, episode).loss();
        w[k] = was;
        assertEquals((above - below) / (2 * h), gradient.all()[part][k], 1e-6 * Math.max(1, largest), part + ", " + k);
      }
    }
  }

  /** Where both sides are constant, P is a geometric sum: η·z·(y - θ)·(1 - λ^n)/(1 - λ). */
  @Test
  void localPartOfConstantActivitiesIsAGeometricSum() {
    Firing always =
        new Firing() {
          @Override
          public double of(double v) {
            return 1;
          }

          @Override
          public double slope(double v) {
            return 0;
          }
        };
    var net = new HybridNetwork(SMALL, always, 0, random("weights")); // α = 0
    Arrays.fill(net.at.out(), 0);
    net.at.eta()[0] = 0.03;
    net.at.theta()[1] = 0.2;
    ShotsEpisode all = episode();
    var one = new ShotsEpisode(Arrays.copyOf(all.shown(), 1), new int[] {0}, all.asked(), 0);
    double[] p = new EpisodeRun(net, one).local();
    double[] expected = new double[3];
    double u = 0; // of the output that is told
    for (int t = 0; t < SMALL.steps(); t++) {
      u = HybridNetwork.LEAK * u + HybridNetwork.TOLD;
      double y = Math.exp(u) / (Math.exp(u) + 2);
      double later = Math.pow(HybridNetwork.KEPT, SMALL.steps() - 1 - t);
      expected[0] += 0.03 * y * later;
      expected[1] += 0.03 * ((1 - y) / 2 - 0.2) * later;
      expected[2] += 0.03 * (1 - y) / 2 * later;
    }
    for (int k = 0; k < p.length; k++) {
      assertEquals(expected[k / SMALL.hidden()], p[k], 1e-12, "synapse " + k);
    }
  }

  @Test
  void episodeAsksForAnotherDrawingOfOneOfItsCharacters() {
    var random = random("episodes");
    var all = Characters.drawn(6, 2, random("characters"));
    for (int n = 0; n < 50; n++) {
      ShotsEpisode e = all.episode(4, 3, random);
      assertTrue(Arrays.stream(e.shown()).noneMatch(x -> x == e.asked()), "the image itself was not shown");
      for (int k = 0; k < 4; k++) {
        int label = k;
        assertEquals(3, Arrays.stream(e.labels()).filter(l -> l == label).count());
      }
      double[][] of = Arrays.stream(all.images()).filter(c -> Arrays.asList(c).contains(e.asked())).findFirst().orElseThrow();
      for (int k = 0; k < e.labels().length; k++) {
        assertEquals(e.labels()[k] == e.answer(), Arrays.asList(of).contains(e.shown()[k]));
      }
    }
  }
}
