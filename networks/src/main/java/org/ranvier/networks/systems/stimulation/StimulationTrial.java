package org.ranvier.networks.systems.stimulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.basalganglia.KumaraveluPlant;
import org.ranvier.networks.basalganglia.Plant;
import org.ranvier.networks.basalganglia.SoPlant;
import org.ranvier.networks.closedloop.Pace;
import org.ranvier.networks.closedloop.Rhythm;
import org.ranvier.networks.closedloop.StimulationController;
import org.ranvier.networks.plot.LearningPicture.Line;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.networks.values.PulseTrain;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.random.RandomStream;

/** A trial of {@link ClosedLoopStimulation}: the plant untreated, then time to learn, then a test in which nothing is learnt. */
final class StimulationTrial {
  static final String LEARNS = "actor-critic";
  static final String GUMBEL = "gumbel";
  static final String NO_MODEL = "no-model";
  static final String HALF = "half";
  static final String ON_OFF = "on-off";
  static final String PROPORTIONAL = "proportional";
  static final String PHASE_LOCKED = "phase-locked";
  static final String WEIGHTS = "critic and actors";
  static final String REWARDS = "rewards";
  static final String BURSTS = "bursts";
  static final String PULSES = "pulses";

  private static final double SETTLING_MS = 1000;
  private static final double UNTREATED_MS = 2500;
  private static final double POINT_MS = 1000; // of the learning curve
  private static final double ENOUGH = 0.25;
  private static final StimulationController NOTHING = StimulationController.uniform(0);

  private final Plan plan;
  private final TrialListener listener;
  private final double severity;
  private final double testSeverity;

  StimulationTrial(Plan plan, TrialListener listener) {
    this.plan = plan;
    this.listener = listener;
    severity = plan.get("severity");
    testSeverity = plan.get("test_severity") < 0 ? severity : plan.get("test_severity");
    if (testSeverity != severity && !isSo(plan)) {
      throw new RanvierException("test_severity " + testSeverity + " differs from severity " + severity + ": only plant 1 can change while it runs");
    }
    if (plan.get("high") < plan.get("low")) {
      throw new RanvierException("low = " + plan.get("low") + " must not be above high = " + plan.get("high") + ": 'on-off' goes on at high");
    }
  }

  private static boolean isSo(Plan plan) {
    return plan.whole("plant") == 1;
  }

  static Plant plant(Plan plan) {
    return isSo(plan) ? SoPlant.of("closed-loop-stimulation", plan.get("severity"), 0, plan.get("step"))
        : KumaraveluPlant.of("closed-loop-stimulation", plan.get("severity"), 0, plan.seed(), false);
  }

  Trial trial() {
    Plant plant = plant(plan);
    try (var simulation = Simulation.of(plant.network(), plan.options().keepSpikes(true)); Learner learner = learner()) {
      listener.begins(plan.condition().name(), plan.seed(), simulation);
      var run = new StimulatedPlant(plant, simulation, Plant.PULSES, plan.seed());
      long begin = System.nanoTime();
      run.run(NOTHING, SETTLING_MS);
      double untreated = run.measured(NOTHING, UNTREATED_MS).beta();
      LearningController learning =
          learner == null ? null
              : new LearningController(
                  learner, plan.get("lambda"), plan.get("rate"), plan.random("stimulation", "shuffle"), plan.shuffles(REWARDS));
      List<Line> lines = learning == null ? List.of() : List.of(learn(run, simulation, learning));
      List<Boolean> taught = learning == null ? List.of() : learning.bursts();
      if (learner != null) {
        learner.freeze();
        if (plan.has(HALF)) {
          learner.toHalfPrecision();
        }
      }
      if (testSeverity != severity) {
        SoPlant.setSeverity(simulation, plant, severity, testSeverity);
        run.run(NOTHING, SETTLING_MS);
        untreated = run.measured(NOTHING, UNTREATED_MS).beta();
      }
      StimulationController controller = learning == null ? controller() : learning;
      Pace pace = plan.get("real_time") < 0.5 ? null : Pace.of(controller.turnMs());
      if (pace != null) {
        run.pace(pace);
      }
      var recorded = new Recorded(controller);
      StimulatedPlant.Outcome test = run.measured(recorded, 1000 * plan.get("test"));
      listener.ends(simulation);
      Pace.Report kept = pace == null ? null : pace.report();
      double fall = 1 - test.beta() / untreated;
      List<Double> measures =
          List.of(
              test.beta(), fall, test.pulsesPerSecond(), test.chargePerSecondUc(), test.errorIndex(), untreated, share(taught, true), share(taught, false),
              kept == null ? Double.NaN : kept.missed(), kept == null ? Double.NaN : kept.lateMs(), kept == null ? Double.NaN : kept.jitterMs());
      return plan.trial(fall >= ENOUGH, measures, lines)
          .record(BURSTS, recorded.bursts)
          .record(PULSES, List.of(test.pulsesPerSecond()))
          .cost((System.nanoTime() - begin) / 1e6 / simulation.timeMs());
    }
  }

  /** Lets it learn. Returns the means of the power over a second each. */
  private Line learn(StimulatedPlant run, Simulation simulation, LearningController controller) {
    var points = new ArrayList<double[]>();
    int perPoint = (int) (POINT_MS / controller.turnMs());
    int seconds = (int) Math.round(plan.get("train"));
    for (int s = 0; s < seconds; s++) {
      double sum = 0;
      for (int k = 0; k < perPoint; k++) {
        Rhythm now = run.turn(controller);
        sum += now.power();
      }
      listener.goesOn(simulation);
      points.add(new double[] {s + 1.0, sum / perPoint});
      listener.point(plan.condition().name(), plan.seed(), "power", s + 1.0, sum / perPoint);
    }
    return Line.of("power", points);
  }

  /** Share of pulses in the first or last 100 turns. */
  private static double share(List<Boolean> bursts, boolean first) {
    int n = Math.min(100, bursts.size());
    List<Boolean> part = first ? bursts.subList(0, n) : bursts.subList(bursts.size() - n, bursts.size());
    return part.stream().mapToDouble(b -> b ? 1 : 0).average().orElse(Double.NaN);
  }

  private @Nullable Learner learner() {
    if (plan.has(GUMBEL)) {
      return new GumbelActorCritic(plan.random("stimulation", "gumbel"), !plan.has(NO_MODEL), plan.has(HALF));
    }
    if (!plan.has(LEARNS)) {
      return null;
    }
    boolean frozen = plan.freezes(WEIGHTS);
    var rates = new StimulationActorCritic.Rates(frozen ? 0 : plan.get("eta_critic"), frozen ? 0 : plan.get("eta_actors"), plan.get("discount"));
    var learner = new StimulationActorCritic(rates, plan.options());
    plan.clamp(learner.simulation());
    return learner;
  }

  private StimulationController controller() {
    double hz = plan.get("rate");
    var order = plan.shuffled(BURSTS);
    if (order.isPresent()) {
      return StimulationController.listed(shuffled(order.get().recorded(BURSTS)), hz);
    }
    var yoked = plan.yoked(PULSES);
    if (yoked.isPresent()) {
      return StimulationController.uniform(yoked.get().recorded(PULSES).getFirst());
    }
    return plan.has(ON_OFF) ? StimulationController.onOff(plan.get("low"), plan.get("high"), hz)
        : plan.has(PROPORTIONAL) ? StimulationController.proportional(plan.get("reference"), plan.get("gain"), hz)
            : plan.has(PHASE_LOCKED) ? StimulationController.phaseLocked(plan.get("phase"), 0)
                : StimulationController.uniform(hz);
  }

  private boolean[] shuffled(List<Double> bursts) {
    RandomStream random = plan.random("stimulation", "order");
    boolean[] all = new boolean[bursts.size()];
    for (int k = 0; k < all.length; k++) {
      int other = random.nextInt(k + 1);
      all[k] = all[other];
      all[other] = bursts.get(k) > 0.5;
    }
    return all;
  }

  /** Keeps in which turns there were pulses. */
  private static final class Recorded implements StimulationController {
    private final StimulationController controller;
    private final List<Double> bursts = new ArrayList<>();

    Recorded(StimulationController controller) {
      this.controller = controller;
    }

    @Override
    public PulseTrain next(Rhythm now, PulseTrain pulses) {
      var train = controller.next(now, pulses);
      bursts.add(train.isOff() ? 0.0 : 1.0);
      return train;
    }

    @Override
    public double turnMs() {
      return controller.turnMs();
    }
  }
}
