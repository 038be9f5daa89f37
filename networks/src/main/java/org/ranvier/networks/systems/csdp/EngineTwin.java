package org.ranvier.networks.systems.csdp;

import static org.ranvier.networks.connect.ConnectionRule.allToAll;
import static org.ranvier.networks.connect.ConnectionRule.explicit;
import static org.ranvier.networks.values.Distribution.each;
import static org.ranvier.networks.values.Units.mV;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.values.Units;

/** The same layers in the engine: {@code iaf_psc_delta} with a threshold of 1 mV, for a presentation that is given. */
final class EngineTwin {
  static final double STEP_MS = 3;

  private EngineTwin() {}

  /**
   * A network of given weights.
   *
   * @param pixels times of their spikes in ms
   * @param labels times of their spikes in ms
   */
  static Network of(CsdpNetwork from, double[][] pixels, double[][] labels) {
    CsdpShape shape = from.shape;
    var net = new Network("csdp").resolution(ms(STEP_MS));
    var image = net.spikeSource("image", pixels);
    var label = net.spikeSource("label", labels);
    List<Population> layers = layers(net, shape);
    for (int l = 0; l < shape.layers(); l++) {
      connect(net, l == 0 ? image : layers.get(l - 1), layers.get(l), from.up.get(l));
      connect(net, label, layers.get(l), from.context.get(l));
      connect(net, layers.get(l), layers.get(l), from.lateral.get(l));
      if (l + 1 < shape.layers()) {
        connect(net, layers.get(l + 1), layers.get(l), from.down.get(l));
      }
    }
    return net;
  }

  /** A network as it is before it learns, for its description: all weights are 0. */
  static Network of(CsdpShape shape) {
    var net = new Network("csdp").resolution(ms(STEP_MS));
    var image = net.spikeSource("image", new double[shape.inputs()][0]);
    var label = net.spikeSource("label", new double[shape.classes()][0]);
    List<Population> layers = layers(net, shape);
    for (int l = 0; l < shape.layers(); l++) {
      var sources = new ArrayList<>(List.of(l == 0 ? image : layers.get(l - 1), label, layers.get(l)));
      if (l + 1 < shape.layers()) {
        sources.add(layers.get(l + 1));
      }
      for (Population source : sources) {
        net.connect(source, layers.get(l)).rule(allToAll()).weight(mV(0)).delay(ms(STEP_MS));
      }
    }
    return net;
  }

  private static List<Population> layers(Network net, CsdpShape shape) {
    var layers = new ArrayList<Population>();
    for (int l = 0; l < shape.layers(); l++) {
      layers.add(
          net.population("layer " + (l + 1), shape.hidden(), "iaf_psc_delta").set("E_L", mV(0)).set("V_reset", mV(0)).set("V_th", mV(1)).set("t_ref", ms(0))
              .set("tau_m", ms(-STEP_MS / Math.log(shape.keep()))).set("I_e", pA(0)).initial("V_m", mV(0)));
    }
    return layers;
  }

  private static void connect(Network net, Population source, Population target, CsdpSynapses synapses) {
    int[] sources = new int[synapses.w.length];
    int[] targets = new int[synapses.w.length];
    double[] weights = new double[synapses.w.length];
    for (int k = 0; k < weights.length; k++) {
      sources[k] = k / synapses.post;
      targets[k] = k % synapses.post;
      weights[k] = synapses.w[k];
    }
    net.connect(source, target).rule(explicit(sources, targets)).weight(each(Units::mV, weights)).delay(ms(STEP_MS));
  }
}
