package org.ranvier.networks.circuits;

import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.s;

import java.util.List;
import org.ranvier.networks.basalganglia.SoPlant;
import org.ranvier.networks.experiment.Experiment;

/** The basal ganglia of So, Kent & Grill 2012: {@link SoPlant}. */
final class BasalGanglia implements Circuit {
  static final Setting SEVERITY = new Setting("severity", "1", 1, 0, 1, "0 is healthy, 1 is Parkinson's disease as published");
  static final Setting STIMULATION = new Setting("stimulation", "Hz", 0, 0, 500, "rate of the stimulator in the subthalamic nucleus");

  @Override
  public String name() {
    return "basal-ganglia";
  }

  @Override
  public String summary() {
    return "Basal ganglia and thalamus of So, Kent & Grill 2012: Parkinson's disease and deep brain stimulation";
  }

  @Override
  public String source() {
    return "So, Kent & Grill 2012, doi:10.1007/s10827-011-0366-4";
  }

  @Override
  public List<Setting> settings() {
    return List.of(SEVERITY, STIMULATION, new Setting("step", "ms", 0.01, 0.005, 0.02, "of integration"));
  }

  @Override
  public Experiment create(Settings settings) {
    var plant = SoPlant.of(name(), settings.get("severity"), settings.get("stimulation"), settings.get("step"));
    return Experiment.of(plant.network()).excitatory(plant.thalamus(), plant.subthalamic()).inhibitory(plant.external(), plant.internal())
        .warmup(ms(200)).duration(s(2));
  }
}
