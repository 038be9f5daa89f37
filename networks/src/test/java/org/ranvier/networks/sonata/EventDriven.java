package org.ranvier.networks.sonata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The network of {@link ExampleFiles} by a queue of events, from the construction and not from the files: what a run must give.
 * Among events of one time at one neuron the threshold is asked after each, in the order of their sources.
 */
final class EventDriven {
  record Spike(double timeMs, int neuron) {}

  private record Event(double timeMs, int target, int source, double weight) {}

  private final PriorityQueue<Event> queue = new PriorityQueue<>(
      Comparator.comparingDouble(Event::timeMs).thenComparingInt(Event::target).thenComparingInt(Event::source));

  List<Spike> run(double untilMs) {
    for (int k = 0; k < 300; k++) {
      feed(ExampleFiles.lgnMs(k), k % ExampleFiles.LGN, ExampleFiles.LGN, 1000, untilMs);
    }
    for (int k = 0; k < 200; k++) {
      feed(ExampleFiles.twMs(k), k % ExampleFiles.TW, ExampleFiles.TW, 2000, untilMs);
    }
    int n = ExampleFiles.NEURONS;
    double[] m = new double[n];
    double[] at = new double[n];
    double[] free = new double[n];
    Arrays.fill(free, Double.NEGATIVE_INFINITY);
    var spikes = new ArrayList<Spike>();
    while (!queue.isEmpty() && queue.peek().timeMs <= untilMs) {
      var event = queue.poll();
      int i = event.target;
      if (event.timeMs < free[i]) {
        continue;
      }
      double from = Math.max(at[i], free[i]);
      m[i] = (free[i] > at[i] ? 0 : m[i]) * Math.exp(-(event.timeMs - from) / (i < 8 ? 24.0 : 7.0)) + event.weight;
      at[i] = event.timeMs;
      if (m[i] > 1) {
        free[i] = event.timeMs + 3;
        spikes.add(new Spike(event.timeMs, i));
        for (int t = 0; t < n; t++) {
          double w = i >= 8 ? (t >= 8 ? -0.01 : -0.05) : (t >= 8 ? 0.13 : 0.011);
          queue.add(new Event(event.timeMs + 2, t, i, w * (1 + (i + 2 * t) % 5)));
        }
      }
    }
    return spikes;
  }

  private void feed(double timeMs, int source, int size, int first, double untilMs) {
    for (int t = 0; timeMs <= untilMs && t < ExampleFiles.NEURONS; t++) {
      int edge = t * size + source;
      queue.add(new Event(timeMs + 2, t, first + source, (t < 8 ? 0.045 : 0.015) * (4 + edge % 7)));
    }
  }
}
