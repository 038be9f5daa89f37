package org.ranvier.networks.coupling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.nS;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.ranvier.networks.Network;
import org.ranvier.neuronmodels.equations.EquationModel;

/** Synapses whose conductance follows the source's potential, without spikes. */
final class GradedSynapseTest {
  /** A source whose potential goes up and down, with the gate that it opens in all its synapses, and a function of it. */
  private static final String SOURCE =
      """
        dV_m/dt  = 2*pi*0.1/ms*(-U)                                : mV   # potential
        dU/dt    = 2*pi*0.1/ms*V_m                                 : mV   # its other phase
        dS/dt    = 2/ms*(1 - S)*sigmoid(V_m/(2 mV)) - 0.2/ms*S     : 1    # gate
        open     = sigmoid(V_m/(5 mV))                             : 1    # a gate that follows at once
      """;

  private static final String TARGET =
      """
        dX/dt = (5 nS*(-70 mV - X) + g_slow*(-85 mV - X) + g_fast*(0 mV - X))/(100 pF) : mV   # potential
      """;

  private static double[] separate(double h) {
    var source = EquationModel.of("source", "equations:\n" + SOURCE + "initial: V_m = 10 mV\nmethod: rk4\npublish: open\n");
    var target =
        EquationModel.of(
            "target",
            "equations:\n" + TARGET + "initial: X = -70 mV\nmethod: rk4\ncouplings:\n  slow: g_slow = sum(w*s) : nS, s = S : 1\n  fast: "
                + "g_fast = sum(w*s) : nS, s = open : 1\n");
    var net = new Network("graded").resolution(ms(h));
    var a = net.population("a", 1, source);
    var b = net.population("b", 1, target);
    net.connect(a, b).receptor("slow").rule(allToAll()).weight(nS(4)).interpolated();
    net.connect(a, b).receptor("fast").rule(allToAll()).weight(nS(2)).interpolated();
    net.record(b, "X").every(ms(0.4));
    return Courses.of(net, 2, 40)[0].values()[0];
  }

  @Test
  void twoCoupledNeuronsConvergeToOneSystemOfEquations() {
    String text =
        "equations:\n" + SOURCE + TARGET.replace("g_slow", "4 nS*S").replace("g_fast", "2 nS*open") + "initial: V_m = 10 mV, X = -70 mV\nmethod: rk4\n";
    var net = new Network("one").resolution(ms(0.01));
    net.record(net.population("whole", 1, EquationModel.of("whole", text)), "X").every(ms(0.4));
    double[] expected = Courses.of(net, 1, 40)[0].values()[0];
    double[] errors = {Courses.distance(separate(0.1), expected), Courses.distance(separate(0.05), expected)};
    assertTrue(errors[0] < 0.02, Arrays.toString(errors));
    assertEquals(2, Math.log(errors[0] / errors[1]) / Math.log(2), 0.4, Arrays.toString(errors));
  }

  /** The value is there before the first step, and what is recorded is that of the end of each step. */
  @Test
  void publishedValuesFollowTheStateAtAllTimes() {
    var model = EquationModel.of("m", "equations:\n  dx/dt = 1/ms : 1\n  y = exp(x) + x^2 : 1  # a function\ninitial: x = 1\npublish: x, y\n");
    var listener = EquationModel.of("l", "equations:\n  dz/dt = h/ms : 1\ncouplings:\n  c: h = sum(w*y) : 1, y = y : 1\nmethod: euler\n");
    var net = new Network("net").resolution(ms(0.5));
    var source = net.population("source", 70, model);
    var target = net.population("target", 1, listener);
    net.connect(source.neurons(69), target).rule(allToAll()).weight(2);
    net.record(source.neurons(69), "x", "y").every(ms(0.5));
    net.record(target, "z", "c").every(ms(0.5));
    var traces = Courses.of(net, 2, 1);
    double[] y = {Math.exp(1) + 1, Math.exp(1.5) + 2.25, Math.exp(2) + 4};
    assertEquals(1.5, traces[0].values()[0][0], 1e-12);
    assertEquals(y[1], traces[1].values()[0][0], 1e-12);
    assertEquals(y[2], traces[1].values()[0][1], 1e-12);
    assertEquals(2 * y[0], traces[3].values()[0][0], 1e-12);
    assertEquals(y[0] + y[1], traces[2].values()[0][1], 1e-12);
  }
}
