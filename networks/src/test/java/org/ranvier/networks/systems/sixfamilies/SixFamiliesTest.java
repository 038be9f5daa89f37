package org.ranvier.networks.systems.sixfamilies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.study.StudyRun;
import org.ranvier.networks.study.Trial;

/** Short runs with drawn digits. */
final class SixFamiliesTest {
  private static List<Trial> trials(int threads, String... conditions) {
    var study = new SixFamilies();
    var set = new Settings(
        "six-families", study.settings(), Map.of("data", "glyphs", "pool", "1", "train", "300", "test", "40", "epochs", "1", "hidden", "40", "batch", "10"));
    return StudyRun.of(study, set, 1, List.of(conditions)).trials(0, 3, threads, t -> {}).trials();
  }

  @Test
  void rulesAreAlignedWithBackpropagationAsFarAsTheyKnowTheReadout() {
    List<Trial> all = trials(1, "backpropagation", "hebb", "broadcast", "energy", "frozen");
    double[] cosine = all.stream().mapToDouble(t -> t.measures().get(1)).toArray();
    assertEquals(1, cosine[0], 1e-6);
    assertEquals(0, cosine[1], 0.3); // knows nothing of the task
    assertTrue(cosine[3] > 0.3, "energy " + cosine[3]); // the readout's weights pull
    assertTrue(cosine[3] > cosine[2] + 0.1);
    assertEquals(0, cosine[4]);
  }

  @Test
  void theSameWithAnyNumberOfThreads() {
    String[] some = {"discrepancy", "local-classifier", "forward-only"};
    assertEquals(trials(1, some).stream().map(Trial::measures).toList(), trials(2, some).stream().map(Trial::measures).toList());
  }
}
