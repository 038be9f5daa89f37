package org.ranvier.neuronmodels.cells;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ranvier.neuronmodels.channels.Mechanisms;
import org.ranvier.neuronmodels.model.ModelLibrary;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.morphology.CableProperties;
import org.ranvier.neuronmodels.morphology.Division;
import org.ranvier.neuronmodels.morphology.Location;
import org.ranvier.neuronmodels.morphology.Morphology;
import org.ranvier.neuronmodels.morphology.Piece;
import org.ranvier.neuronmodels.morphology.Region;
import org.ranvier.simulator.RanvierException;

/** Cells of few compartments, or of a simple shape, that can be had by name. */
public final class ReducedCells implements ModelLibrary {
  private static final List<String> NAMES = List.of("ball_and_stick", "calcium_spike_cell", "l5_pyramidal");
  private static final Map<String, NeuronModel> MADE = new ConcurrentHashMap<>();
  private static final String SOMA = "soma";
  private static final double WARM = 34;

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public NeuronModel model(String name) {
    return MADE.computeIfAbsent(name, ReducedCells::make);
  }

  private static NeuronModel make(String name) {
    return switch (name) {
      case "ball_and_stick" -> ballAndStick();
      case "calcium_spike_cell" -> calciumSpikeCell();
      case "l5_pyramidal" -> layer5Pyramidal();
      default -> throw new RanvierException("there is no cell '" + name + "'" + Names.suggest(name, NAMES));
    };
  }

  /** A passive soma with one dendrite, which receives near to and far from the soma. */
  static CellModel ballAndStick() {
    var tree =
        Morphology.of(Piece.soma(20), Piece.cylinder("dend", 500, 2).on(SOMA))
            .divide(Division.maxLength(20).in(SOMA, Division.fixed(1)), CableProperties.ra(150).cm(1));
    return Cell.of("ball_and_stick", tree)
        .summary("Passive soma with one dendrite")
        .source("Rall 1962, doi:10.1111/j.1749-6632.1962.tb54120.x")
        .insert("leak", Region.all(), Map.of("g_max", 0.05, "E", -70.0))
        .synapse("proximal", "exp_syn", Location.at("dend", 0.1), Map.of("tau", 2.0))
        .synapse("distal", "exp_syn", Location.at("dend", 0.9), Map.of("tau", 2.0))
        .synapse("inhibitory", "exp_syn", Location.at(SOMA, 0.5), Map.of("tau", 8.0, "E", -75.0))
        .initialPotential(-70)
        .detect(Location.at(SOMA, 0.5), -50)
        .model();
  }

  /**
   * Soma, trunk and tuft of a layer 5 pyramidal cell. A somatic spike propagates back along the trunk; where it meets input to
   * the
   * tuft it sets off a calcium spike there, which makes the soma burst, while either alone does not (Larkum, Zhu & Sakmann 1999,
   * doi:10.1038/18686).
   */
  static CellModel calciumSpikeCell() {
    var tree =
        Morphology.of(
                Piece.soma(25),
                Piece.cylinder("trunk", 400, 3.5).label(Morphology.APICAL).on(SOMA),
                Piece.cylinder("tuft", 150, 3).label(Morphology.APICAL).on("trunk"))
            .divide(Division.fixed(1), CableProperties.ra(100).cm(SOMA, 1).cm(Morphology.APICAL, 2));
    return Cell.of("calcium_spike_cell", tree)
        .summary("Three-compartment pyramidal cell with a calcium spike in the tuft")
        .source("after Larkum, Zhu & Sakmann 1999, doi:10.1038/18686")
        .celsius(WARM)
        .initialPotential(-77)
        .insert("leak", Region.of(SOMA), Map.of("g_max", 0.05, "E", -80.0))
        .insert("Na_T", Region.of(SOMA), Map.of("g_max", 1000))
        .insert("Kv3", Region.of(SOMA), Map.of("g_max", 300))
        .insert("K_M", Region.of(SOMA), Map.of("g_max", 2))
        .insert("leak_apical", Mechanisms.find("leak"), Region.of(Morphology.APICAL), Map.of("g_max", 0.06, "E", -80.0))
        .insert("Na_T_trunk", Mechanisms.find("Na_T"), Region.of("trunk"), Map.of("g_max", 28))
        .insert("Kv3_trunk", Mechanisms.find("Kv3"), Region.of("trunk"), Map.of("g_max", 5))
        .insert("Ih", Region.of("tuft"), Map.of("g_max", 1))
        .insert("Ca_L", Region.of("tuft"), Map.of("g_max", 0.7))
        .insert("K_Ca", Region.of("tuft"), Map.of("g_max", 2))
        .insert("K_M_tuft", Mechanisms.find("K_M"), Region.of("tuft"), Map.of("g_max", 0.5))
        .insert("ca_pool", Region.of("tuft"), Map.of("gamma", 0.0005))
        .synapse("soma_exc", "exp_syn", Location.at(SOMA, 0.5), Map.of("tau", 2.0))
        .synapse("soma_inh", "exp_syn", Location.at(SOMA, 0.5), Map.of("tau", 8.0, "E", -75.0))
        .synapse("tuft_exc", "exp2_syn", Location.at("tuft", 0.5), Map.of("tau_rise", 0.5, "tau_decay", 5.0))
        .observe("V_tuft", Location.at("tuft", 0.5))
        .observe("ca_tuft", Location.at("tuft", 0.5), "ca_pool", "ca_i")
        .detect(Location.at(SOMA, 0.5), -10)
        .model();
  }

  /**
   * A branched cell with the proportions of a layer 5 pyramidal cell, and the channels of Hay et al. 2011
   * (doi:10.1371/journal.pcbi.1002107) on a tree of
   * cylinders: densities are of their order and not fitted.
   */
  static CellModel layer5Pyramidal() {
    var tree =
        Morphology.of(
                Piece.soma(22),
                Piece.cylinder("axon", 60, 1.5).label(Morphology.AXON).on(SOMA),
                Piece.cylinder("basal1", 180, 1.5).label(Morphology.BASAL).on(SOMA),
                Piece.cylinder("basal2", 180, 1.5).label(Morphology.BASAL).on(SOMA),
                Piece.cylinder("basal3", 150, 1.3).label(Morphology.BASAL).on(SOMA),
                Piece.cone("trunk", 500, 4, 2.8).label(Morphology.APICAL).on(SOMA),
                Piece.cylinder("oblique1", 120, 1).label(Morphology.APICAL).on("trunk", 0.2),
                Piece.cylinder("oblique2", 120, 1).label(Morphology.APICAL).on("trunk", 0.4),
                Piece.cylinder("hot", 150, 2.8).label(Morphology.APICAL, "hot_zone").on("trunk"),
                Piece.cylinder("tuft1", 200, 1.4).label(Morphology.APICAL, "tuft").on("hot"),
                Piece.cylinder("tuft2", 200, 1.4).label(Morphology.APICAL, "tuft").on("hot"))
            .divide(
                Division.maxLength(50).in(SOMA, Division.fixed(1)),
                CableProperties.ra(100).cm(1).cm(Morphology.APICAL, 2).cm(Morphology.BASAL, 2));
    Region perisomatic = Region.of(SOMA).or(Region.of(Morphology.AXON));
    Region apical = Region.of(Morphology.APICAL);
    Region hot = Region.of("hot_zone");
    return Cell.of("l5_pyramidal", tree)
        .summary("Layer 5 pyramidal cell on a tree of cylinders, with a calcium zone in its apical dendrite")
        .source("channels of Hay et al. 2011, doi:10.1371/journal.pcbi.1002107")
        .celsius(WARM)
        .initialPotential(-76)
        .insert("leak", Region.all(), Map.of("g_max", 0.05, "E", -90.0))
        .insert("Na_T", perisomatic, Map.of("g_max", 1500))
        .insert("Kv3", perisomatic, Map.of("g_max", 500))
        .insert("K_M", perisomatic, Map.of("g_max", 1))
        .insert("NaP", Region.of(SOMA), Map.of("g_max", 1))
        .insert("Na_T_apical", Mechanisms.find("Na_T"), apical, Map.of("g_max", 12))
        .insert("Kv3_apical", Mechanisms.find("Kv3"), apical, Map.of("g_max", 3))
        .insert("K_A", apical, Map.of("g_max", 2))
        .insert("K_M_apical", Mechanisms.find("K_M"), apical, Map.of("g_max", 0.07))
        .insert("Ih", Region.all(), Map.of("g_max", DistanceProfile.exponential(-0.17, 0.42, 310)))
        .insert("Ca_L", hot, Map.of("g_max", 0.5))
        .insert("Ca_T", hot, Map.of("g_max", 1))
        .insert("K_Ca", hot, Map.of("g_max", 3))
        .insert("ca_pool", hot, Map.of("gamma", 0.0005, "tau", 120.0))
        .synapse("basal_exc", "ampa_nmda", Location.at("basal1", 0.5), Map.of())
        .synapse("tuft_exc", "ampa_nmda", Location.at("tuft1", 0.5), Map.of())
        .synapse("hot_exc", "exp2_syn", Location.at("hot", 0.5), Map.of("tau_rise", 0.5, "tau_decay", 5.0))
        .synapse("soma_inh", "exp_syn", Location.at(SOMA, 0.5), Map.of("tau", 8.0, "E", -75.0))
        .observe("V_hot", Location.at("hot", 0.5))
        .observe("V_tuft", Location.at("tuft1", 0.5))
        .observe("ca_hot", Location.at("hot", 0.5), "ca_pool", "ca_i")
        .detect(Location.at(SOMA, 0.5), -10)
        .model();
  }
}
