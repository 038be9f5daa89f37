package org.ranvier.networks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.space.Positions;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.modulation.Acting;
import org.ranvier.plasticity.modulation.InputGain;
import org.ranvier.plasticity.modulation.Modulation;
import org.ranvier.plasticity.modulation.ModulatorPlan;
import org.ranvier.plasticity.modulation.ModulatorPlan.Place;
import org.ranvier.plasticity.modulation.ParameterModulation;
import org.ranvier.plasticity.modulation.ReceptorPlan;
import org.ranvier.plasticity.receptors.Effect;
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
  private final Network network;
  private final RoundedTimes times;
  private final TimeGrid grid;
  private final long seed;
  private final Map<Population, Integer> index;
  private final Map<Projection, ReceptorChoice> gates = new LinkedHashMap<>();
  private final Map<Population, Integer> receptors = new HashMap<>(); // of the model and gates

  ModulationSpecs(Network network, RoundedTimes times, long seed, Map<Population, Integer> index) {
    this.network = network;
    this.times = times;
    grid = times.grid();
    this.seed = seed;
    this.index = index;
    for (ModulatorReceptor r : network.receptors()) {
      for (ModulatorReceptor.Action a : r.actions()) {
        if (a instanceof ModulatorReceptor.Action.Gate gate) {
          gates.computeIfAbsent(gate.projection(), this::gate);
        }
      }
    }
  }

  private ReceptorChoice gate(Projection projection) {
    Population target = projection.target().population();
    ReceptorChoice real = projection.receptorChoice();
    int first = receptors(target);
    boolean one = real.positive() == real.negative();
    receptors.put(target, first + (one ? 1 : 2));
    return one ? ReceptorChoice.always(first) : new ReceptorChoice(first, first + 1);
  }

  /** The number of a population's inputs: the receptors of its model, and gates. */
  int receptors(Population population) {
    return receptors.getOrDefault(population, population.model().receptors().size());
  }

  /** Where a projection ends. */
  ReceptorChoice receptor(Projection projection) {
    ReceptorChoice gate = gates.get(projection);
    return gate == null ? projection.receptorChoice() : gate;
  }

  /** What a plastic projection is called in messages; throws if its rule needs modulators that it cannot have. */
  String checked(Projection projection) {
    LearningRule rule = projection.plasticity().rule();
    List<String> names = network.modulators().stream().map(Modulator::name).toList();
    for (String needed : rule.modulators()) {
      int m = names.indexOf(needed);
      if (m < 0) {
        throw new RanvierException(
            projection.where() + ": " + rule.name() + " needs the modulator '" + needed + "', which the network does not have"
                + (names.isEmpty() ? "; add net.modulator(\"" + needed + "\")" : Names.suggest(needed, names)));
      }
      places(network.modulators().get(m), projection.target().population(), projection.target(), projection.where()); // refuses neurons that are nowhere
    }
    return projection.where();
  }

  /** The field, if there are modulators. */
  List<FieldSpec> fields() {
    if (network.modulators().isEmpty()) {
      return List.of();
    }
    List<ModulatorPlan> plans = network.modulators().stream().map(this::plan).toList();
    List<ReceptorPlan> receptorPlans = network.receptors().stream().map(r -> r.plan(grid)).toList();
    var sources = plans.stream().flatMap(p -> p.sources().stream()).toList();
    var probes = new ArrayList<FieldSpec.Probe>();
    for (ModulatorRecorder recorder : network.modulatorRecorders()) {
      probes.add(probe(recorder));
    }
    return List.of(
        new FieldSpec(
            sources.stream().map(ModulatorPlan.Source::population).distinct().toList(),
            sources.stream().mapToInt(ModulatorPlan.Source::delaySteps).min().orElse(Integer.MAX_VALUE),
            g -> new Modulation(plans, receptorPlans, g),
            probes));
  }

  FieldSpec.Probe probe(ModulatorRecorder recorder) {
    int variable = 0;
    for (Modulator m : network.modulators()) {
      if (m.name().equals(recorder.of())) {
        return recorder.probe(variable, places(m), grid);
      }
      variable++;
    }
    for (ModulatorReceptor r : network.receptors()) {
      if (r.name().equals(recorder.of())) {
        return recorder.probe(variable, places(r.modulator()), grid);
      }
      variable++;
    }
    throw new IllegalStateException(recorder.of());
  }

  private int places(Modulator m) {
    Lattice lattice = m.lattice();
    return lattice != null ? lattice.voxels() : m.isPerPopulation() ? network.populations().size() : 1;
  }

  ModulatorPlan plan(Modulator m) {
    Lattice lattice = m.lattice();
    Place place =
        lattice != null ? new Place.Voxels(lattice, m.umSquaredPerMs(), m.strideSteps(grid)) : new Place.Mixed(places(m));
    m.requireHeard(grid);
    var sources = new ArrayList<ModulatorPlan.Source>();
    for (ModulatorSource s : m.sources()) {
      Population p = s.neurons().population();
      double[] weights = s.weights(seed);
      int[] at = places(m, p, s.neurons(), s.where());
      sources.add(
          new ModulatorPlan.Source(
              s.name(), index(p), p.size(), s.release(), s.depletion(), weights, at, s.delaySteps(times), s.gain()));
    }
    var planned =
        m.events().stream()
            .flatMap(e -> e.planned(grid, m.where()).stream())
            .sorted(
                Comparator.comparingLong(ModulatorPlan.Planned::step)
                    .thenComparing(e -> !(e.action() instanceof ModulatorPlan.Action.Unclamp))) // a clamp may begin as another ends
            .toList();
    var placeOf = new HashMap<Integer, int[]>();
    for (Population p : network.populations()) {
      int[] all = everywhere(m, p);
      if (all != null) {
        placeOf.put(index(p), all);
      }
    }
    return new ModulatorPlan(m.model(), place, sources, m.drivers(), planned, placeOf);
  }

  private int index(Population population) {
    return Objects.requireNonNull(index.get(population));
  }

  /** Where the neurons of a population find a modulator; null where some are nowhere. */
  private int @Nullable [] everywhere(Modulator m, Population p) {
    Lattice lattice = m.lattice();
    if (lattice == null) {
      return new int[] {m.isPerPopulation() ? index(p) : 0};
    }
    if (p.layout().isEmpty() || p.positions().dimensions() != lattice.dimensions()) {
      return null;
    }
    int[] at = new int[p.size()];
    Arrays.setAll(at, i -> voxel(lattice, p.positions(), i));
    return Arrays.stream(at).anyMatch(v -> v < 0) ? null : at;
  }

  private static int voxel(Lattice lattice, Positions positions, int neuron) {
    return lattice.voxelAt(positions.at(neuron).stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * The places of these neurons: one value where they are all the population's and at one place, otherwise one for each neuron of the
   * population, -1 for those that are not chosen.
   */
  private int[] places(Modulator m, Population p, Neurons chosen, String where) {
    Lattice lattice = m.lattice();
    boolean all = chosen.size() == p.size();
    if (lattice == null && all) {
      return new int[] {m.isPerPopulation() ? index(p) : 0};
    }
    if (lattice != null && p.positions().dimensions() != lattice.dimensions()) {
      throw new RanvierException(
          where + ": the positions of " + p.where() + " have " + p.positions().dimensions() + " dimensions, the voxels "
              + lattice.dimensions() + "; give both the same");
    }
    int[] at = new int[p.size()];
    Arrays.fill(at, -1);
    NeuronSet set = chosen.set();
    for (int k = 0; k < set.size(); k++) {
      int i = set.get(k);
      at[i] = lattice != null ? voxel(lattice, p.positions(), i) : m.isPerPopulation() ? index(p) : 0;
      if (at[i] < 0) {
        throw new RanvierException(
            where + ": neuron " + i + " of " + p.where() + " at " + p.positions().at(i) + " µm is outside of the voxels (" + lattice
                + "); make the lattice larger, or move the neuron");
      }
    }
    return at;
  }

  /** What receptors do, as stimuli; they come after all others, so that they act on everything that arrives. */
  List<StimulusSpec> stimuli(ParameterCourse parameters) {
    var stimuli = new ArrayList<StimulusSpec>();
    gates.forEach((projection, gate) -> stimuli.addAll(gating(projection, gate)));
    stimuli.addAll(scaling());
    stimuli.addAll(intrinsic(parameters));
    return stimuli;
  }

  private List<StimulusSpec> gating(Projection projection, ReceptorChoice gate) {
    var acting = new ArrayList<Acting>();
    Population target = projection.target().population();
    projection
        .coupling()
        .ifPresent(
            c -> {
              throw new RanvierException(
                  projection.where() + " couples neurons continuously by " + c.name() + "; only what spikes deliver can be gated");
            });
    for (int r = 0; r < network.receptors().size(); r++) {
      for (ModulatorReceptor.Action a : network.receptors().get(r).actions()) {
        if (a instanceof ModulatorReceptor.Action.Gate(Projection p, Effect effect) && p == projection) {
          acting.add(acting(r, effect, target, target));
        }
      }
    }
    ReceptorChoice real = projection.receptorChoice();
    var stimuli = new ArrayList<StimulusSpec>();
    stimuli.add(new StimulusSpec(index(target), false, new InputGain(gate.positive(), real.positive(), isConductance(target, real.positive()), acting)));
    if (gate.negative() != gate.positive()) {
      stimuli.add(new StimulusSpec(index(target), false, new InputGain(gate.negative(), real.negative(), isConductance(target, real.negative()), acting)));
    }
    return stimuli;
  }

  private static boolean isConductance(Population population, int receptor) {
    return population.model().receptors().get(receptor).weights() != Receptor.Weights.ANY;
  }

  private Acting acting(int receptor, Effect effect, Population p, Neurons chosen) {
    ModulatorReceptor r = network.receptors().get(receptor);
    r.requireOnGrid(p);
    return new Acting(receptor, effect, places(r.modulator(), p, chosen, r.where()));
  }

  /** The receptors that act on the gains of a projection of low rank, for each mode. */
  List<List<Acting>> acting(LowRankProjection lowRank) {
    Population target = lowRank.target().population();
    var acting = new ArrayList<List<Acting>>();
    for (int k = 0; k < lowRank.modes(); k++) {
      acting.add(new ArrayList<>());
    }
    for (int r = 0; r < network.receptors().size(); r++) {
      for (ModulatorReceptor.Action a : network.receptors().get(r).actions()) {
        if (a instanceof ModulatorReceptor.Action.Mode(LowRankProjection of, int mode, Effect effect) && of == lowRank) {
          ModulatorReceptor receptor = network.receptors().get(r);
          if (receptor.modulator().lattice() != null) {
            throw new RanvierException(
                receptor.where() + " acts on a mode of " + lowRank.where()
                    + ", which has one gain for all targets, and its modulator differs from voxel to voxel; let it be the same"
                    + " everywhere, or .perPopulation()");
          }
          acting.get(mode).add(acting(r, effect, target, target));
        }
      }
    }
    return acting;
  }

  private List<StimulusSpec> scaling() {
    record Input(Population population, int receptor) {}

    var acting = new LinkedHashMap<Input, List<Acting>>();
    for (int r = 0; r < network.receptors().size(); r++) {
      for (ModulatorReceptor.Action a : network.receptors().get(r).actions()) {
        if (a instanceof ModulatorReceptor.Action.Input input) {
          Population p = input.neurons().population();
          int from = 0;
          int to = p.model().receptors().size();
          if (input.receptor() != null) {
            from = Projection.receptorChoice(p.model(), input.receptor(), network.receptors().get(r).where()).positive();
            to = from + 1;
          }
          for (int k = from; k < to; k++) {
            acting.computeIfAbsent(new Input(p, k), i -> new ArrayList<>()).add(acting(r, input.effect(), p, input.neurons()));
          }
        }
      }
    }
    return acting.entrySet().stream()
        .map(
            e ->
                new StimulusSpec(
                    index(e.getKey().population()), false, new InputGain(
                        e.getKey().receptor(), e.getKey().receptor(), isConductance(e.getKey().population(), e.getKey().receptor()), e.getValue())))
        .toList();
  }

  private List<StimulusSpec> intrinsic(ParameterCourse parameters) {
    var acting = new LinkedHashMap<Population, Map<String, List<Acting>>>();
    for (int r = 0; r < network.receptors().size(); r++) {
      for (ModulatorReceptor.Action a : network.receptors().get(r).actions()) {
        if (a instanceof ModulatorReceptor.Action.Intrinsic i) {
          Population p = i.neurons().population();
          network.receptors().get(r).requireOnGrid(p);
          parameters.requireModulable(p, i.parameter(), i.effect(), network.receptors().get(r).where());
          acting
              .computeIfAbsent(p, x -> new LinkedHashMap<>())
              .computeIfAbsent(i.parameter(), x -> new ArrayList<>())
              .add(acting(r, i.effect(), p, i.neurons()));
        }
      }
    }
    return acting.entrySet().stream()
        .map(
            e ->
                new StimulusSpec(
                    index(e.getKey()), false, new ParameterModulation(e.getKey().name(), e.getKey().size(), e.getValue())))
        .toList();
  }
}
