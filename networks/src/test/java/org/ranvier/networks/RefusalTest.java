package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.explicit;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.oneToOne;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Distribution.normal;
import static org.ranvier.networks.values.Distribution.uniform;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.s;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ranvier.networks.values.Units;
import org.ranvier.simulator.RanvierException;

/** What a description may not say: each message names the thing, the value, what is allowed and the mend. */
final class RefusalTest {
  private Network net;
  private Population exc;
  private Population inh;

  @BeforeEach
  void describe() {
    net = new Network("net");
    exc = net.population("exc", 80, "iaf_psc_exp");
    inh = net.population("inh", 20, "iaf_psc_exp");
  }

  private static void refused(String message, Executable description) {
    assertEquals(message, assertThrows(RanvierException.class, description).getMessage());
  }

  private void buildingRefused(String message) {
    refused(message, () -> Simulation.of(net).close());
  }

  private Projection sound() {
    return net.connect(exc, inh).rule(allToAll()).weight(pA(1)).delay(ms(1));
  }

  // Populations

  @Test
  void populationsWithoutSizeNameOrModel() {
    refused("population 'a': size 0 must be at least 1", () -> net.population("a", 0, "iaf_psc_exp"));
    refused("population 'a': size -5 must be at least 1", () -> net.population("a", -5, "iaf_psc_exp"));
    refused("population name ' ' is empty; give each population a name of its own", () -> net.population(" ", 1, "iaf_psc_exp"));
    refused("population name 'exc' is taken; give each population a name of its own",
        () -> net.population("exc", 1, "iaf_psc_exp"));
    String unknown = assertThrows(RanvierException.class, () -> net.population("a", 1, "iaf_psc_expp")).getMessage();
    assertEquals(true, unknown.startsWith("there is no neuron model 'iaf_psc_expp'; did you mean 'iaf_psc_exp'"), unknown);
  }

  @Test
  void parametersThatAModelLacksOrCannotTake() {
    refused(
        "population 'exc' (iaf_psc_exp) has no parameter 'tau'; did you mean 'tau_m' or 'tau_syn_ex' or 'tau_syn_in'? known: "
        + "tau_m, C_m, E_L, V_th,"
            + " V_reset, t_ref, I_e, tau_syn_ex, tau_syn_in",
        () -> exc.set("tau", ms(1)));
    refused(
        "population 'exc': tau_m = 3 mV has the wrong unit; population 'exc': tau_m is measured in ms, as in ms(1)",
        () -> exc.set("tau_m", mV(3)));
    refused("population 'exc': V_th = -50 has the wrong unit; population 'exc': V_th is measured in mV, as in mV(1)",
        () -> exc.set("V_th", -50));
    refused(
        "population 'exc': tau_m = -1 ms is out of range; tau_m (membrane time constant) must be above 0, by default it is 10 ms",
        () -> exc.set("tau_m", ms(-1)));
    refused("population 'exc': tau_m has 2 values; give one for each of the 80 neurons",
        () -> exc.set("tau_m", each(Units::ms, 1, 2)));
    exc.set("tau_m", uniform(ms(-1), ms(1)));
    String drawn = assertThrows(RanvierException.class, () -> Simulation.of(net)).getMessage();
    assertEquals(true, drawn.matches("population 'exc': tau_m = -\\S+ ms is out of range; .*"), drawn);
  }

  @Test
  void initialValuesOfWhatIsNoState() {
    String message = assertThrows(RanvierException.class, () -> exc.initial("V", mV(-60))).getMessage();
    assertEquals(true, message.startsWith("population 'exc' (iaf_psc_exp) has no state variable 'V'"), message);
    refused(
        "population 'exc': initial V_m = 5 pA has the wrong unit; population 'exc': initial V_m is measured in mV, as in mV(1)",
        () -> exc.initial("V_m", pA(5)));
  }

  @Test
  void viewsThatReachOutside() {
    refused("population 'exc': range 10 … 81 must lie within 0 … 80 and hold at least one neuron", () -> exc.range(10, 81));
    refused("population 'exc': range 10 … 10 must lie within 0 … 80 and hold at least one neuron", () -> exc.range(10, 10));
    refused("population 'exc': neurons [3, 80] must be at least one index within 0 … 79", () -> exc.neurons(3, 80));
    refused(
        "population 'exc': neurons [5, 2]: index 2 comes after 5, but a view has its neurons in ascending order, each once, and values that are"
            + " given for it too; sort the indices, and the values with them",
        () -> exc.neurons(5, 2));
    refused(
        "population 'exc': neurons [2, 2]: index 2 comes after 2, but a view has its neurons in ascending order, each once, and values that are"
            + " given for it too; sort the indices, and the values with them",
        () -> exc.neurons(2, 2));
    refused("population 'exc': neurons [] must be at least one index within 0 … 79", () -> exc.neurons());
  }

  @Test
  void aPopulationOfAnotherNetwork() {
    var other = new Network("other").population("stranger", 5, "iaf_psc_exp");
    String message = "population 'stranger' belongs to another network than 'net'";
    refused(message, () -> net.connect(exc, other));
    refused(message, () -> net.connect(other.range(0, 2), exc));
    refused(message, () -> net.poisson("p", other));
    refused(message, () -> net.current(other));
    refused(message, () -> net.record(other, "V_m"));
    refused("network 'net' has no population 'stranger'; it has [exc, inh]", () -> net.population("stranger"));
  }

  // Projections

  @Test
  void projectionsThatAreNotSaidInFull() {
    net.connect(exc, inh);
    buildingRefused("projection exc→inh has no weight; add .weight(pA(50))");
    net.projections().getFirst().weight(pA(1));
    buildingRefused("projection exc→inh has no delay; add .delay(ms(1.5))");
    net.projections().getFirst().delay(ms(1));
    buildingRefused("projection exc→inh has no rule; add .rule(fixedInDegree(100))");
  }

  @Test
  void delays() {
    sound().delay(ms(0.05));
    buildingRefused(
        "projection exc→inh: delay 0.05 ms is below the resolution 0.1 ms; use at least 0.1 ms, or simulate at 0.05 ms");
    net.projections().getFirst().delay(ms(1.55));
    buildingRefused(
        "projection exc→inh: delay 1.55 ms is not a multiple of the resolution 0.1 ms; use 1.5 ms or 1.6 ms, or simulate at a "
        + "finer resolution, or round such times with .roundTimes() or --round-times");
    net.projections().getFirst().delay(s(7));
    buildingRefused(
        "projection exc→inh: delay 7000 ms is 70000 steps of 0.1 ms; at most 65535 steps are possible: use a shorter delay or a "
        + "coarser resolution");
  }

  @Test
  void drawnDelays() {
    sound().delay(normal(ms(1.5), ms(0.5)));
    buildingRefused(
        "projection exc→inh: delay normal(1.5 ms, 0.5 ms) may be below the resolution 0.1 ms; bound it, as in .redraw(ms(0.1), "
        + "ms(10))");
    net.projections().getFirst().delay(uniform(ms(1), s(10)));
    buildingRefused(
        "projection exc→inh: delay uniform(1 ms, 10 s) may be above the longest possible, 6553.5 ms; bound it, as in "
        + ".redraw(ms(0.1), ms(10))");
    net.projections().getFirst().delay(uniform(ms(0.05), ms(2))); // rounded up to a step
    Simulation.of(net).close();
  }

  @Test
  void weightsOfAnotherUnitOrSize() {
    refused(
        "projection exc→inh: weight = 1 ms has the wrong unit; projection exc→inh: weight is measured in pA, as in pA(1)",
        () -> net.connect(exc, inh).weight(ms(1)));
    net = new Network("net");
    exc = net.population("exc", 2, "iaf_psc_exp");
    refused(
        "projection exc→exc: weight = 1 has the wrong unit; projection exc→exc: weight is measured in pA, as in pA(1)",
        () -> net.connect(exc, exc).weight(1));
    net.projections().getFirst().rule(allToAll()).delay(ms(1)).weight(pA(1e39));
    buildingRefused("projection exc→exc: weight 1.0E39 pA is too large; weights are at most 3.4028235E38");
  }

  @Test
  void receptorsThatAModelLacks() {
    String message = assertThrows(RanvierException.class, () -> net.connect(exc, inh).receptor("excitory")).getMessage();
    assertEquals(
        "projection exc→inh: iaf_psc_exp has no receptor 'excitory'; did you mean 'excitatory'? known: excitatory, inhibitory",
        message);
    var source = net.spikeSource("source", new double[][] {{1}});
    refused("projection exc→source: spike_generator receives no spikes; connect to a population of neurons",
        () -> net.connect(exc, source));
  }

  @Test
  void rulesThatCannotBeFollowed() {
    sound().rule(fixedInDegree(81).withoutMultapses());
    buildingRefused(
        "projection exc→inh: in-degree 81 exceeds the 80 neurons of the source, and multapses are not allowed; use at most 80, "
        + "or allow multapses");
    net.projections().getFirst().rule(oneToOne());
    buildingRefused(
        "projection exc→inh: one-to-one needs as many sources as targets, but there are 80 and 20; connect views of equal size, "
        + "or use another rule");
    net.projections().getFirst().rule(pairwiseBernoulli(7));
    buildingRefused("projection exc→inh: connection probability 7.0 must be between 0 and 1");
    net.projections().getFirst().rule(explicit(new int[] {80}, new int[] {0}));
    buildingRefused("projection exc→inh: synapse 0 of the list has source 80, which is not within 0 … 79");
  }

  // Stimuli and recorders

  @Test
  void stimuli() {
    net.poisson("noise", exc);
    refused(
        "Poisson drive 'noise' on population 'exc' exists; name the second differently",
        () -> net.poisson("noise", exc.range(0, 3)));
    buildingRefused("Poisson drive 'noise' has no rate; add .rate(Hz(1000))");
    var drive = net.poisson("noise", inh).rate(Hz(-1)).weight(pA(1));
    refused(
        "Poisson drive 'noise': weight = 1 mV has the wrong unit; Poisson drive 'noise': weight is measured in pA, as in pA(1)",
        () -> drive.weight(mV(1)));
    buildingRefused(
        "Poisson drive 'noise' has no rate; add .rate(Hz(1000))\nPoisson drive 'noise': rate -1.0 Hz must be 0 or above");
  }

  @Test
  void listedRatesThatDoNotFit() {
    net.poisson("noise", exc.range(0, 3)).rate(each(Units::Hz, 1, 2)).weight(pA(1));
    buildingRefused("Poisson drive 'noise': there are 2 rates for 3 neurons; give one for each");
  }

  @Test
  void recorders() {
    refused(
        "recorder of population 'exc': name at least one variable of [V_m, I_syn_ex, I_syn_in, refractory]",
        () -> net.record(exc));
    String message = assertThrows(RanvierException.class, () -> net.record(exc, "v_m")).getMessage();
    assertEquals(
        true, message.startsWith("population 'exc' (iaf_psc_exp) has no state variable 'v_m'; did you mean 'V_m'?"), message);
    var recorder = net.record(exc, "V_m").every(ms(0.25));
    buildingRefused(
        "recorder of population 'exc': interval 0.25 ms is not a multiple of the resolution 0.1 ms; use 0.2 ms or 0.3 ms, or "
        + "simulate at a finer"
            + " resolution");
    recorder.every(ms(0));
    buildingRefused(
        "recorder of population 'exc': interval 0 ms must be at least the resolution 0.1 ms, and at most 2147483647 times as "
        + "much");
    recorder.every(s(100));
    Simulation.of(net).close();
  }

  // The whole

  @Test
  void anEmptyNetwork() {
    net = new Network("nothing");
    buildingRefused("network 'nothing' has no populations; add one with population(name, size, model)");
  }

  @Test
  void severalMistakesAreReportedAtOnce() {
    sound().delay(ms(0.05));
    sound().rule(pairwiseBernoulli(-1));
    sound();
    net.poisson("noise", exc).rate(Hz(5));
    buildingRefused(
        """
        projection exc→inh: delay 0.05 ms is below the resolution 0.1 ms; use at least 0.1 ms, or simulate at 0.05 ms
        projection exc→inh#2: connection probability -1.0 must be between 0 and 1
        Poisson drive 'noise' has no weight; add .weight(pA(50))""");
    net.projections().get(0).delay(ms(1)); // a network that was refused can be mended
    net.projections().get(1).rule(pairwiseBernoulli(1));
    net.poisson("other", inh).rate(Hz(5)).weight(pA(1));
    buildingRefused("Poisson drive 'noise' has no weight; add .weight(pA(50))");
  }

  @Test
  void aNetworkThatIsSimulatedStaysAsItIs() {
    Projection projection = sound();
    PoissonInput drive = net.poisson("noise", exc).rate(Hz(5)).weight(pA(1));
    CurrentInput current = net.current(exc).from(ms(1), pA(1));
    StateRecorder recorder = net.record(exc, "V_m");
    Simulation.of(net).close();
    List<Executable> changes =
        List.of(
            () -> net.population("late", 5, "iaf_psc_exp"), () -> net.spikeSource("late", new double[1][0]),
            () -> net.connect(exc, exc), () -> net.poisson("late", exc), () -> net.current(exc), () -> net.record(exc, "V_m"),
            () -> net.resolution(ms(1)),
            () -> exc.set("tau_m", ms(1)), () -> exc.initial("V_m", mV(-60)), () -> projection.weight(pA(2)),
            () -> projection.delay(ms(2)), () -> projection.rule(allToAll()), () -> projection.receptor("excitatory"),
            () -> drive.rate(Hz(1)), () -> drive.weight(pA(2)), () -> drive.between(ms(1), ms(2)),
            () -> drive.receptor("excitatory"), () -> current.from(ms(2), pA(2)), () -> recorder.every(ms(2)));
    for (Executable change : changes) {
      refused("network 'net' is being simulated and can no longer be changed; describe it fully before Simulation.of", change);
    }
  }

  @Test
  void runsThatCannotBe() {
    try (var simulation = Simulation.of(net)) {
      refused("duration -1 ms must be 0 or above", () -> simulation.run(ms(-1)));
      refused(
          "duration 1.23 ms is not a multiple of the resolution 0.1 ms; use 1.2 ms or 1.3 ms, or simulate at a finer resolution",
          () -> simulation.run(ms(1.23)));
    }
    int processors = Runtime.getRuntime().availableProcessors();
    refused("threads 0 must be between 1 and 1024; this machine has " + processors, () -> Simulation.Options.DEFAULT.threads(0));
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.keepSpikes(false))) {
      refused("this simulation keeps no spikes in memory; use Options.keepSpikes(true) or read its log", simulation::spikes);
    }
  }
}
