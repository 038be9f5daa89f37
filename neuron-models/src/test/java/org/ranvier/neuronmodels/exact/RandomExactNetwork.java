package org.ranvier.neuronmodels.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.model.ParameterValues;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.PopulationSpec;
import org.ranvier.simulator.engine.ProjectionSpec;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.exact.EventBatch;
import org.ranvier.simulator.exact.ExactContext;
import org.ranvier.simulator.exact.ExactKernel;
import org.ranvier.simulator.exact.ExactSpikes;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.synapses.SynapseBatch;
import org.ranvier.simulator.synapses.SynapseGenerator;
import org.ranvier.simulator.time.TimeGrid;

/**
 * An arbitrary network of exact neurons, and two ways to simulate it: the engine, and an oracle that takes one event after the other from a
 * heap.
 */
final class RandomExactNetwork {
  static final TimeGrid GRID = TimeGrid.DEFAULT;
  private static final List<String> MODELS =
      List.of(
          "iaf_psc_delta_ps", "iaf_psc_exp_ps", "iaf_psc_alpha_ps", "iaf_cond_exp_ps", "intfire1", "iaf_cond_delta", "qif_delta", "theta_delta",
          "parrot_neuron_ps");

  private record Synapse(int source, int target, double delay, double weight) {}

  private record Wiring(int source, int target, List<Synapse> synapses) {}

  /** A spike. */
  record Spike(int population, int neuron, double time) {}

  private final List<ExactModel> models = new ArrayList<>();
  private final List<ParameterValues> values = new ArrayList<>();
  private final List<Wiring> wirings = new ArrayList<>();
  private final int[] sizes;

  /**
   * @param shortest shortest delay in ms
   * @param coincident whether times of sources and delays are such that many events coincide
   */
  RandomExactNetwork(long seed, double shortest, boolean coincident) {
    var random = new Random(seed);
    int populations = 2 + random.nextInt(4);
    sizes = new int[populations];
    for (int p = 0; p < populations; p++) {
      boolean source = p == 0;
      sizes[p] = source ? 10 : 1 + random.nextInt(150); // more than a block of targets, so that workers share some
      add(source ? GivenTimes.of(times(random, sizes[p], coincident)) : find(MODELS.get(random.nextInt(MODELS.size()))), sizes[p], random);
    }
    for (int w = 0; w < 2 * populations; w++) {
      int source = w < populations - 1 ? 0 : random.nextInt(populations);
      int target = w < populations - 1 ? w + 1 : 1 + random.nextInt(populations - 1);
      if (w >= populations - 1 && target <= source && (isRelay(source) || isRelay(target))) {
        continue; // circles of relays may multiply spikes without end
      }
      boolean sameDelay = random.nextBoolean();
      double common = delay(random, shortest, coincident);
      var synapses = new ArrayList<Synapse>();
      int count = (int) Math.min(400, (source == 0 ? 0.3 : 0.02) * sizes[source] * sizes[target]) + random.nextInt(5);
      for (int k = 0; k < count; k++) {
        double d = sameDelay ? common : delay(random, shortest, coincident);
        synapses.add(new Synapse(random.nextInt(sizes[source]), random.nextInt(sizes[target]), d, weight(random, target, coincident)));
      }
      wirings.add(new Wiring(source, target, synapses));
    }
  }

  private boolean isRelay(int population) {
    return models.get(population).name().equals("parrot_neuron_ps");
  }

  private static ExactModel find(String model) {
    return (ExactModel) NeuronModels.find(model);
  }

  private void add(ExactModel model, int size, Random random) {
    var given = new HashMap<String, double[]>();
    if (random.nextBoolean()) {
      model.parameters().stream()
          .filter(p -> p.name().equals("t_ref") || p.name().equals("refrac"))
          .forEach(p -> given.put(p.name(), random.doubles(size, 0.5, 3).toArray()));
    }
    model.parameters().stream()
        .filter(p -> p.name().equals("I_e"))
        .forEach(p -> given.put("I_e", new double[] {random.nextInt(3) * (model.name().startsWith("iaf") ? 190 : 30)}));
    if (model.name().equals("iaf_cond_exp_ps")) {
      double[] tau = random.doubles(random.nextBoolean() ? size : 1, 0.3, 20).toArray();
      given.put("tau_syn_ex", tau);
      given.put("tau_syn_in", tau);
    }
    models.add(model);
    values.add(ParameterValues.of("test", model.parameters(), size, given));
  }

  private static double[][] times(Random random, int size, boolean coincident) {
    double[][] times = new double[size][];
    Arrays.setAll(
        times, i -> random.doubles(8, 0.2, 40).map(t -> coincident ? Math.ceil(t * 4) / 4 : t).toArray());
    return times;
  }

  private static double delay(Random random, double shortest, boolean coincident) {
    return coincident ? shortest * (1 << random.nextInt(4)) : shortest * (1 + 20 * random.nextDouble());
  }

  /** Strong enough that neurons fire. */
  private double weight(Random random, int target, boolean coincident) {
    double scale =
        switch (models.get(target).name()) {
          case "iaf_psc_exp_ps", "iaf_psc_alpha_ps" -> 1200;
          case "intfire1", "iaf_cond_delta", "theta_delta" -> 0.7;
          case "parrot_neuron_ps" -> 0.8;
          case "iaf_cond_exp_ps" -> 40;
          default -> 12;
        };
    double w = coincident ? 0.25 * (1 + random.nextInt(4)) : random.nextDouble();
    return scale * (random.nextInt(4) == 0 ? -w : w);
  }

  /** The spikes up to a time, by the oracle: ordered by population, neuron, time. */
  List<Spike> expected(double until) {
    return new Oracle(until).run();
  }

  /** The same by the engine, in runs of these numbers of steps. */
  List<Spike> simulated(int threads, int... runs) {
    var engine = new Engine(spec(threads));
    var spikes = new ArrayList<Spike>();
    engine.addListener(
        block -> {
          for (int step = 0; step < block.stepCount(); step++) {
            for (int k = block.begin(step); k < block.end(step); k++) {
              int id = block.ids()[k];
              int p = 0;
              while (!engine.populations().get(p).contains(id)) {
                p++;
              }
              spikes.add(
                  new Spike(p, id - engine.populations().get(p).firstId(), GRID.toMs(block.firstStep() + step) - block.offset(k)));
            }
          }
        });
    for (int steps : runs) {
      engine.run(steps, RunMonitor.NONE);
    }
    spikes.sort(ORDER);
    return spikes;
  }

  private static final Comparator<Spike> ORDER =
      Comparator.comparingInt(Spike::population).thenComparingInt(Spike::neuron).thenComparingDouble(Spike::time);

  private EngineSpec spec(int threads) {
    var populations = new ArrayList<PopulationSpec>();
    for (int p = 0; p < sizes.length; p++) {
      NeuronModel model = models.get(p);
      populations.add(
          new PopulationSpec(
              "p" + p, model.name(), sizes[p], model.receptors().size(), model.kernel("test", values.get(p)), (state, first, size) -> {}));
    }
    var projections = new ArrayList<ProjectionSpec>();
    for (Wiring w : wirings) {
      projections.add(new ProjectionSpec("w" + projections.size(), w.source, w.target, receptor(w.target), new Listed(w.synapses)));
    }
    return new EngineSpec(GRID, 1, threads, populations, projections, List.of(), List.of());
  }

  private ReceptorChoice receptor(int target) {
    int[] bySign = models.get(target).receptorsBySign().orElseThrow();
    return new ReceptorChoice(bySign[0], bySign[1]);
  }

  private record Listed(List<Synapse> synapses) implements SynapseGenerator {
    @Override
    public void generate(int from, int to, SynapseBatch batch, boolean withWeights) {
      for (Synapse s : synapses) {
        if (s.target >= from && s.target < to) {
          batch.makeRoom();
          int k = batch.size++;
          batch.source[k] = s.source;
          batch.target[k] = s.target;
          batch.delay[k] = 1;
          batch.weight[k] = (float) s.weight;
          if (batch.isExact()) {
            batch.exactDelay()[k] = s.delay;
            batch.exactWeight()[k] = s.weight;
          }
        }
      }
    }

    @Override
    public DelayRange delays() {
      return new DelayRange(1, 1, 1);
    }

    @Override
    public Optional<ExactValues> exactValues() {
      var all = synapses.stream().mapToDouble(Synapse::delay).summaryStatistics();
      return Optional.of(synapses.isEmpty() ? new ExactValues(1, 1, true) : new ExactValues(all.getMin(), all.getMax(), true));
    }

    @Override
    public long expectedCount() {
      return synapses.size();
    }

    @Override
    public WeightSign weightSign() {
      return WeightSign.MIXED;
    }
  }

  private boolean isOrdered() {
    return models.stream().anyMatch(m -> m.name().equals("intfire1"));
  }

  /**
   * Takes events from a heap, one time of one neuron after the other; whoever fires next is found by looking at everybody. Where it matters
   * to a model in which order spikes are sent, they are numbered: those of one time by the spike since which they were due, the one that caused
   * them, or behind all that it caused the neuron's own last spike where they were foreseen; a neuron's second spike of a time after all first
   * ones.
   */
  private final class Oracle {
    private record Event(
        double time, int population, int neuron, int source, int sourceNeuron, double delay, int number, double weight, int spike) {}

    private record Fired(Spike spike, int cause) {}

    private final PriorityQueue<Event> heap =
        new PriorityQueue<>(
            Comparator.comparingDouble(Event::time)
                .thenComparingInt(Event::population)
                .thenComparingInt(Event::neuron)
                .thenComparingInt(Event::spike)
                .thenComparingInt(Event::source)
                .thenComparingInt(Event::sourceNeuron)
                .thenComparingDouble(Event::delay)
                .thenComparingInt(Event::number));
    private final double until;
    private final ExactKernel[] kernels = new ExactKernel[sizes.length];
    private final List<Spike> spikes = new ArrayList<>();
    private final ExactSpikes out = new ExactSpikes();
    private final List<Fired> fired = new ArrayList<>(); // at this time
    private final int[][] last = new int[sizes.length][]; // number of each neuron's last spike
    private int sent;
    private static final int FORESEEN = -2;

    Oracle(double until) {
      this.until = until;
      for (int p = 0; p < sizes.length; p++) {
        var slice = new ExactContext("p" + p, 0, sizes[p], sizes[p], 1, GRID);
        kernels[p] = models.get(p).kernel("test", values.get(p)).create(slice);
        kernels[p].start();
        last[p] = new int[sizes[p]];
        Arrays.fill(last[p], -1);
      }
    }

    List<Spike> run() {
      while (true) {
        double due = Double.POSITIVE_INFINITY;
        int population = -1;
        int neuron = -1;
        for (int p = 0; p < sizes.length; p++) {
          for (int i = 0; i < sizes[p]; i++) {
            if (kernels[p].due()[i] < due) {
              due = kernels[p].due()[i];
              population = p;
              neuron = i;
            }
          }
        }
        double event = heap.isEmpty() ? Double.POSITIVE_INFINITY : heap.peek().time;
        if (!fired.isEmpty() && Math.min(due, event) > fired.getFirst().spike.time) {
          sendAll();
          continue;
        }
        if (Math.min(due, event) > until) {
          spikes.sort(ORDER);
          return spikes;
        }
        if (due <= event) {
          advance(population, neuron, due, List.of());
        } else {
          var together = new ArrayList<Event>();
          Event first = heap.poll();
          together.add(first);
          while (!heap.isEmpty() && heap.peek().time == event && heap.peek().population == first.population
              && heap.peek().neuron == first.neuron) {
            together.add(heap.poll());
          }
          boolean each = models.get(first.population).name().equals("intfire1");
          for (int k = 0; k < together.size(); k = each ? k + 1 : together.size()) {
            advance(first.population, first.neuron, event, together.subList(k, each ? k + 1 : together.size()));
          }
        }
      }
    }

    private void advance(int population, int neuron, double time, List<Event> events) {
      var batch = new EventBatch();
      batch.neuron = new int[] {neuron};
      batch.begin = new int[] {0, events.size()};
      batch.time = events.stream().mapToDouble(Event::time).toArray();
      batch.weight = events.stream().mapToDouble(Event::weight).toArray();
      batch.receptor = new byte[events.size()];
      for (int k = 0; k < events.size(); k++) {
        ReceptorChoice choice = receptor(population);
        batch.receptor[k] = (byte) (events.get(k).weight >= 0 ? choice.positive() : choice.negative());
      }
      batch.until = time;
      if (isOrdered()) {
        batch.order(events.stream().mapToInt(Event::spike).toArray());
      }
      out.clear();
      kernels[population].advance(batch, 0, 1, out);
      for (int k = 0; k < out.size(); k++) {
        fired.add(new Fired(new Spike(population, neuron, out.time(k)), events.isEmpty() ? FORESEEN : events.getLast().spike));
      }
    }

    private long since(Fired f) {
      return f.cause == FORESEEN ? 2L * last[f.spike.population][f.spike.neuron] + 1 : 2L * f.cause;
    }

    private void sendAll() {
      while (!fired.isEmpty()) {
        var firsts = new ArrayList<Fired>();
        for (Fired f : fired) {
          if (firsts.stream().noneMatch(g -> g.spike.population == f.spike.population && g.spike.neuron == f.spike.neuron)) {
            firsts.add(f);
          }
        }
        firsts.forEach(fired::remove);
        firsts.sort(
            Comparator.comparingLong(this::since).thenComparingInt(f -> f.spike.population).thenComparingInt(f -> f.spike.neuron));
        for (Fired f : firsts) {
          last[f.spike.population][f.spike.neuron] = sent;
          kernels[f.spike.population].sent(f.spike.neuron, sent);
          send(f.spike.population, f.spike.neuron, f.spike.time);
          sent++;
        }
      }
    }

    private void send(int population, int neuron, double time) {
      spikes.add(new Spike(population, neuron, time));
      int number = 0;
      for (Wiring w : wirings) {
        for (Synapse s : w.synapses) {
          number++;
          if (w.source == population && s.source == neuron) {
            heap.add(new Event(time + s.delay, w.target, s.target, population, neuron, s.delay, number, s.weight, isOrdered() ? sent : 0));
          }
        }
      }
    }
  }

  /** For messages. */
  @Override
  public String toString() {
    return models.stream().map(NeuronModel::name).toList() + " " + Arrays.toString(sizes) + " " + Map.of("wirings", wirings.size());
  }
}
