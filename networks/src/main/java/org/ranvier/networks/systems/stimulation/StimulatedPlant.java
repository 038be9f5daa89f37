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
  private static final double SMOOTHING_MS = 50;

  /** Pulses change the cells' rates at once; a mean rate that follows slowly would show that as power long after. */
  private static final double MEAN_MS = 100;

  private final PlantKind kind;
  private final Plant plant;
  private final Simulation simulation;
  private final PulseTrain pulses;
  private final long seed;
  private final NeuronBandPass each = new NeuronBandPass(Plant.CELLS, Plant.BETA_FROM, Plant.BETA_TO, 1).timeConstants(SMOOTHING_MS, MEAN_MS);
  private final BandPass all = new BandPass(Plant.CELLS, Plant.BETA_FROM, Plant.BETA_TO).timeConstants(SMOOTHING_MS, MEAN_MS);
  private final List<SpikeTrains> kept = new ArrayList<>();
  private Tally ill = new Tally();
  private Tally well = new Tally();
  private double severity;
  private double courseFromMs;
  private @Nullable DiseaseCourse course;
  private boolean keeps;
  private @Nullable Pace pace;

  /** Turns in one state of the plant. */
  private static final class Tally {
    double ms;
    double excessMs;
    long pulses;

    double perSecond() {
      return 1000 * pulses / ms; // not a number where there was none
    }
  }

  /**
   * What came of an interval.
   *
   * @param excess of the power that controllers read over that of health, in the mean
   * @param pulsesIll in a second in which the plant was ill
   * @param illShare of the time
   */
  record Outcome(
      double beta, double errorIndex, double pulsesPerSecond, double chargePerSecondUc, double excess, double pulsesIll, double pulsesWell, double illShare) {}

  StimulatedPlant(PlantKind kind, Plant plant, double severity, Simulation simulation, PulseTrain pulses, long seed) {
    this.kind = kind;
    this.plant = plant;
    this.severity = severity;
    this.simulation = simulation;
    this.pulses = pulses;
    this.seed = seed;
  }

  /** Lets the disease take its course from now on. */
  void follow(DiseaseCourse course) {
    this.course = course;
    courseFromMs = simulation.timeMs();
  }

  /** Makes it as ill as this, to stay so until it is told otherwise. */
  void severity(double now) {
    course = null;
    change(now);
  }

  /** Whether the course it follows has it ill now; always where it follows none. */
  boolean isIll() {
    DiseaseCourse now = course;
    return now == null || now.ill();
  }

  private void change(double now) {
    if (now != severity) {
      kind.setSeverity(simulation, plant, severity, now);
      severity = now;
    }
  }

  /** Keeps with the wall clock from now on. */
  void pace(Pace pace) {
    this.pace = pace;
  }

  Rhythm rhythm() {
    double centreHz = (Plant.BETA_FROM + Plant.BETA_TO) / 2;
    return new Rhythm(simulation.timeMs(), kind.power(each, all), all.amplitude(), all.phase(), centreHz);
  }

  /** Lets a controller act for a turn. Returns the rhythm at its end. */
  Rhythm turn(StimulationController controller) {
    Pace clock = pace;
    if (clock != null) {
      clock.await();
    }
    DiseaseCourse now = course;
    if (now != null) {
      change(now.severity(simulation.timeMs() - courseFromMs));
    }
    long before = simulation.pulses(plant.stimulator()).count();
    simulation.set(plant.stimulator(), controller.next(rhythm(), pulses));
    simulation.run(ms(controller.turnMs()));
    SpikeTrains spikes = simulation.takeSpikes();
    each.take(spikes, plant.internal().name());
    all.take(spikes, plant.internal().name());
    if (keeps) {
      kept.add(spikes);
      Tally tally = isIll() ? ill : well;
      tally.ms += controller.turnMs();
      tally.excessMs += controller.turnMs() * kind.excess(kind.power(each, all));
      tally.pulses += simulation.pulses(plant.stimulator()).count() - before;
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

  /**
   * The same, and measures all that happens.
   *
   * @param windowMs of spectra, about
   */
  Outcome measured(StimulationController controller, double forMs, double windowMs) {
    double from = simulation.timeMs();
    Simulation.Pulses before = simulation.pulses(plant.stimulator());
    keeps = true;
    ill = new Tally();
    well = new Tally();
    run(controller, forMs);
    keeps = false;
    double to = simulation.timeMs();
    Simulation.Pulses after = simulation.pulses(plant.stimulator());
    SpikeTrains all = SpikeTrains.joined(kept.getFirst().populations(), kept.getFirst().resolutionMs(), kept);
    kept.clear();
    int windows = (int) Math.max(1, Math.floor((to - from) / windowMs));
    double beta = 0;
    for (int k = 0; k < windows; k++) {
      double begin = from + k * (to - from) / windows;
      beta += RelayMeasures.beta(all, plant.internal(), begin, begin + (to - from) / windows) / windows;
    }
    double[][] relay = all.trainsMs(all.population(plant.thalamus().name()));
    double error = RelayMeasures.errorIndex(Arrays.stream(plant.cortex().pulseTimes(seed, ms(to))).toArray(), relay, from, to);
    double seconds = (to - from) / 1000;
    return new Outcome(
        beta, error, (after.count() - before.count()) / seconds, (after.chargePc() - before.chargePc()) * 1e-6 / seconds,
        (ill.excessMs + well.excessMs) / (ill.ms + well.ms), ill.perSecond(), well.perSecond(), ill.ms / (ill.ms + well.ms));
  }
}
