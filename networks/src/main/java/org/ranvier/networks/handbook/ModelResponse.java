package org.ranvier.networks.handbook;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.measure.Quantity;
import org.ranvier.networks.Network;
import org.ranvier.networks.Population;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.connect.ConnectionRule;
import org.ranvier.networks.plot.TracePicture;
import org.ranvier.networks.values.Units;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.Receptor;
import org.ranvier.simulator.recording.StateTrace;

/**
 * What a neuron of a model does: three spikes reach each of its first two receptors in turn, then a current flows; what it lacks is left out.
 *
 * @param currentPa the current
 * @param weight of the spikes, in the units of the receptors
 * @param lengthMs until when the current flows
 */
record ModelResponse(EquationModel model, double currentPa, double weight, double lengthMs) {
  private static final double[][] SPIKES_MS = {{20, 24, 28}, {50, 54, 58}};
  private static final double CURRENT_FROM_MS = 90;
  private static final int WIDTH_PX = 900;
  private static final int HEIGHT_PX = 420;

  /** Current and weight of models for which the usual ones, those of a cell of 250 pF at 10 ms, are too strong or too weak. */
  private static final Map<String, double[]> OWN =
      Map.ofEntries(
          Map.entry("eprop_iaf", new double[] {250, 2}),
          Map.entry("surrogate_iaf", new double[] {250, 2}),
          Map.entry("eprop_iaf_adapt", new double[] {250, 2}),
          Map.entry("srm0_psc_delta", new double[] {200, 2}),
          Map.entry("aeif_cond_exp", new double[] {700, 40}),
          Map.entry("aeif_cond_alpha", new double[] {700, 20}),
          Map.entry("aeif_psc_exp", new double[] {700, 300}),
          Map.entry("izhikevich", new double[] {10, 3}),
          Map.entry("hh_psc_alpha", new double[] {700, 200}),
          Map.entry("hh_psc_alpha_gap", new double[] {700, 200}),
          Map.entry("hh_cond_exp_traub", new double[] {300, 4}),
          Map.entry("pp_psc_delta", new double[] {600, 2}),
          Map.entry("gif_psc_exp", new double[] {200, 60}),
          Map.entry("gif_cond_exp", new double[] {200, 2}),
          Map.entry("mat2_psc_exp", new double[] {500, 200}),
          Map.entry("iaf_bw_2001_linear", new double[] {600, 20}),
          Map.entry("qif", new double[] {150, 60}),
          Map.entry("theta", new double[] {60, 60}),
          Map.entry("burst_cell", new double[] {600, 300}),
          Map.entry("pinsky_rinzel", new double[] {10, 15}),
          Map.entry("morris_lecar", new double[] {100, 1}),
          Map.entry("fitzhugh_nagumo", new double[] {0.5, 0.3}),
          Map.entry("wang_buzsaki", new double[] {1, 0.02}));

  static ModelResponse of(EquationModel model) {
    double usual =
        switch (model.receptors().isEmpty() ? "" : model.receptors().getFirst().unit()) {
          case "nS" -> 15;
          case "mV" -> 2;
          default -> 200;
        };
    double[] own = OWN.getOrDefault(model.name(), new double[] {450, usual});
    return new ModelResponse(model, own[0], own[1], 240);
  }

  /** What the picture shows, in words. */
  String caption() {
    var text = new StringBuilder();
    for (int r = 0; r < receptors(); r++) {
      Receptor receptor = model.receptors().get(r);
      text.append(
          String.format(
              Locale.ROOT, "Spikes of weight %s reach the receptor %s at %.0f, %.0f and %.0f ms. ", weightOf(r), receptor.name(), SPIKES_MS[r][0],
              SPIKES_MS[r][1], SPIKES_MS[r][2]));
    }
    if (model.takesCurrent()) {
      text.append(String.format(Locale.ROOT, "A current of %s pA flows from %.0f ms on.", number(currentPa), CURRENT_FROM_MS));
    }
    return text.isEmpty() ? "Left alone." : text.toString().strip();
  }

  void draw(Path file) {
    var net = new Network(model.name());
    Population neuron = net.population("neuron", 1, model);
    String variable = model.variables().getFirst().name();
    net.record(neuron, variable).every(Units.ms(0.1));
    if (model.takesCurrent()) {
      net.current(neuron).from(Units.ms(CURRENT_FROM_MS), Units.pA(currentPa));
    }
    for (int r = 0; r < receptors(); r++) {
      Population source = net.spikeSource("spikes " + r, new double[][] {SPIKES_MS[r]});
      connect(net, source, neuron, model.receptors().get(r).name(), quantity(r));
    }
    try (var simulation = Simulation.of(net, Simulation.Options.DEFAULT.threads(1))) {
      simulation.run(Units.ms(lengthMs));
      StateTrace trace = simulation.traces().getFirst();
      var traces = new LinkedHashMap<String, double[]>();
      traces.put(model.name(), trace.values()[0]);
      String unit = trace.unit().equals("1") ? "" : " (" + trace.unit() + ")";
      TracePicture.write(file, trace.timesMs(), traces, variable + unit, WIDTH_PX, HEIGHT_PX);
    }
  }

  private Quantity<?> quantity(int receptor) {
    return Units.parse(weightOf(receptor));
  }

  @SuppressWarnings("unchecked") // a quantity of some kind is one of its own kind
  private static <Q extends Quantity<Q>> void connect(Network net, Population source, Population neuron, String receptor, Quantity<?> weight) {
    net.connect(source, neuron).rule(ConnectionRule.allToAll()).receptor(receptor).weight((Quantity<Q>) weight).delay(Units.ms(1));
  }

  private int receptors() {
    return Math.min(SPIKES_MS.length, model.receptors().size());
  }

  /** Inhibition has weights below 0. */
  private double signed(int receptor) {
    return model.receptors().get(receptor).name().equals("inhibitory") ? -weight : weight;
  }

  private String weightOf(int receptor) {
    String unit = model.receptors().get(receptor).unit();
    return number(signed(receptor)) + (unit.equals("1") ? "" : " " + unit);
  }

  private static String number(double x) {
    return x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x);
  }
}
