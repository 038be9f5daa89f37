package org.ranvier.networks;

import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.values.Units.Hz;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.nio.file.Path;

/** A process that simulates a small network and logs it: {@code LOG DURATION_MS}. */
final class LoggedSimulation {
  private LoggedSimulation() {}

  static Network network() {
    var net = new Network("logged");
    var neurons = net.population("E", 500, "iaf_psc_exp");
    net.connect(neurons, neurons).rule(fixedInDegree(50)).weight(pA(20)).delay(ms(1.5));
    net.poisson("background", neurons).rate(Hz(8000)).weight(pA(60));
    return net;
  }

  public static void main(String[] args) {
    try (var simulation = Simulation.of(network(), Simulation.Options.DEFAULT.threads(2).keepSpikes(false))) {
      simulation.logTo(Path.of(args[0]));
      simulation.run(ms(Double.parseDouble(args[1])));
    }
  }
}
