package org.ranvier.networks.systems.credit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ranvier.networks.batched.Team;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.study.Plan;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomKey;
import org.ranvier.simulator.random.RandomStream;

/** The evidence task and the network that learns it, in the study's form and in that of the publication's program. */
final class EvidenceTest {
  private static final Map<String, String> PUBLISHED = Map.of("step", "1", "delay", "800", "network", "published", "readout", "0.1");

  private static RandomStream random(String purpose) {
    return new RandomStream(RandomKey.of(3, "credit", purpose));
  }

  private static Plan plan(Map<String, String> given) {
    var study = new MdglEvidence();
    return new Plan(new Settings(study.name(), study.settings(), given), 0, 5, study.conditions().getFirst(), Map.of());
  }

  /** Of seven cues on two sides, the label is the side of four or more; rates are 40 and 10 spikes/s; cues of 100 ms, pauses of 50, a question of 150. */
  @ParameterizedTest
  @ValueSource(doubles = {5, 1})
  void evidenceIsWhatCuesSay(double step) {
    var times = EvidenceTask.Times.of(step, 100);
    int cue = (int) (100 / step);
    int both = (int) (150 / step);
    int delay = (int) (100 / step);
    int asked = (int) (150 / step);
    double[] fired = new double[4];
    for (int n = 0; n < 50; n++) {
      var task = EvidenceTask.drawn(times, random("evidence " + n));
      assertEquals(EvidenceTask.CUES * both + delay + asked, task.input().length);
      int right = 0;
      for (int c = 0; c < EvidenceTask.CUES; c++) {
        double[] shown = new double[2];
        for (int t = 0; t < cue; t++) {
          double[] x = task.input()[c * both + t];
          for (int k = 0; k < 2 * EvidenceTask.GROUP; k++) {
            shown[k / EvidenceTask.GROUP] += x[k];
          }
        }
        assertEquals(0, Math.min(shown[0], shown[1]), "one side at a time");
        right += shown[1] > shown[0] ? 1 : 0;
        fired[0] += shown[0] + shown[1];
      }
      assertEquals(right >= 4 ? 1 : 0, task.label());
      for (double[] x : task.input()) {
        for (int k = 2 * EvidenceTask.GROUP; k < EvidenceTask.INPUTS; k++) {
          fired[k / EvidenceTask.GROUP] += x[k];
        }
      }
    }
    double cells = 50 * EvidenceTask.GROUP * step / 1000;
    assertEquals(40, fired[0] / (cells * EvidenceTask.CUES * cue), 1);
    assertEquals(40, fired[2] / (cells * asked), 2.5);
    assertEquals(10, fired[3] / (cells * (EvidenceTask.CUES * both + delay + asked)), 0.5);
  }

  /** The sizes that the publication's program has: a tenth of all weights, four fifths of sources excite, no unit drives itself, inhibitory units do not adapt. */
  @Test
  void publishedNetworkIsThatOfTheProgram() {
    var study = new MdglEvidence();
    RecurrentNet net = study.net(plan(PUBLISHED));
    CreditCells cells = net.cells;
    assertEquals(400, count(net.in));
    assertEquals(20, count(net.out));
    assertEquals(1000 - 10, count(net.w), 10); // those on the diagonal are left out
    int adapting = 0;
    for (int p = 0; p < 100; p++) {
      int source = p;
      assertEquals(0, net.w[p][p]);
      double sign = p < 80 ? 1 : -1;
      assertTrue(Arrays.stream(net.w).allMatch(row -> sign * row[source] >= 0));
      assertTrue(Arrays.stream(net.out).allMatch(row -> sign * row[source] >= 0));
      adapting += cells.betaOf(p) > 0 ? 1 : 0;
      assertTrue(cells.betaOf(p) == 0 || cells.type(p) == 0);
    }
    assertEquals(50, adapting);
    int exciting = 0;
    for (int i = 0; i < EvidenceTask.INPUTS; i++) {
      int source = i;
      boolean excites = Arrays.stream(net.in).anyMatch(row -> row[source] > 0);
      assertTrue(!excites || Arrays.stream(net.in).allMatch(row -> row[source] >= 0));
      exciting += excites ? 1 : 0;
    }
    assertEquals(32, exciting);
    assertEquals((1 - Math.exp(-1 / 20.0)) / 0.01, cells.gain(), 1e-12);
    assertEquals(0.09, cells.betaOf(0), 1e-4); // 1.8·(1 - e^(-1/2000))/0.01
    assertEquals(2000, study.tasks(plan(PUBLISHED)).apply(random("length")).input().length);
  }

  private static int count(double[][] w) {
    return (int) Arrays.stream(w).flatMapToDouble(Arrays::stream).filter(x -> x != 0).count();
  }

  /** After each spike five steps without one, and no derivative. */
  @Test
  void refractoryUnitsNeitherFireNorLearn() {
    var study = new MdglEvidence();
    RecurrentNet net = study.net(plan(PUBLISHED));
    TrialCourse course = net.run(study.tasks(plan(PUBLISHED)).apply(random("refractory")).input());
    int spikes = 0;
    for (int t = 1; t + 5 < course.z().length; t++) {
      for (int p : course.active()[t]) {
        spikes++;
        for (int s = t + 1; s <= t + 5; s++) {
          assertEquals(0, course.z()[s][p]);
          assertEquals(0, course.h()[s][p]);
        }
      }
    }
    assertTrue(spikes > 100);
  }

  /** Excitation and inhibition of each unit are equal, and the matrix is divided by its spectral radius; a turn by an angle times r has the radius r. */
  @Test
  void signedWeightsAreBalanced() {
    assertEquals(0.7, SignedWeights.radius(new double[][] {{0.7 * Math.cos(1), -0.7 * Math.sin(1)}, {0.7 * Math.sin(1), 0.7 * Math.cos(1)}}, random("turn")), 1e-3);
    assertEquals(3, SignedWeights.radius(new double[][] {{1, 2, 0}, {2, 1, 0}, {0, 0, -2}}, random("symmetric")), 1e-3);
    boolean[] excites = new boolean[50];
    Arrays.fill(excites, 0, 40, true);
    double[][] full = SignedWeights.balanced(excites, random("balanced"));
    for (double[] row : full) {
      assertEquals(0, Arrays.stream(row).sum(), 1e-9);
      for (int q = 0; q < 50; q++) {
        assertTrue(excites[q] ? row[q] > 0 : row[q] < 0);
      }
    }
    double[][] drawn = SignedWeights.drawn(excites, 50, 1, random("drawn"));
    assertEquals(1, SignedWeights.radius(drawn, random("radius")), 1e-2);
    assertEquals(250, count(SignedWeights.drawn(excites, 50, 0.1, random("thin"))));
  }

  /** The published rules, forward in time: eligibilities from the state's own derivatives, and one hop by what types secrete. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eligibilitiesForwardInTimeGiveTheSame(boolean hop) {
    RecurrentNet net = new MdglEvidence().net(plan(Map.of("step", "5", "units", "30", "network", "published", "readout", "0.5")));
    CreditTask task = EvidenceTask.drawn(EvidenceTask.Times.of(5, 50), random("task"));
    TrialCourse course = net.run(task.input());
    double[][] direct = Training.direct(net, course, task);
    double[][] backward = (hop ? Credit.MDGL_TYPE : Credit.EPROP).gradient(net, course, direct, 0);
    CreditCells cells = net.cells;
    double[][] means = net.typeMeans();
    double largest = 0;
    for (int p = 0; p < 30; p++) {
      for (int q = 0; q < 30; q++) {
        if (net.w[p][q] == 0) {
          continue;
        }
        double ev = 0;
        double ea = 0;
        double before = 0;
        double sum = 0;
        for (int t = 1; t < direct.length; t++) {
          double psi = course.h()[t - 1][p];
          double bpsi = -cells.betaOf(p) * psi;
          double v = (cells.alpha() - psi) * ev - bpsi * ea + cells.gain() * course.z()[t - 1][q];
          ea = psi * ev + (cells.rho() + bpsi) * ea;
          ev = v;
          double e = course.h()[t][p] * (ev - cells.betaOf(p) * ea);
          double came = 0;
          for (int j = 0; hop && j < 30; j++) {
            came += net.w[j][p] == 0 ? 0 : means[cells.type(j)][cells.type(p)] * direct[t][j] * course.h()[t][j];
          }
          sum += direct[t][p] * e + cells.gain() * came * before;
          before = e;
        }
        assertEquals(sum, backward[p][q], 1e-9 * Math.max(1, Math.abs(sum)));
        largest = Math.max(largest, Math.abs(sum));
      }
    }
    assertTrue(largest > 1e-4, "a gradient of 0 shows nothing");
  }

  @Test
  void threadsDoNotMatter() {
    double[][] alone = learnt(1);
    double[][] three = learnt(3);
    for (int p = 0; p < alone.length; p++) {
      assertArrayEquals(alone[p], three[p]);
    }
    assertNotEquals(0, Arrays.stream(alone).flatMapToDouble(Arrays::stream).sum());
  }

  private static double[][] learnt(int threads) {
    var study = new MdglEvidence();
    Plan plan = plan(Map.of("network", "published", "readout", "0.3"));
    RecurrentNet net = study.net(plan);
    double[][] drawn = Arrays.stream(net.w).map(double[]::clone).toArray(double[][]::new);
    try (var team = new Team(threads)) {
      var training = new Training(net, new Training.How(Credit.MDGL_TYPE, 0, 0.01, 6, 0.01), study.tasks(plan), random("trials"), team);
      for (int k = 0; k < 3; k++) {
        training.step();
      }
    }
    double[][] changes = new double[net.w.length][];
    for (int p = 0; p < drawn.length; p++) {
      int target = p;
      changes[p] = new double[drawn.length];
      Arrays.setAll(changes[p], q -> net.w[target][q] - drawn[target][q]);
    }
    return changes;
  }

  /** Weights that would change their sign stay almost 0, on the side they were; those that are not there stay so. */
  @Test
  void signsAreKept() {
    double[][] w = {{0.001, -0.001, 0}};
    new AdamSteps(w).stepKeepingSigns(w, new double[][] {{1, -1, 1}}, 0.1, 0.01);
    assertTrue(w[0][0] > 0 && w[0][0] < 1e-5);
    assertTrue(w[0][1] < 0 && w[0][1] > -1e-5);
    assertEquals(0, w[0][2]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "step=3 | step = 3 ms does not divide pauses of 50 ms and cues of 100 ms; give 0.5, 1, 2, 2.5, 5 or 10",
        "delay=502 | delay = 502 ms is no multiple of step = 5 ms; give one",
        "network=dense | network = 'dense' is not known; give plain or published",
        "readout=0.1 | readout = 0.1 is for network=published; give that too, or leave readout at 1",
        "batch=1.5 | batch = 1.5 is no whole number; give one",
        "batch=0 | batch = 0 is out of range; batch (trials) must lie within 1 … 10000, by default it is 16",
        "step=20 | step = 20 is out of range; step (of time, a part of 50) must lie within 0.5 … 10 ms, by default it is 5"
      })
  void settingsThatDoNotFitAreRefused(String setting, String message) {
    var given = new HashMap<String, String>();
    String[] parts = setting.split("=");
    given.put(parts[0], parts[1]);
    var e = assertThrows(RanvierException.class, () -> new MdglEvidence().network(plan(given)));
    assertEquals(message, e.getMessage());
  }
}
