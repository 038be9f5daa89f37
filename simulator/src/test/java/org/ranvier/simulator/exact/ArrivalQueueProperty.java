package org.ranvier.simulator.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Against a heap: the same arrivals come out in the same intervals, whatever the intervals, and with them their sources and numbers. */
final class ArrivalQueueProperty {
  private record Arrival(double time, int source, int number) {}

  @Property(tries = 200)
  void arrivalsComeOutWhenAHeapSaysSo(@ForAll long seed, @ForAll @IntRange(min = 1, max = 500) int sources) {
    var random = new SplittableRandom(seed);
    var queue = new ArrivalQueue(0.1);
    var heap = new PriorityQueue<>(Comparator.comparingDouble(Arrival::time));
    double scale = Math.pow(10, random.nextDouble(-3, 4)); // from many arrivals in a tick to hardly any in a hundred thousand
    for (int i = 0; i < sources; i++) {
      add(queue, heap, new Arrival(scale * random.nextDouble(), i, 0));
    }
    double until = 0;
    int seen = 0;
    for (int k = 0; k < 60; k++) {
      until += (k % 7 == 0 ? 60 * scale : scale) * random.nextDouble() / 50;
      until = k % 5 == 0 ? Math.rint(10 * until) / 10 : until; // a whole number of ticks
      double end = until;
      var got = new ArrayList<Arrival>();
      queue.collect(
          end,
          (time, source, number) -> {
            assertTrue(time <= end, "too early");
            got.add(new Arrival(time, source, number));
            double next = Math.max(time, Math.nextUp(end)) + scale * random.nextDouble();
            add(queue, heap, new Arrival(next, source, number + 1));
          });
      var expected = new ArrayList<Arrival>();
      while (!heap.isEmpty() && heap.peek().time <= end) {
        expected.add(heap.remove());
      }
      assertEquals(sorted(expected), sorted(got), "up to " + end);
      seen += got.size();
    }
    assertTrue(seen > 0);
  }

  private static void add(ArrivalQueue queue, PriorityQueue<Arrival> heap, Arrival arrival) {
    queue.add(arrival.time, arrival.source, arrival.number);
    heap.add(arrival);
  }

  private static List<Arrival> sorted(List<Arrival> arrivals) {
    return arrivals.stream().sorted(Comparator.comparingDouble(Arrival::time).thenComparingInt(Arrival::source)).toList();
  }
}
