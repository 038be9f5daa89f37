package org.ranvier.networks.eprop;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.plasticity.rules.Eprop;
import org.ranvier.plasticity.teaching.Feedback;
import org.ranvier.plasticity.teaching.Loss;
import org.ranvier.plasticity.teaching.Optimiser;

/**
 * A recurrent network learns a pattern by e-prop; its twins, whose errors come back by weights that have nothing to do with the
 * readout, or not at all, do not.
 */
final class PatternGenerationTest {
  private static final int TRIAL = 400;
  private static final int TRIALS = 90;
  private static final int INPUTS = 40;
  private static final int NEURONS = 60;

  private static double[] losses(long seed, Feedback feedback, double rate, double readoutRate, Loss loss) {
    var random = new Random(seed);
    double[][] times = new double[INPUTS][];
    for (int i = 0; i < INPUTS; i++) { // the same in each trial
      int[] once = IntStream.rangeClosed(1, TRIAL).filter(t -> random.nextDouble() < 0.05).toArray();
      times[i] = IntStream.range(0, TRIALS).boxed().flatMapToInt(k -> Arrays.stream(once).map(t -> t + k * TRIAL))
          .asDoubleStream().toArray();
    }
    var net = new Network("pattern generation").resolution(ms(1));
    var in = net.spikeSource("in", times);
    var rec = net.population("rec", NEURONS, "eprop_iaf");
    int outputs = loss == Loss.SQUARES ? 1 : 2;
    var out =
        net.readout("out", rec).outputs(outputs).tau(ms(20)).interval(ms(TRIAL)).feedback(feedback)
            .decay(feedback == Feedback.ADAPTIVE ? 1e-3 : 0).loss(loss).optimiser(Optimiser.adam(readoutRate))
            .weightScale(1.0);
    var rule = Eprop.of("out").optimiser(Optimiser.adam(rate)).regularised(1e-5, 15);
    net.connect(in, rec).rule(allToAll()).weight(normal(mV(0.8), mV(1.6))).delay(ms(1)).plastic(rule);
    net.connect(rec, rec).rule(fixedInDegree(30)).weight(normal(mV(0), mV(1))).delay(ms(1)).plastic(rule);
    double[][] pattern = new double[outputs][TRIAL];
    for (int t = 0; t < TRIAL; t++) {
      double x = 2 * Math.PI * t / TRIAL;
      double y = 0.7 * Math.sin(x + 1) + 0.5 * Math.sin(2 * x + 2) + 0.3 * Math.sin(3 * x) + 0.3 * Math.sin(5 * x + 4);
      pattern[0][t] = outputs == 1 ? y : y > 0 ? 1 : 0;
      if (outputs == 2) {
        pattern[1][t] = 1 - pattern[0][t];
      }
    }
    try (var sim = Simulation.of(net, Simulation.Options.DEFAULT.threads(1).seed(seed).keepSpikes(false))) {
      sim.want(out, pattern);
      sim.run(ms(TRIAL * TRIALS));
      return sim.readout(out).losses();
    }
  }

  /** The mean loss of the last ten trials in parts of that of the first. */
  private static double left(double[] losses) {
    return Arrays.stream(losses, losses.length - 10, losses.length).average().orElseThrow() / losses[0];
  }

  @Test
  void learnsToGenerateAPattern() {
    double learnt = left(losses(1, Feedback.SYMMETRIC, 0.02, 0, Loss.SQUARES));
    double shuffled = left(losses(1, Feedback.RANDOM, 0.02, 0, Loss.SQUARES));
    double frozen = left(losses(1, Feedback.SYMMETRIC, 0, 0, Loss.SQUARES));
    assertTrue(learnt < 0.5, "by e-prop: " + learnt);
    assertTrue(shuffled > 0.8, "by errors that come back shuffled: " + shuffled);
    assertTrue(frozen > 0.8, "by nothing: " + frozen);
  }

  @Test
  void randomFeedbackTeachesWhereTheReadoutLearnsToo() {
    double random = left(losses(1, Feedback.RANDOM, 0.01, 0.005, Loss.SQUARES));
    double readoutOnly = left(losses(1, Feedback.RANDOM, 0, 0.005, Loss.SQUARES));
    double adaptive = left(losses(1, Feedback.ADAPTIVE, 0.01, 0.005, Loss.SQUARES));
    assertTrue(random < readoutOnly, "by random feedback " + random + ", by the readout alone " + readoutOnly);
    assertTrue(adaptive < readoutOnly, "by adaptive feedback " + adaptive + ", by the readout alone " + readoutOnly);
  }

  @Test
  void learnsToTellClasses() {
    double learnt = left(losses(1, Feedback.SYMMETRIC, 0.02, 0, Loss.CROSS_ENTROPY));
    double shuffled = left(losses(1, Feedback.RANDOM, 0.02, 0, Loss.CROSS_ENTROPY));
    assertTrue(learnt < 0.5, "by e-prop: " + learnt);
    assertTrue(shuffled > 0.8, "by errors that come back shuffled: " + shuffled);
  }
}
