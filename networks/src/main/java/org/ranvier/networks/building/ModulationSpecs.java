package org.ranvier.networks.building;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.measure.Quantity;
import javax.measure.quantity.Time;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.plan.LowRankPlan;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.networks.plan.NeuromodulatorPlan;
import org.ranvier.networks.plan.NeuronsPlan;
import org.ranvier.networks.plan.NeuroreceptorPlan;
import org.ranvier.networks.plan.PopulationPlan;
import org.ranvier.networks.plan.RecorderPlan;
import org.ranvier.networks.space.Positions;
import org.ranvier.networks.values.Sampler;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.modulation.Acting;
import org.ranvier.plasticity.modulation.InputGain;
import org.ranvier.plasticity.modulation.Modulation;
import org.ranvier.plasticity.modulation.ModulatorPlan;
import org.ranvier.plasticity.modulation.ModulatorPlan.Gain;
import org.ranvier.plasticity.modulation.ModulatorPlan.Place;
import org.ranvier.plasticity.modulation.ParameterModulation;
import org.ranvier.plasticity.modulation.ReceptorPlan;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.ReceptorModel;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.engine.StimulusSpec;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.time.TimeGrid;

/**
 * Turns the neuromodulators of a description into a field of the engine, and what their receptors do into stimuli.
 *
 * <p>A projection that is gated ends at a receptor of its own (a gate), which stands behind the model's receptors; what arrives there is
 * passed on to the model's receptor with its gain.
 */
final class ModulationSpecs {
  private final NetworkPlan network;
  private final NetworkIndex index;
  private final RoundedTimes times;
  private final TimeGrid grid;
  private final long seed;
  private final Map<String, ReceptorChoice> gates = new LinkedHashMap<>(); // of projections
  private final Map<String, Integer> receptors = new HashMap<>(); // of populations: those of the model and gates

  ModulationSpecs(NetworkIndex index, RoundedTimes times, long seed) {
    network = index.plan();
    this.index = index;
    this.times = times;
    grid = times.grid();
    this.seed = seed;
    for (NeuroreceptorPlan r : network.receptors()) {
      for (NeuroreceptorPlan.Action a : r.actions()) {
        if (a instanceof NeuroreceptorPlan.Gate gate) {
          gates.computeIfAbsent(gate.projection(), this::gate);
        }
      }
    }
  }

  private ReceptorChoice gate(String projection) {
    Connection connection = index.connection(projection);
    PopulationPlan target = connection.target().population();
    ReceptorChoice real = connection.receptorChoice();
    int first = receptors(target);
    boolean one = real.positive() == real.negative();
    receptors.put(target.name(), first + (one ? 1 : 2));
    return one ? ReceptorChoice.always(first) : new ReceptorChoice(first, first + 1);
  }

  /** The number of a population's inputs: the receptors of its model, and gates. */
  int receptors(PopulationPlan population) {
    return receptors.getOrDefault(population.name(), population.model().receptors().size());
  }

  /** Where a projection ends. */
  ReceptorChoice receptor(Connection projection) {
    ReceptorChoice gate = gates.get(projection.name());
    return gate == null ? projection.receptorChoice() : gate;
  }

  /**
   * Throws if the rule of a projection needs modulators that it cannot have.
   *
   * @param where names the projection
   */
  void check(LearningRule rule, NeuronGroup target, String where) {
    List<String> names = network.modulators().stream().map(NeuromodulatorPlan::name).toList();
    for (String needed : rule.modulators()) {
      int m = names.indexOf(needed);
      if (m < 0) {
        throw new RanvierException(
            where + ": " + rule.name() + " needs the modulator '" + needed + "', which the network does not have"
                + (names.isEmpty() ? "; add net.modulator(\"" + needed + "\")" : Names.suggest(needed, names)));
      }
      places(network.modulators().get(m), target, where); // refuses neurons that are nowhere
    }
  }

  /** Refuses a rule whose modulators are not the same for all targets. */
  void requireMixed(LearningRule rule, String where) {
    for (NeuromodulatorPlan m : network.modulators()) {
      if (rule.modulators().contains(m.name()) && m.lattice().isPresent()) {
        throw new RanvierException(
            where + ": " + rule.name() + " needs " + m.where() + ", which differs from voxel to voxel, and a factor has all synapses of a neuron; let it be the same"
                + " everywhere, or .perPopulation()");
      }
    }
  }

  /** The field, if there are modulators. */
  List<FieldSpec> fields() {
    if (network.modulators().isEmpty()) {
      return List.of();
    }
    List<ModulatorPlan> plans = network.modulators().stream().map(this::plan).toList();
    List<ReceptorPlan> receptorPlans = network.receptors().stream().map(this::plan).toList();
    var sources = plans.stream().flatMap(p -> p.sources().stream()).toList();
    var probes = new ArrayList<FieldSpec.Probe>();
    for (RecorderPlan recorder : network.recorders()) {
      if (recorder instanceof RecorderPlan.Modulation of) {
        probes.add(probe(of));
      }
    }
    return List.of(
        new FieldSpec(
            sources.stream().map(ModulatorPlan.Source::population).distinct().toList(),
            sources.stream().mapToInt(ModulatorPlan.Source::delaySteps).min().orElse(Integer.MAX_VALUE),
            g -> new Modulation(plans, receptorPlans, g),
            probes));
  }

  FieldSpec.Probe probe(RecorderPlan.Modulation recorder) {
    int variable = 0;
    for (NeuromodulatorPlan m : network.modulators()) {
      if (m.name().equals(recorder.of())) {
        return RecorderSpecs.of(recorder, variable, places(m), grid);
      }
      variable++;
    }
    for (NeuroreceptorPlan r : network.receptors()) {
      if (r.name().equals(recorder.of())) {
        return RecorderSpecs.of(recorder, variable, places(index.modulator(r.modulator())), grid);
      }
      variable++;
    }
    throw new IllegalStateException(recorder.of());
  }

  private int places(NeuromodulatorPlan m) {
    return m.lattice().map(Lattice::voxels).orElse(m.isPerPopulation() ? network.populations().size() : 1);
  }

  ReceptorPlan plan(NeuroreceptorPlan r) {
    String what = r.where() + ": interval";
    return new ReceptorPlan(r.name(), r.modulator(), r.model(), grid.delaySteps(Units.in(Units.MILLISECOND, r.interval(), what), what));
  }

  ModulatorPlan plan(NeuromodulatorPlan m) {
    Place place =
        m.space() instanceof NeuromodulatorPlan.Voxels(var lattice, double coefficient)
            ? new Place.Voxels(lattice, coefficient, strideSteps(m))
            : new Place.Mixed(places(m));
    if (m.lattice().isEmpty() && m.every() != null) {
      throw new RanvierException(
          m.where() + ": .every(…) is how often diffusion is computed, and it does not diffuse; add .diffusing(…), or leave it out");
    }
    List<ModulatorPlan.Planned> planned = ModulatorEvents.planned(m, grid);
    var sources = new ArrayList<ModulatorPlan.Source>();
    for (int k = 0; k < m.sources().size(); k++) {
      sources.add(source(m, k));
    }
    var placeOf = new HashMap<Integer, int[]>();
    for (PopulationPlan p : network.populations()) {
      int[] all = everywhere(m, p);
      if (all != null) {
        placeOf.put(index.index(p.name()), all);
      }
    }
    return new ModulatorPlan(index.model(m), place, sources, ModulatorModels.drivers(m), planned, placeOf);
  }

  private int strideSteps(NeuromodulatorPlan m) {
    if (m.every() == null) {
      return (int) Math.max(1, Math.floor(1 / grid.resolutionMs() + 1e-9));
    }
    return grid.delaySteps(Units.in(Units.MILLISECOND, m.every(), m.where() + ": interval"), m.where() + ": interval");
  }

  private ModulatorPlan.Source source(NeuromodulatorPlan m, int k) {
    NeuromodulatorPlan.Source s = m.sources().get(k);
    NeuronGroup neurons = index.neurons(s.neurons());
    String where = m.where(s);
    String name = ModulatorModels.sourceName(m, k);
    double[] weights = weights(m, s, name, neurons);
    int[] at = places(m, neurons, where);
    NeuromodulatorPlan.Gain g = s.gain();
    Gain gain = g == null ? null : new Gain(g.modulator(), ReceptorModel.instant(g.response()), g.effect());
    return new ModulatorPlan.Source(
        name, index.index(neurons), neurons.population().size(), ModulatorModels.release(m, s), s.depletion(), weights, at,
        delaySteps(s.delay(), where + ": delay"), gain);
  }

  private int delaySteps(Quantity<Time> delay, String what) {
    return grid.delaySteps(times.delay(Units.in(Units.MILLISECOND, delay, what), what, 1), what, RoundedTimes.MEND);
  }

  /** One factor where all neurons release alike, otherwise one for each neuron of the population, 0 for those that do not. */
  private double[] weights(NeuromodulatorPlan m, NeuromodulatorPlan.Source s, String name, NeuronGroup neurons) {
    String where = m.where(s);
    Sampler sampler = s.weight().in(Units.unit("1"), where + ": weight");
    NeuronSet set = neurons.set();
    if (sampler instanceof Sampler.Listed list && list.values().length != set.size()) {
      throw new RanvierException(
          where + ": there are " + list.values().length + " weights for " + set.size() + " neurons; give one for each");
    }
    double[] drawn = Draws.of(sampler, set, seed, "modulator", m.name(), name, "weight");
    if (drawn.length == 1 && neurons.isWhole()) {
      return drawn;
    }
    double[] all = new double[neurons.population().size()];
    for (int k = 0; k < set.size(); k++) {
      all[set.get(k)] = drawn[drawn.length == 1 ? 0 : k];
    }
    return all;
  }

  /** Where the neurons of a population find a modulator; null where some are nowhere. */
  private int @Nullable [] everywhere(NeuromodulatorPlan m, PopulationPlan p) {
    Lattice lattice = m.lattice().orElse(null);
    if (lattice == null) {
      return new int[] {m.isPerPopulation() ? index.index(p.name()) : 0};
    }
    if (p.layout() == null || index.positions(p).dimensions() != lattice.dimensions()) {
      return null;
    }
    int[] at = new int[p.size()];
    Positions positions = index.positions(p);
    Arrays.setAll(at, i -> voxel(lattice, positions, i));
    return Arrays.stream(at).anyMatch(v -> v < 0) ? null : at;
  }

  private static int voxel(Lattice lattice, Positions positions, int neuron) {
    return lattice.voxelAt(positions.at(neuron).stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * The places of these neurons: one value where they are all the population's and at one place, otherwise one for each neuron of the
   * population, -1 for those that are not chosen.
   */
  private int[] places(NeuromodulatorPlan m, NeuronGroup chosen, String where) {
    PopulationPlan p = chosen.population();
    Lattice lattice = m.lattice().orElse(null);
    if (lattice == null && chosen.isWhole()) {
      return new int[] {m.isPerPopulation() ? index.index(p.name()) : 0};
    }
    Positions positions = lattice == null ? null : index.positions(p);
    if (lattice != null && positions != null && positions.dimensions() != lattice.dimensions()) {
      throw new RanvierException(
          where + ": the positions of " + p.where() + " have " + positions.dimensions() + " dimensions, the voxels "
              + lattice.dimensions() + "; give both the same");
    }
    int[] at = new int[p.size()];
    Arrays.fill(at, -1);
    NeuronSet set = chosen.set();
    for (int k = 0; k < set.size(); k++) {
      int i = set.get(k);
      at[i] = lattice != null && positions != null ? voxel(lattice, positions, i) : m.isPerPopulation() ? index.index(p.name()) : 0;
      if (at[i] < 0) {
        throw new RanvierException(
            where + ": neuron " + i + " of " + p.where() + " at " + index.positions(p).at(i) + " µm is outside of the voxels (" + lattice
                + "); make the lattice larger, or move the neuron");
      }
    }
    return at;
  }

  /** What receptors do, as stimuli; they come after all others, so that they act on everything that arrives. */
  List<StimulusSpec> stimuli(ParameterCourse parameters) {
    var stimuli = new ArrayList<StimulusSpec>();
    gates.forEach((projection, gate) -> stimuli.addAll(gating(index.connection(projection), gate)));
    stimuli.addAll(scaling());
    stimuli.addAll(intrinsic(parameters));
    return stimuli;
  }

  private List<StimulusSpec> gating(Connection projection, ReceptorChoice gate) {
    var acting = new ArrayList<Acting>();
    NeuronGroup target = index.neurons(new NeuronsPlan(projection.target().population().name(), null));
    projection
        .coupling()
        .ifPresent(
            c -> {
              throw new RanvierException(
                  projection.where() + " couples neurons continuously by " + c.name() + "; only what spikes deliver can be gated");
            });
    for (int r = 0; r < network.receptors().size(); r++) {
      for (NeuroreceptorPlan.Action a : network.receptors().get(r).actions()) {
        if (a instanceof NeuroreceptorPlan.Gate(String of, Effect effect) && of.equals(projection.name())) {
          acting.add(acting(r, effect, target));
        }
      }
    }
    ReceptorChoice real = projection.receptorChoice();
    var stimuli = new ArrayList<StimulusSpec>();
    stimuli.add(gain(target, gate.positive(), real.positive(), acting));
    if (gate.negative() != gate.positive()) {
      stimuli.add(gain(target, gate.negative(), real.negative(), acting));
    }
    return stimuli;
  }

  private StimulusSpec gain(NeuronGroup target, int from, int to, List<Acting> acting) {
    return new StimulusSpec(index.index(target), false, new InputGain(from, to, isConductance(target.population(), to), acting));
  }

  private static boolean isConductance(PopulationPlan population, int receptor) {
    return population.model().receptors().get(receptor).weights() != Receptor.Weights.ANY;
  }

  private Acting acting(int receptor, Effect effect, NeuronGroup on) {
    NeuroreceptorPlan r = network.receptors().get(receptor);
    if (on.population().isExact()) {
      throw new RanvierException(
          r.where() + " acts on " + on.population().where() + ", which is exact; receptors act from step to step, so leave .exact() or the receptor out");
    }
    return new Acting(receptor, effect, places(index.modulator(r.modulator()), on, r.where()));
  }

  /** The receptors that act on the gains of a projection of low rank, for each mode. */
  List<List<Acting>> acting(LowRankPlan lowRank) {
    NeuronGroup target = index.neurons(new NeuronsPlan(lowRank.target().population(), null));
    var acting = new ArrayList<List<Acting>>();
    for (int k = 0; k < lowRank.modes(); k++) {
      acting.add(new ArrayList<>());
    }
    for (int r = 0; r < network.receptors().size(); r++) {
      for (NeuroreceptorPlan.Action a : network.receptors().get(r).actions()) {
        if (a instanceof NeuroreceptorPlan.Mode(String of, int mode, Effect effect) && of.equals(lowRank.name())) {
          NeuroreceptorPlan receptor = network.receptors().get(r);
          if (index.modulator(receptor.modulator()).lattice().isPresent()) {
            throw new RanvierException(
                receptor.where() + " acts on a mode of " + lowRank.where()
                    + ", which has one gain for all targets, and its modulator differs from voxel to voxel; let it be the same"
                    + " everywhere, or .perPopulation()");
          }
          acting.get(mode).add(acting(r, effect, target));
        }
      }
    }
    return acting;
  }

  private List<StimulusSpec> scaling() {
    record Input(String population, int receptor) {}

    var acting = new LinkedHashMap<Input, List<Acting>>();
    for (int r = 0; r < network.receptors().size(); r++) {
      for (NeuroreceptorPlan.Action a : network.receptors().get(r).actions()) {
        if (a instanceof NeuroreceptorPlan.Input input) {
          NeuronGroup on = index.neurons(input.neurons());
          int from = 0;
          int to = on.model().receptors().size();
          if (input.receptor() != null) {
            from = Receptors.choice(on.model(), input.receptor(), network.receptors().get(r).where()).positive();
            to = from + 1;
          }
          for (int k = from; k < to; k++) {
            acting.computeIfAbsent(new Input(on.population().name(), k), i -> new ArrayList<>()).add(acting(r, input.effect(), on));
          }
        }
      }
    }
    return acting.entrySet().stream()
        .map(
            e -> {
              int at = e.getKey().receptor();
              PopulationPlan population = index.population(e.getKey().population());
              return new StimulusSpec(index.index(population.name()), false, new InputGain(at, at, isConductance(population, at), e.getValue()));
            })
        .toList();
  }

  private List<StimulusSpec> intrinsic(ParameterCourse parameters) {
    var acting = new LinkedHashMap<String, Map<String, List<Acting>>>();
    for (int r = 0; r < network.receptors().size(); r++) {
      for (NeuroreceptorPlan.Action a : network.receptors().get(r).actions()) {
        if (a instanceof NeuroreceptorPlan.Intrinsic i) {
          NeuronGroup on = index.neurons(i.neurons());
          Acting by = acting(r, i.effect(), on);
          parameters.requireModulable(on.population(), i.parameter(), i.effect(), network.receptors().get(r).where());
          acting
              .computeIfAbsent(on.population().name(), x -> new LinkedHashMap<>())
              .computeIfAbsent(i.parameter(), x -> new ArrayList<>())
              .add(by);
        }
      }
    }
    return acting.entrySet().stream()
        .map(e -> new StimulusSpec(index.index(e.getKey()), false, new ParameterModulation(e.getKey(), index.population(e.getKey()).size(), e.getValue())))
        .toList();
  }
}
