package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.um;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ranvier.networks.space.Layout;
import org.ranvier.plasticity.diffusion.Boundary;
import org.ranvier.plasticity.diffusion.Lattice;
import org.ranvier.plasticity.eligibility.ThirdFactor;
import org.ranvier.plasticity.loops.EligibilityTrace;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;
import org.ranvier.plasticity.rules.ThreeFactor;
import org.ranvier.simulator.RanvierException;

/** What a description may not say of neuromodulators. */
final class NeuromodulationRefusalTest {
  private static final Response HILL = new Response.Hill(10, 1);
  private static final Effect MORE = new Effect.Scaled(0.5);

  private Network net;
  private Population exc;
  private Modulator da;

  @BeforeEach
  void describe() {
    net = new Network("net");
    exc = net.population("exc", 10, "iaf_psc_exp");
    da = net.modulator("dopamine").decay(ms(200));
  }

  private static void refused(String part, Executable description) {
    String message = assertThrows(RanvierException.class, description).getMessage();
    assertTrue(message.contains(part), message);
  }

  private void buildingRefused(String part) {
    refused(part, () -> Simulation.of(net).close());
  }

  @Test
  void names() {
    refused("name of a modulator is empty", () -> net.modulator(""));
    refused("modulator name 'dopamine' is taken", () -> net.modulator("dopamine"));
    refused("receptor name 'dopamine' is taken", () -> da.receptor("dopamine", HILL));
    refused("receptor name ' ' is empty", () -> da.receptor(" ", HILL));
    Modulator stranger = new Network("other").modulator("m");
    refused("'m' belongs to another network than 'net'", () -> net.record(stranger));
    refused("belongs to another network", () -> da.releasedBy(new Network("other").population("p", 1, "iaf_psc_exp")));
  }

  @Test
  void kinetics() {
    refused("time constant of the decay 0.0 ms", () -> da.decay(ms(0)));
    refused("baseline -1", () -> da.baseline(-1));
    refused("saturable uptake", () -> net.modulator("e").signed().uptake(1, 1));
    refused("largest rate of the uptake -1.0", () -> da.uptake(-1, 1));
    refused("amount NaN must be finite", () -> da.release(ms(1), Double.NaN));
    da.clamp(ms(5), ms(4), 1);
    buildingRefused("modulator 'dopamine': clamp from 5 ms to 4 ms must end after its begin");
  }

  @Test
  void drives() {
    var later = net.modulator("later").decay(ms(10));
    refused("cannot be driven by 'later'; only modulators that were declared before it", () -> da.drivenBy(later, HILL, 1));
    refused("cannot be driven by 'dopamine'", () -> da.drivenBy(da, HILL, 1));
    refused("rate NaN per ms", () -> later.drivenBy(da, HILL, Double.NaN));
    refused("lasts a step only", () -> net.modulator("r").momentary().drivenBy(da, HILL, 1));
  }

  @Test
  void sources() {
    refused("fraction of the store that a release takes, 2.0", () -> da.releasedBy(exc).depleting(2, ms(1)));
    refused("a volley of 0 spikes", () -> da.releasedBy(exc).volley(0, ms(1)));
    refused("add .decay(ms(200)) to it, before", () -> net.modulator("u").uptake(1, 1).releasedBy(exc).unitArea());
    da.releasedBy(exc);
    buildingRefused("modulator 'dopamine', released by exc has no amount; add .amount(1) or .unitArea()");
  }

  @Test
  void delaysAndWeightsOfSources() {
    da.releasedBy(exc).amount(1).delay(ms(0.05));
    buildingRefused("modulator 'dopamine', released by exc: delay 0.05 ms is below the resolution 0.1 ms");
  }

  @Test
  void weightsForOtherNeurons() {
    da.releasedBy(exc).amount(1).weight(each(1, 2));
    buildingRefused("there are 2 weights for 10 neurons; give one for each");
  }

  @Test
  void placesThatNeuronsDoNotHave() {
    da.diffusing(new Lattice(new int[] {2}, new double[] {10}, new double[1], Boundary.REFLECTING), 0.3).releasedBy(exc).amount(1);
    buildingRefused("population 'exc' has no positions");
  }

  @Test
  void neuronsOutsideOfTheVoxels() {
    exc.positions(Layout.grid(10).extent(um(100)));
    da.diffusing(new Lattice(new int[] {2}, new double[] {10}, new double[1], Boundary.REFLECTING), 0.3);
    da.receptor("D1", HILL).changes(exc, "V_th", new Effect.Shifted(1));
    buildingRefused("receptor 'D1' of modulator 'dopamine': neuron 0 of population 'exc' at [-45.0] µm is outside of the voxels");
  }

  @Test
  void voxelsOfOtherDimensions() {
    exc.positions(Layout.grid(10).extent(um(100)));
    da.diffusing(new Lattice(new int[] {2, 2}, new double[] {10, 10}, new double[2], Boundary.REFLECTING), 0.3);
    da.releasedBy(exc).amount(1);
    buildingRefused("have 1 dimensions, the voxels 2; give both the same");
    refused("diffusion coefficient -1.0", () -> new Network("n").modulator("m").diffusing(new Lattice(new int[] {2}, new double[] {1}, new double[1],
        Boundary.PERIODIC), -1));
  }

  @Test
  void signalsThatLastAStepCannotDiffuse() {
    net.modulator("r").momentary().diffusing(new Lattice(new int[] {2}, new double[] {10}, new double[1], Boundary.REFLECTING), 0.3);
    buildingRefused("modulator 'r' lasts a step only, so it cannot diffuse");
  }

  @Test
  void effects() {
    refused("has no parameter 'V_thr'; did you mean 'V_th'", () -> da.receptor("a", HILL).changes(exc, "V_thr", MORE));
    refused("has no receptor 'ampa'", () -> da.receptor("b", HILL).scalesInput(exc, "ampa", MORE));
    refused("use a Hill curve", () -> da.receptor("c", new Response.Proportional(1)).binding(0.1));
    var source = net.spikeSource("s", new double[][] {{1}});
    refused("receives no spikes", () -> da.receptor("d", HILL).scalesInput(source, MORE));
    Network other = new Network("other");
    var foreign = other.connect(other.population("p", 1, "iaf_psc_exp"), other.population("q", 1, "iaf_psc_exp")).rule(oneToOne()).weight(pA(1)).delay(ms(1));
    refused("belongs to another network", () -> da.receptor("e", HILL).gates(foreign, MORE));
  }

  @Test
  void effectsThatLeaveTheRangeOfAParameter() {
    da.receptor("D1", HILL).changes(exc, "tau_m", new Effect.Scaled(-1));
    buildingRefused("receptor 'D1' of modulator 'dopamine', on population 'exc', activation 1: tau_m = 0 ms is out of range");
  }

  @Test
  void effectsThatMakeNoSenseTogether() {
    da.receptor("D1", HILL).changes(exc, "V_reset", new Effect.Shifted(30));
    buildingRefused("V_reset");
  }

  @Test
  void rulesWithoutTheirModulators() {
    Projection p = net.connect(exc, exc).rule(oneToOne()).weight(pA(1)).delay(ms(1));
    p.plastic(ThreeFactor.rewardStdp(ThirdFactor.of("dopamin")));
    buildingRefused(
        "projection exc→exc: reward-modulated STDP needs the modulator 'dopamin', which the network does not have; did you mean 'dopamine'?");
    refused("time constant of the eligibility -1 ms must be above 0", () -> EligibilityTrace.of(-1, ThirdFactor.of("dopamine")));
    refused("tau_c = 0.0 ms must be above 0", () -> ThreeFactor.rewardStdp(ThirdFactor.of("dopamine")).tauEligibilityMs(0));
  }

  @Test
  void rulesInNetworksWithoutAnyModulator() {
    var bare = new Network("bare");
    var n = bare.population("n", 2, "iaf_psc_exp");
    bare.connect(n, n).rule(oneToOne()).weight(pA(1)).delay(ms(1)).plastic(ThreeFactor.mstdp("reward", 0.1));
    refused("MSTDP needs the modulator 'reward', which the network does not have; add net.modulator(\"reward\")", () -> Simulation.of(bare).close());
  }

  @Test
  void rulesWhoseSynapsesAreAtNoPlaceOfTheirModulator() {
    da.diffusing(new Lattice(new int[] {2}, new double[] {10}, new double[1], Boundary.REFLECTING), 0.3);
    net.connect(exc, exc).rule(oneToOne()).weight(pA(1)).delay(ms(1)).plastic(ThreeFactor.dopamineStdp("dopamine", 0));
    buildingRefused("population 'exc' has no positions");
  }

  @Test
  void receptorsOfNeuronsInContinuousTime() {
    Population exact = net.population("exact", 3, "iaf_psc_exp").exact();
    da.receptor("D1", HILL).changes(exact, "V_th", new Effect.Shifted(1));
    buildingRefused("receptor 'D1' of modulator 'dopamine' acts on population 'exact', which is exact");
  }

  @Test
  void recorders() {
    net.record(da).at(3);
    buildingRefused("recorder of dopamine: place 3 must be within 0 … 0");
  }

  @Test
  void runs() {
    Modulator stranger = new Network("other").modulator("m");
    try (var sim = Simulation.of(net)) {
      refused("modulator 'm' belongs to another network", () -> sim.release(stranger, 1));
      refused("place 1 must be within 0 … 0", () -> sim.release(da, 1, 1));
      refused("amount Infinity", () -> sim.release(da, Double.POSITIVE_INFINITY));
      refused("is being simulated and can no longer be changed", () -> da.baseline(3));
    }
  }
}
