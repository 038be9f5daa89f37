package org.ranvier.networks.sonata;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The network of {@link ExampleFiles} by NEURON's queue, from the construction and not from the files: what a run must give. */
final class EventDriven {
  record Spike(double timeMs, int neuron) {}

  List<Spike> run(double untilMs) {
    int n = ExampleFiles.NEURONS;
    double[] tau = new double[n];
    Arrays.setAll(tau, i -> i < 8 ? 24 : 7);
    double[] refrac = new double[n];
    Arrays.fill(refrac, 3);
    var trains = new double[ExampleFiles.LGN + ExampleFiles.TW][];
    for (int k = 0; k < trains.length; k++) {
      int source = k;
      boolean lgn = k < ExampleFiles.LGN;
      trains[k] = IntStream.range(0, lgn ? 300 : 200)
          .filter(s -> s % (lgn ? ExampleFiles.LGN : ExampleFiles.TW) == (lgn ? source : source - ExampleFiles.LGN))
          .mapToDouble(s -> lgn ? ExampleFiles.lgnMs(s) : ExampleFiles.twMs(s))
          .sorted()
          .toArray();
    }
    var queue = new IntFire1Queue(tau, refrac, trains);
    for (int i = 0; i < n; i++) {
      for (int t = 0; t < n; t++) {
        double w = i >= 8 ? (t >= 8 ? -0.01 : -0.05) : (t >= 8 ? 0.13 : 0.011);
        queue.connectNeuron(i, t, w * (1 + (i + 2 * t) % 5), 2);
      }
    }
    for (int k = 0; k < trains.length; k++) {
      boolean lgn = k < ExampleFiles.LGN;
      for (int t = 0; t < n; t++) {
        int edge = lgn ? t * ExampleFiles.LGN + k : t * ExampleFiles.TW + k - ExampleFiles.LGN;
        queue.connectTrain(k, t, (t < 8 ? 0.045 : 0.015) * (4 + edge % 7), 2);
      }
    }
    return queue.run(untilMs).stream()
        .map(s -> new Spike(s.timeMs(), s.neuron()))
        .sorted(Comparator.comparingDouble(Spike::timeMs).thenComparingInt(Spike::neuron))
        .toList();
  }
}
