package org.ranvier.networks.sonata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * NEURON's {@code IntFire1} (intfire1.mod) and {@code VecStim} (vecevent.mod) with NEURON's queue of events, written down from those files: of
 * events that are due at one time the one comes first that was put into the queue first. Held against the published run of the SONATA
 * example {@code 300_intfire} by {@link PublishedIntFireTest}.
 */
final class IntFire1Queue {
  record Spike(double timeMs, int neuron) {}

  private enum Kind {
    DELIVERY, REFRACTORY_END, STIMULUS
  }

  private record Event(double timeMs, long number, Kind kind, int at, double weight) {}

  /** A NetCon. */
  private record Connection(int target, double weight, double delayMs) {}

  private final double[] tau;
  private final double[] refrac;
  private final double[] m;
  private final double[] t0;
  private final boolean[] refractory;
  private final double[][] trains;
  private final int[] element;
  private final List<List<Connection>> connections = new ArrayList<>(); // of neurons, then of trains
  private final PriorityQueue<Event> queue =
      new PriorityQueue<>(Comparator.comparingDouble(Event::timeMs).thenComparingLong(Event::number));
  private final List<Spike> spikes = new ArrayList<>();
  private long number;

  /**
   * @param trains spike times of each source, ascending
   */
  IntFire1Queue(double[] tau, double[] refrac, double[][] trains) {
    this.tau = tau;
    this.refrac = refrac;
    this.trains = trains;
    m = new double[tau.length];
    t0 = new double[tau.length];
    refractory = new boolean[tau.length];
    element = new int[trains.length];
    for (int k = 0; k < tau.length + trains.length; k++) {
      connections.add(new ArrayList<>());
    }
  }

  void connectNeuron(int from, int to, double weight, double delayMs) {
    connections.get(from).add(new Connection(to, weight, delayMs));
  }

  void connectTrain(int train, int to, double weight, double delayMs) {
    connections.get(tau.length + train).add(new Connection(to, weight, delayMs));
  }

  /** The spikes of the neurons in the order in which they are fired. */
  List<Spike> run(double untilMs) {
    for (int k = 0; k < trains.length; k++) {
      nextOf(k);
    }
    while (!queue.isEmpty() && queue.peek().timeMs <= untilMs) {
      Event event = queue.poll();
      switch (event.kind) {
        case STIMULUS -> {
          send(tau.length + event.at, event.timeMs);
          nextOf(event.at);
        }
        case REFRACTORY_END -> {
          t0[event.at] = event.timeMs;
          refractory[event.at] = false;
          m[event.at] = 0;
        }
        case DELIVERY -> deliver(event);
      }
    }
    return spikes;
  }

  private void deliver(Event event) {
    int i = event.at;
    if (refractory[i]) {
      return;
    }
    m[i] = m[i] * Math.exp(-(event.timeMs - t0[i]) / tau[i]) + event.weight;
    t0[i] = event.timeMs;
    if (m[i] > 1) {
      refractory[i] = true;
      put(event.timeMs + refrac[i], Kind.REFRACTORY_END, i, 0);
      spikes.add(new Spike(event.timeMs, i));
      send(i, event.timeMs);
    }
  }

  private void nextOf(int train) {
    if (element[train] < trains[train].length) {
      put(trains[train][element[train]++], Kind.STIMULUS, train, 0);
    }
  }

  private void send(int from, double timeMs) {
    for (Connection c : connections.get(from)) {
      put(timeMs + c.delayMs, Kind.DELIVERY, c.target, c.weight);
    }
  }

  private void put(double timeMs, Kind kind, int at, double weight) {
    queue.add(new Event(timeMs, number++, kind, at, weight));
  }
}
