package org.ranvier.networks.sonata;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ranvier.networks.sonata.CellDescription.Channel;
import org.ranvier.neuronmodels.cells.Cell;
import org.ranvier.neuronmodels.channels.Mechanisms;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.Region;
import org.ranvier.simulator.RanvierException;

/** Puts the mechanisms of a description into a cell: those of the Allen Cell Types Database, and NEURON's own. */
final class CellMembrane {
  private static final double MS_PER_S = 1000; // and mS in S
  private static final Map<String, String> LABELS =
      Map.of("soma", Morphology.SOMA, "axon", Morphology.AXON, "dend", Morphology.BASAL, "apic", Morphology.APICAL);

  /** Channels that are a density and the reversal potential of an ion, by NEURON's names. */
  private static final Map<String, String> CHANNELS = Map.ofEntries(
      Map.entry("Ih", "Ih"), Map.entry("Im", "K_M"), Map.entry("Im_v2", "K_M_slow"), Map.entry("NaTs", "Na_Ts"),
      Map.entry("NaTa", "Na_Ta"), Map.entry("Nap", "NaP_fast"), Map.entry("K_P", "K_P"), Map.entry("K_T", "K_T"),
      Map.entry("Kd", "K_D"), Map.entry("Kv2like", "Kv2"), Map.entry("Kv3_1", "Kv3"), Map.entry("SK", "SK"),
      Map.entry("Ca_HVA", "Ca_L"), Map.entry("Ca_LVA", "Ca_T"));

  /** Those that read the concentration of calcium, where there is a pool. */
  private static final Map<String, String> WITH_POOL = Map.of("Ca_HVA", "Ca_HVA", "Ca_LVA", "Ca_LVA");

  private static final Set<String> OTHERS = Set.of("pas", "hh", "CaDynamics");
  private static final String POOL = "CaDynamics";

  private CellMembrane() {}

  static String label(String section) {
    return LABELS.getOrDefault(section, section);
  }

  /** The names of mechanisms that are missing here. */
  static Set<String> missing(CellDescription description) {
    var missing = new TreeSet<String>();
    for (var channel : description.channels()) {
      if (!CHANNELS.containsKey(channel.mechanism()) && !OTHERS.contains(channel.mechanism())) {
        missing.add(channel.mechanism());
      }
    }
    return missing;
  }

  /** The names of those that are there. */
  static Set<String> known() {
    var known = new TreeSet<>(CHANNELS.keySet());
    known.addAll(OTHERS);
    return known;
  }

  /** Inserts all mechanisms in the sections that the cell has. */
  static void insert(Cell cell, CellDescription description, List<String> labels, String where) {
    var used = new HashSet<String>();
    for (var channel : description.channels()) {
      if (labels.contains(label(channel.section()))) {
        insert(cell, description, channel, where);
        used.add(channel.section());
      }
    }
    if (used.contains("soma") && description.has("soma", POOL)) {
      cell.observe("cai", Location.at(Morphology.SOMA, 0.5), POOL + "_soma", "ca_i");
    }
  }

  private static void insert(Cell cell, CellDescription description, Channel channel, String where) {
    String section = channel.section();
    var values = new LinkedHashMap<String, Double>();
    String channelName = CHANNELS.getOrDefault(channel.mechanism(), channel.mechanism());
    String name = switch (channel.mechanism()) {
      case "pas" -> "leak";
      case "hh" -> "hh";
      case POOL -> "ca_pool";
      default -> description.has(section, POOL) ? WITH_POOL.getOrDefault(channel.mechanism(), channelName) : channelName;
    };
    if (name.equals("SK") && !description.has(section, POOL)) {
      throw new RanvierException(where + ": SK in " + section + " reads calcium, and there is no CaDynamics");
    }
    channel.values().forEach((parameter, value) -> set(values, channel, parameter, value, where));
    var mechanism = Mechanisms.find(name);
    mechanism.parameter("E_Na").ifPresent(p -> values.putIfAbsent("E_Na", description.reversal(section, "na")));
    mechanism.parameter("E_K").ifPresent(p -> values.putIfAbsent("E_K", description.reversal(section, "k")));
    mechanism.parameter("E_Ca").ifPresent(p -> values.putIfAbsent("E_Ca", description.reversal(section, "ca")));
    if (name.equals("leak")) {
      values.putIfAbsent("E", -70.0); // NEURON's
    }
    cell.insert(channel.mechanism() + "_" + section, mechanism, Region.of(label(section)), values);
  }

  private static void set(Map<String, Double> values, Channel channel, String parameter, double value, String where) {
    switch (channel.mechanism() + "." + parameter) {
      case "pas.g" -> values.put("g_max", MS_PER_S * value);
      case "pas.e" -> values.put("E", value);
      case "Ih.e", "Ih.ehcn" -> values.put("E_h", value);
      case "hh.gnabar" -> values.put("g_Na", MS_PER_S * value);
      case "hh.gkbar" -> values.put("g_K", MS_PER_S * value);
      case "hh.gl" -> values.put("g_L", MS_PER_S * value);
      case "hh.el" -> values.put("E_L", value);
      case POOL + ".gamma" -> values.put("gamma", value);
      case POOL + ".decay" -> values.put("tau", value);
      case POOL + ".depth" -> values.put("depth", value);
      case POOL + ".minCai" -> values.put("ca_0", value);
      default -> {
        if (!parameter.equals("gbar") || !CHANNELS.containsKey(channel.mechanism())) {
          throw new RanvierException(
              where + ": parameter '" + Shown.of(parameter) + "' of " + channel.mechanism() + " in " + channel.section()
                  + " is not supported");
        }
        values.put("g_max", MS_PER_S * value);
      }
    }
  }
}
