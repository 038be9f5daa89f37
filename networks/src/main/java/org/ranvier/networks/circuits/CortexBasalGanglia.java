package org.ranvier.networks.circuits;

import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.s;

import java.util.List;
import org.ranvier.networks.basalganglia.KumaraveluPlant;
import org.ranvier.networks.experiment.Experiment;

/** Cortex, basal ganglia and thalamus of Kumaravelu, Brocker & Grill 2016: {@link KumaraveluPlant}. */
final class CortexBasalGanglia implements Circuit {
  @Override
  public String name() {
    return "cortex-basal-ganglia";
  }

  @Override
  public String summary() {
    return "Cortex, striatum, basal ganglia and thalamus of Kumaravelu, Brocker & Grill 2016, with deep brain stimulation";
  }

  @Override
  public String source() {
    return "Kumaravelu, Brocker & Grill 2016, doi:10.1007/s10827-016-0593-9";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        BasalGanglia.SEVERITY, BasalGanglia.STIMULATION, new Setting("wiring", "1", 1, 0, 1e9, "seed of the random connections"),
        new Setting("pulses", "1", 0, 0, 1, "1: the cortex sends the thalamus pulses in place of a constant current"));
  }

  @Override
  public Experiment create(Settings settings) {
    var plant =
        KumaraveluPlant.of(name(), settings.get("severity"), settings.get("stimulation"), (long) settings.get("wiring"), settings.get("pulses") >= 0.5);
    var net = plant.network();
    return Experiment.of(net).excitatory(plant.thalamus(), plant.subthalamic(), net.population("E"))
        .inhibitory(plant.external(), plant.internal(), net.population("D1"), net.population("D2"), net.population("I")).warmup(ms(200)).duration(s(2));
  }
}
