package org.ranvier.networks.sonata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.sonata.IntFire1Queue.Spike;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;

/**
 * IntFire1 neurons among which nearly all that happens coincides with something: spikes of both signs over several synapses, ends of
 * refractory periods, sources. NEURON's queue says what comes first; see {@link IntFire1Queue}.
 */
class SimultaneousSpikesProperty {
  private static final Comparator<Spike> ORDER = Comparator.comparingDouble(Spike::timeMs).thenComparingInt(Spike::neuron);

  private record Edge(int source, int target, double weight, double delayMs) {}

  /** Times are multiples of 1/4 ms, which binary fractions hold, so that sums of them coincide to the last bit. */
  private static final class Case {
    final int[] sizes; // two populations of neurons
    final double[] tau;
    final double[] refrac;
    final double[][] trains;
    final List<Edge> inputs;
    final List<Edge> recurrent;

    Case(long seed) {
      var random = new Random(seed);
      sizes = new int[] {1 + random.nextInt(90), 1 + random.nextInt(20)};
      int n = sizes[0] + sizes[1];
      tau = random.doubles(n, 5, 30).toArray();
      refrac = random.ints(n, 0, 13).mapToDouble(k -> k / 4.0).toArray();
      trains = IntStream.range(0, 1 + random.nextInt(8))
          .mapToObj(k -> random.ints(random.nextInt(30), 1, 100).mapToDouble(t -> t / 4.0).sorted().toArray())
          .toArray(double[][]::new);
      inputs = edges(random, trains.length, n, 3 * n);
      recurrent = edges(random, n, n, 5 * n);
    }

    private static List<Edge> edges(Random random, int sources, int targets, int count) {
      return Stream.generate(() -> new Edge(random.nextInt(sources), random.nextInt(targets),
          (random.nextInt(5) < 2 ? -1 : 1) * (1 + random.nextInt(6)) / 4.0, (1 + random.nextInt(8)) / 4.0)).limit(count).toList();
    }

    /** NetCons of a source are made by their targets, in the order of the edges of one target. */
    List<Spike> expected(double untilMs) {
      var queue = new IntFire1Queue(tau, refrac, trains);
      inputs.stream().sorted(Comparator.comparingInt(Edge::target))
          .forEach(e -> queue.connectTrain(e.source, e.target, e.weight, e.delayMs));
      recurrent.stream().sorted(Comparator.comparingInt(Edge::target))
          .forEach(e -> queue.connectNeuron(e.source, e.target, e.weight, e.delayMs));
      return queue.run(untilMs).stream().sorted(ORDER).toList();
    }

    List<Spike> found(int threads, double... runsMs) {
      var net = new Network("simultaneous");
      var cells = new Population[] {cells(net, "p", 0, sizes[0]), cells(net, "q", sizes[0], tau.length)};
      var source = net.spikeSource("x", trains).exact();
      for (int to = 0; to < 2; to++) {
        connect(net, source, 0, trains.length, inputs, cells[to], to);
      }
      for (int from = 0; from < 2; from++) {
        for (int to = 0; to < 2; to++) {
          connect(net, cells[from], from == 0 ? 0 : sizes[0], sizes[from], recurrent, cells[to], to);
        }
      }
      try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(threads))) {
        for (double ms : runsMs) {
          simulation.run(Units.ms(ms));
        }
        var all = simulation.spikes();
        return IntStream.range(0, all.size())
            .filter(k -> all.ids()[k] < tau.length)
            .mapToObj(k -> new Spike(all.timeMs(k), all.ids()[k]))
            .sorted(ORDER)
            .toList();
      }
    }

    private Population cells(Network net, String name, int from, int to) {
      return net.population(name, to - from, "intfire1")
          .set("tau", Distribution.each(Units::ms, Arrays.copyOfRange(tau, from, to)))
          .set("refrac", Distribution.each(Units::ms, Arrays.copyOfRange(refrac, from, to)));
    }

    private void connect(Network net, Population source, int first, int size, List<Edge> edges, Population target, int to) {
      int base = to == 0 ? 0 : sizes[0];
      var chosen = edges.stream()
          .filter(e -> e.source >= first && e.source < first + size && e.target >= base && e.target < base + sizes[to])
          .toList();
      if (!chosen.isEmpty()) {
        net.connect(source, target)
            .rule(ConnectionRule.explicit(
                chosen.stream().mapToInt(e -> e.source - first).toArray(), chosen.stream().mapToInt(e -> e.target - base).toArray()))
            .weight(Distribution.each(chosen.stream().mapToDouble(Edge::weight).toArray()))
            .delay(Distribution.each(Units::ms, chosen.stream().mapToDouble(Edge::delayMs).toArray()));
      }
    }
  }

  @Property(tries = 60)
  void theyComeInTheOrderOfNeuronsQueue(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int threads) {
    var network = new Case(seed);
    List<Spike> expected = network.expected(40);
    assertSame(expected, network.found(threads, 40), seed);
    assertSame(expected, network.found(threads, 7.3, 0.1, 12.6, 20), seed);
  }

  private static void assertSame(List<Spike> expected, List<Spike> found, long seed) {
    for (int k = 0; k < Math.min(expected.size(), found.size()); k++) {
      assertEquals(expected.get(k).neuron(), found.get(k).neuron(), "seed " + seed + ", spike " + k + " " + expected.get(k));
      assertEquals(expected.get(k).timeMs(), found.get(k).timeMs(), 1e-9, "seed " + seed + ", spike " + k);
    }
    assertEquals(expected.size(), found.size(), "seed " + seed);
  }

  /** Without this the property would hold anything against nothing. */
  @Example
  void thereIsSomethingToDecide() {
    assertEquals(true, IntStream.range(0, 20).map(s -> new Case(s).expected(40).size()).sum() > 2000);
  }
}
