package org.ranvier.networks.coupling;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;
import static org.ranvier.networks.values.Units.pA;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.ranvier.networks.Network;
import org.ranvier.networks.Simulation;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.simulator.RanvierException;

/** Mistakes with couplings are named, with what to do. */
final class CouplingRefusalTest {
  private final Network net = new Network("net");

  private static void refused(Executable work, String... parts) {
    String message = String.valueOf(assertThrows(RanvierException.class, work).getMessage());
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "«" + part + "» is not in:\n" + message);
    }
  }

  private void refusedAtBuild(String... parts) {
    refused(() -> Simulation.of(net, Simulation.Options.DEFAULT.threads(1)).close(), parts);
  }

  @Test
  void aSourceWithoutTheVariable() {
    var source = net.population("source", 2, "theta");
    var target = net.population("target", 2, "iaf_psc_exp_gap");
    net.connect(source, target).receptor("gap").rule(allToAll()).weight(nS(1));
    refusedAtBuild("projection source→target: coupling 'gap' hears V_m in mV, but theta of population 'source' has only [", "'publish: V_m'");
  }

  @Test
  void aSourceWithTheVariableInAnotherUnit() {
    var source = net.population("source", 2, EquationModel.of("volts", "equations:\n  dV_m/dt = -V_m/ms : V"));
    net.connect(source, net.population("target", 2, "iaf_psc_exp_gap")).receptor("gap").rule(allToAll()).weight(nS(1));
    refusedAtBuild("hears V_m in mV, but population 'source' has it in V; write both models with one unit");
  }

  @Test
  void aSymmetricProjectionFromNeuronsWithoutTheCoupling() {
    var source = net.population("source", 2, "iaf_psc_exp");
    net.connect(source, net.population("target", 2, "iaf_psc_exp_gap")).receptor("gap").rule(allToAll()).weight(nS(1)).symmetric();
    refusedAtBuild("is symmetric, but iaf_psc_exp of population 'source' has no coupling 'gap' with weights in nS", "leave .symmetric() out");
  }

  @Test
  void aSymmetricProjectionWithARuleOfOneDirection() {
    var cells = net.population("cells", 5, "iaf_psc_exp_gap");
    net.connect(cells, cells).receptor("gap").rule(fixedInDegree(2)).weight(nS(1)).symmetric();
    refusedAtBuild("fixedInDegree(2) counts connections in one direction", "use pairwiseBernoulli(p)");
  }

  @Test
  void symmetryAndInterpolationOfSpikes() {
    var cells = net.population("cells", 5, "iaf_psc_exp_gap");
    net.connect(cells, cells).rule(allToAll()).weight(pA(1)).delay(ms(1)).symmetric();
    net.connect(cells, net.population("others", 1, "iaf_psc_exp")).rule(allToAll()).weight(pA(1)).delay(ms(1)).interpolated();
    refusedAtBuild(".symmetric() is for couplings, not for spikes; name one of [gap] with .receptor(…)",
        ".interpolated() is for couplings, not for spikes; iaf_psc_exp has none");
  }

  @Test
  void spikesToRateNeurons() {
    var rates = net.population("rates", 5, "lin_rate");
    refused(() -> net.poisson("noise", rates).rate(Hz(10)).weight(mV(1)), "lin_rate receives no spikes", "[input]");
  }

  @Test
  void weightsOfAnotherUnit() {
    var cells = net.population("cells", 5, "iaf_psc_exp_gap");
    refused(() -> net.connect(cells, cells).receptor("gap").weight(pA(1)), "weight = 1 pA has the wrong unit", "measured in nS");
    net.connect(cells, cells).weight(mV(1)).receptor("gap").rule(allToAll());
    refusedAtBuild("weight = 1 mV has the wrong unit", "measured in nS");
  }

  @Test
  void anUnknownReceptorShowsCouplingsToo() {
    var cells = net.population("cells", 5, "iaf_psc_exp_gap");
    refused(() -> net.connect(cells, cells).receptor("gab"), "no receptor 'gab'; did you mean 'gap'?");
  }

  @Test
  void delaysThatAreNoStepsAreRefusedAsForSpikes() {
    var rates = net.population("rates", 5, "lin_rate");
    net.connect(rates, rates).rule(allToAll()).weight(0.1).delay(ms(0.25));
    refusedAtBuild("delay 0.25 ms is not a multiple of the resolution 0.1 ms");
  }

  @Test
  void spikesStillNeedTheirDelay() {
    var cells = net.population("cells", 5, "iaf_psc_exp_gap");
    net.connect(cells, cells).rule(allToAll()).weight(pA(1));
    refusedAtBuild("has no delay; add .delay(ms(1.5))");
  }

  @Test
  void modelsWithSeveralCouplings() {
    var two =
        EquationModel.of(
            "two", "equations:\n  dx/dt = (a + b)/ms : 1\ncouplings:\n  first: a = sum(w*y) : 1, y = x : 1\n  second: b = sum(w*y) : 1, y = x : 1\n");
    var cells = net.population("cells", 5, two);
    net.connect(cells, cells).rule(allToAll()).weight(1);
    refusedAtBuild("two hears other neurons in several ways; name one of [first, second] with .receptor(…)");
  }
}
