package org.ranvier.plasticity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ranvier.plasticity.diffusion.Boundary;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.kinetics.Clearance;
import org.ranvier.plasticity.modulation.Modulation;
import org.ranvier.plasticity.modulation.ModulatorPlan;
import org.ranvier.plasticity.modulation.ModulatorPlan.Place;
import org.ranvier.plasticity.modulation.ModulatorPlan.Planned;
import org.ranvier.plasticity.modulators.ModulatorModel;
import org.ranvier.plasticity.modulators.Release;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.engine.Engine;
import org.ranvier.simulator.engine.EngineSpec;
import org.ranvier.simulator.engine.PopulationSpec;
import org.ranvier.simulator.engine.RunMonitor;
import org.ranvier.simulator.exact.plastic.ExactPlasticTable;
import org.ranvier.simulator.fields.FieldSpec;
import org.ranvier.simulator.plastic.Dendrite;
import org.ranvier.simulator.plastic.PlasticProjection;
import org.ranvier.simulator.plastic.SynapseTable;
import org.ranvier.simulator.synapses.ReceptorChoice;
import org.ranvier.simulator.synapses.SynapseGenerator;
import org.ranvier.simulator.time.TimeGrid;

/** Where all spikes happen to lie on the grid, every rule learns in continuous time what it learns on the grid. */
final class ExactEqualsGridTest {
  private static final TimeGrid GRID = new TimeGrid(0.125); // times and delays are exact in binary
  private static final int STEPS = 2400;
  private static final int RELEASING = 2; // index of the population
  private static final int PLACES = 3;

  private static final List<ThreeFactor> RULES =
      List.of(
          ThreeFactor.rewardStdp(ThirdFactor.of("dopamine")), // with the published 1 s
          ThreeFactor.dopamineStdp("dopamine", 0.3).tauEligibilityMs(60),
          ThreeFactor.dopamineStdp("voxels", 0.1).tauEligibilityMs(60),
          ThreeFactor.mstdp("reward", 0.1),
          ThreeFactor.mstdpet("reward", 0.1),
          ThreeFactor.tdLtp(ThirdFactor.of("error")),
          ThreeFactor.covariance("dopamine", "populations").tauEligibilityMs(60),
          ThreeFactor.gatedHebb(ThirdFactor.of("dopamine").minus(0.1), 2).tauEligibilityMs(60),
          ThreeFactor.dualTrace(ThirdFactor.of("voxels"), ThirdFactor.of("dopamine")).tauEligibilityMs(60),
          ThreeFactor.dualTrace(ThirdFactor.of("saturable"), ThirdFactor.of("populations")).tauEligibilityMs(60),
          ThreeFactor.rewardStdp(ThirdFactor.of("dopamine").times(ThirdFactor.of("saturable")).plus(ThirdFactor.of("reward").times(3))).tauEligibilityMs(60),
          ThreeFactor.rewardStdp(ThirdFactor.of("voxels").times(ThirdFactor.of("dopamine")).activating(new Response.Hill(0.5, 1.5))).tauEligibilityMs(60));

  private static int[][] trains(Random random, int neurons) {
    int[][] trains = new int[neurons][];
    for (int i = 0; i < neurons; i++) {
      var steps = new TreeSet<Integer>();
      int span = random.nextBoolean() ? STEPS - 1 : 250;
      int start = 1 + random.nextInt(STEPS - span);
      for (int k = random.nextInt(60); k > 0; k--) {
        steps.add(start + random.nextInt(span));
      }
      trains[i] = steps.stream().mapToInt(t -> t).toArray();
    }
    return trains;
  }

  private static PopulationSpec exact(String name, int[][] trains) {
    return ExactTrains.population(name, Arrays.stream(trains).map(t -> Arrays.stream(t).mapToDouble(GRID::toMs).toArray()).toArray(double[][]::new));
  }

  private static FieldSpec field(Random random, int targets) {
    int[] places = IntStream.range(0, targets).map(i -> i % PLACES).toArray();
    var lattice = new Lattice(new int[] {PLACES}, new double[] {5}, new double[1], Boundary.PERIODIC);
    var plans = new ArrayList<ModulatorPlan>();
    for (String name : List.of("dopamine", "populations", "voxels", "reward", "saturable", "error")) {
      Clearance clearance =
          switch (name) {
            case "reward" -> new Clearance.Momentary();
            case "saturable" -> new Clearance.MichaelisMenten(0.05, 1);
            default -> new Clearance.Exponential(2 + 30 * random.nextDouble());
          };
      boolean here = name.equals("voxels") || name.equals("populations");
      Place place = name.equals("voxels") ? new Place.Voxels(lattice, 0.3, 5) : new Place.Mixed(here ? PLACES : 1);
      var schedule = new ArrayList<Planned>();
      for (int k = 0; k < 12; k++) {
        double amount = random.nextDouble() - (name.equals("error") ? 0.5 : 0);
        schedule.add(new Planned(random.nextInt(STEPS), new ModulatorPlan.Action.Give(here ? random.nextInt(PLACES) : -1, amount)));
      }
      schedule.sort(Comparator.comparingLong(Planned::step));
      var source = new ModulatorPlan.Source("s", RELEASING, 1, new Release.PerSpike(0.2), null, new double[] {1}, new int[1], 5, null);
      plans.add(
          new ModulatorPlan(
              new ModulatorModel(name, "1", name.equals("saturable") ? 0.2 : 0, clearance, name.equals("error")), place,
              name.equals("reward") ? List.of() : List.of(source), List.of(), schedule, here ? Map.of(1, places) : Map.of()));
    }
    return new FieldSpec(List.of(RELEASING), 5, g -> new Modulation(plans, List.of(), g), List.of());
  }

  private static Engine engine(List<PopulationSpec> populations, SynapseGenerator wiring, ThreeFactor rule, Dendrite dendrite, FieldSpec field, int threads) {
    var projection = new PlasticProjection("p", 0, 1, ReceptorChoice.always(0), wiring, rule.compile(Transmission.PLAIN), dendrite, true);
    return new Engine(
        new EngineSpec(GRID, 1, threads, populations, List.of(), List.of(), List.of()).withPlastic(List.of(projection)).withFields(List.of(field)));
  }

  @Property(tries = 24)
  void weightsAndEligibilitiesAreTheSame(@ForAll long seed, @ForAll @IntRange(min = 0, max = 11) int which, @ForAll @IntRange(min = 1, max = STEPS) int steps) {
    var random = new Random(seed);
    int[][] pre = trains(random, 4);
    int[][] post = trains(random, 9);
    int[][] releasing = trains(random, 1);
    var onGrid = new ArrayList<Wiring.Synapse>();
    var inTime = new ArrayList<ExactWiring.Synapse>();
    int axonal = random.nextInt(4);
    for (int s = 0; s < pre.length; s++) {
      for (int t = 0; t < post.length; t++) {
        int delay = 6 + random.nextInt(12);
        double weight = 5 + random.nextDouble();
        onGrid.add(new Wiring.Synapse(s, t, delay, 0, weight));
        inTime.add(new ExactWiring.Synapse(s, t, GRID.toMs(delay), weight));
      }
    }
    FieldSpec field = field(random, post.length);
    ThreeFactor rule = RULES.get(which);
    var gridPopulations = List.of(Trains.population("pre", pre), Trains.population("post", post), Trains.population("releasing", releasing));
    var exactPopulations =
        List.of(
            random.nextBoolean() ? exact("pre", pre) : gridPopulations.getFirst(), exact("post", post),
            random.nextBoolean() ? exact("releasing", releasing) : gridPopulations.getLast());
    Engine expected = engine(gridPopulations, new Wiring(onGrid), rule, Dendrite.axonal(axonal), field, 1);
    Engine found =
        engine(
            exactPopulations, new ExactWiring(inTime), rule, Dendrite.exact(Dendrite.Kind.AXONAL, GRID.toMs(axonal)), field, 1 + random.nextInt(3));
    double[] initial = ExactPlasticTable.read(found.exactParts(0), -1).values();
    expected.run(steps, RunMonitor.NONE);
    found.run(steps, RunMonitor.NONE);
    for (int column = -1; column < 1; column++) {
      double[] values = SynapseTable.read(expected.plasticParts(0), column).values();
      assertArrayEquals(values, ExactPlasticTable.read(found.exactParts(0), column).values(), 1e-10, rule::equations);
    }
    if (steps > STEPS / 2) {
      double[] learnt = ExactPlasticTable.read(found.exactParts(0), -1).values();
      assertTrue(IntStream.range(0, learnt.length).anyMatch(k -> Math.abs(learnt[k] - initial[k]) > 1e-7), rule::equations);
    }
  }
}
