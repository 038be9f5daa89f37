package org.ranvier.networks.systems.stimulation;

import static org.ranvier.networks.values.Units.ms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.basalganglia.Plant;
import org.ranvier.networks.basalganglia.RelayMeasures;
import org.ranvier.networks.closedloop.Pace;
import org.ranvier.networks.closedloop.Rhythm;
import org.ranvier.networks.closedloop.StimulationController;
import org.ranvier.networks.spectra.BandPass;
import org.ranvier.networks.spectra.NeuronBandPass;
import org.ranvier.networks.values.PulseTrain;
import org.ranvier.simulator.recording.SpikeTrains;

/** A plant that runs, what is measured of it, and what is done to it. */
final class StimulatedPlant {
  private static final double WINDOW_MS = 2500; // of spectra

  private final Plant plant;
  private final Simulation simulation;
  private final PulseTrain pulses;
  private final long seed;
  private final NeuronBandPass each = new NeuronBandPass(Plant.CELLS, Plant.BETA_FROM, Plant.BETA_TO, 1);
  private final BandPass all = new BandPass(Plant.CELLS, Plant.BETA_FROM, Plant.BETA_TO);
  private final List<SpikeTrains> kept = new ArrayList<>();
  private boolean keeps;
  private @Nullable Pace pace;

  /** What came of an interval. */
  record Outcome(double beta, double errorIndex, double pulsesPerSecond, double chargePerSecondUc) {}

  StimulatedPlant(Plant plant, Simulation simulation, PulseTrain pulses, long seed) {
    this.plant = plant;
    this.simulation = simulation;
    this.pulses = pulses;
    this.seed = seed;
  }

  /** Keeps with the wall clock from now on. */
  void pace(Pace pace) {
    this.pace = pace;
  }

  Rhythm rhythm() {
    return Rhythm.of(each, all, simulation.timeMs(), (Plant.BETA_FROM + Plant.BETA_TO) / 2);
  }

  /** Lets a controller act for a turn. Returns the rhythm at its end. */
  Rhythm turn(StimulationController controller) {
    Pace clock = pace;
    if (clock != null) {
      clock.await();
    }
    simulation.set(plant.stimulator(), controller.next(rhythm(), pulses));
    simulation.run(ms(controller.turnMs()));
    SpikeTrains spikes = simulation.takeSpikes();
    each.take(spikes, plant.internal().name());
    all.take(spikes, plant.internal().name());
    if (keeps) {
      kept.add(spikes);
    }
    if (clock != null) {
      clock.done();
    }
    return rhythm();
  }

  /** Lets a controller act for a time, in whole turns. */
  void run(StimulationController controller, double forMs) {
    long turns = Math.round(forMs / controller.turnMs());
    for (long k = 0; k < turns; k++) {
      turn(controller);
    }
  }

  /** The same, and measures all that happens. */
  Outcome measured(StimulationController controller, double forMs) {
    double from = simulation.timeMs();
    Simulation.Pulses before = simulation.pulses(plant.stimulator());
    keeps = true;
    kept.clear();
    run(controller, forMs);
    keeps = false;
    double to = simulation.timeMs();
    Simulation.Pulses after = simulation.pulses(plant.stimulator());
    SpikeTrains all = SpikeTrains.joined(kept.getFirst().populations(), kept.getFirst().resolutionMs(), kept);
    kept.clear();
    int windows = (int) Math.max(1, Math.floor((to - from) / WINDOW_MS));
    double beta = 0;
    for (int k = 0; k < windows; k++) {
      double begin = from + k * (to - from) / windows;
      beta += RelayMeasures.beta(all, plant.internal(), begin, begin + (to - from) / windows) / windows;
    }
    double[][] relay = all.trainsMs(all.population(plant.thalamus().name()));
    double error = RelayMeasures.errorIndex(Arrays.stream(plant.cortex().pulseTimes(seed, ms(to))).toArray(), relay, from, to);
    double seconds = (to - from) / 1000;
    return new Outcome(beta, error, (after.count() - before.count()) / seconds, (after.chargePc() - before.chargePc()) * 1e-6 / seconds);
  }
}
