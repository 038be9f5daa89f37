package org.ranvier.networks.systems.nmrnn;

import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;

import java.util.Arrays;
import org.ranvier.networks.Network;
import org.ranvier.plasticity.receptors.Effect;
import org.ranvier.plasticity.receptors.Response;

/** What a {@link ModulatedNet} would be in the engine: units, a loop of low rank, and a modulator that gates its modes. */
final class GatedLoop {
  private GatedLoop() {}

  static Network described(String name, String modulatorName, int n, int rank, double tauMs, double modulatorMs) {
    var net = new Network(name).resolution(ms(1));
    var units = net.population("units", n, "iaf_psc_delta");
    var modulator = net.modulator(modulatorName).decay(ms(modulatorMs));
    double[][] factors = new double[rank][n];
    for (double[] row : factors) {
      Arrays.fill(row, 1 / Math.sqrt(n));
    }
    var loop = net.lowRank("loop", units, units).factors(factors, factors).weight(mV(1)).delay(ms(1)).tau(ms(tauMs));
    for (int k = 0; k < rank; k++) {
      modulator.receptor("receptor" + k, new Response.Proportional(1)).gates(loop, k, new Effect.Between(0, 1));
    }
    return net;
  }
}
