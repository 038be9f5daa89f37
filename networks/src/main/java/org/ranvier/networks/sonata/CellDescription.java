package org.ranvier.networks.sonata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a cell's membrane is made of, in NEURON's names and units: parameters of mechanisms in the sections {@code soma}, {@code
 * axon}, {@code dend} and {@code apic}.
 */
final class CellDescription {
  /** A mechanism in a section, with its parameters: {@code gbar} in S/cm², potentials in mV, times in ms. */
  record Channel(String section, String mechanism, Map<String, Double> values) {}

  private double raOhmCm = 35.4; // NEURON's
  private final Map<String, Double> cmUFPerCm2 = new LinkedHashMap<>();
  private final Map<String, Map<String, Channel>> channels = new LinkedHashMap<>();
  private final Map<String, Map<String, Double>> reversals = new HashMap<>();

  void ra(double ohmCm) {
    raOhmCm = ohmCm;
  }

  double ra() {
    return raOhmCm;
  }

  void cm(String section, double uFPerCm2) {
    cmUFPerCm2.put(section, uFPerCm2);
  }

  /** The capacitance by section; 1 where none is given. */
  double cm(String section) {
    return cmUFPerCm2.getOrDefault(section, 1.0);
  }

  /** Sets a parameter of a mechanism in a section, which is then inserted there. */
  void set(String section, String mechanism, String parameter, double value) {
    channels.computeIfAbsent(section, s -> new LinkedHashMap<>())
        .computeIfAbsent(mechanism, m -> new Channel(section, m, new LinkedHashMap<>())).values.put(parameter, value);
  }

  /** Sets the reversal potential of an ion in a section. */
  void reversal(String section, String ion, double mv) {
    reversals.computeIfAbsent(section, s -> new HashMap<>()).put(ion, mv);
  }

  /** The reversal potential of an ion in a section; NEURON's where none is given. */
  double reversal(String section, String ion) {
    double otherwise = switch (ion) {
      case "na" -> 50;
      case "k" -> -77;
      default -> 132.4579;
    };
    return reversals.getOrDefault(section, Map.of()).getOrDefault(ion, otherwise);
  }

  List<Channel> channels() {
    var all = new ArrayList<Channel>();
    channels.values().forEach(of -> all.addAll(of.values()));
    return all;
  }

  /** Whether a section has a mechanism. */
  boolean has(String section, String mechanism) {
    return channels.getOrDefault(section, Map.of()).containsKey(mechanism);
  }
}
