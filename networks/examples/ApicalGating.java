import static org.ranvier.networks.connect.ConnectionRule.*;
import static org.ranvier.networks.values.Distribution.*;
import static org.ranvier.networks.values.Units.*;

import org.ranvier.networks.*;
import org.ranvier.networks.analysis.*;
import org.ranvier.plasticity.receptors.*;

// Acetylcholine opens the apical dendrites (burst cells of Naud & Sprekeler 2018, doi:10.1073/pnas.1720995115): it scales what apical synapses
// deliver. Somatic and apical input are always there; only while acetylcholine is, their coincidence makes bursts.
void main(String[] args) {
  int cells = args.length > 0 ? Integer.parseInt(args[0]) : 200;
  var net = new Network("apical gating");
  var layer5 = net.population("layer 5", cells, "burst_cell").initial("V_m", uniform(mV(-70), mV(-60)));
  net.poisson("somatic", layer5).receptor("soma").rate(Hz(1500)).weight(pA(62));
  net.poisson("apical", layer5).receptor("apical").rate(Hz(1000)).weight(pA(60));
  var acetylcholine = net.modulator("acetylcholine").decay(s(1));
  acetylcholine.receptor("M1", new Response.Hill(1, 2)).scalesInput(layer5, "apical", new Effect.Between(0.2, 1));

  try (var sim = Simulation.of(net)) {
    for (double released : new double[] {0, 0.5, 1, 2, 4}) {
      sim.release(acetylcholine, released);
      sim.run(ms(200));
      sim.takeSpikes();
      sim.run(ms(500));
      double[] intervals = Intervals.ms(sim.takeSpikes(), "layer 5");
      System.out.printf("%.1f released: %.1f spikes/s, %.0f %% of intervals within bursts (below 16 ms)%n", released,
          intervals.length / (0.5 * cells), 100.0 * Arrays.stream(intervals).filter(t -> t < 16).count() / Math.max(1, intervals.length));
      sim.run(s(5)); // washed out
    }
  }
}
