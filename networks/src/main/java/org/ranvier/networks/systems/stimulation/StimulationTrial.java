package org.ranvier.networks.systems.stimulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Simulation;
import org.ranvier.networks.basalganglia.Plant;
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
  static final String LOOKS = "looks";
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
  private static final double WINDOW_MS = 2500; // of spectra
  private static final double POINT_MS = 5000; // of the learning curve
  private static final double ENOUGH = 0.25;
  private static final StimulationController NOTHING = StimulationController.uniform(0);

  private final Plan plan;
  private final TrialListener listener;
  private final PlantKind kind;
  private final double severity;
  private final double testSeverity;
  private final double episodeMs;

  StimulationTrial(Plan plan, TrialListener listener) {
    this.plan = plan;
    this.listener = listener;
    severity = plan.get("severity");
    testSeverity = plan.get("test_severity") < 0 ? severity : plan.get("test_severity");
    kind = PlantKind.of(plan);
    plan.whole("hold");
    episodeMs = 1000 * plan.get("episode");
    double testMs = 1000 * plan.get("test");
    if (episodeMs != 0 && (episodeMs < WINDOW_MS || testMs < 2 * episodeMs || Math.abs(Math.IEEEremainder(testMs, episodeMs)) > 1e-6)) {
      throw new RanvierException(
          "episode = " + plan.get("episode") + " s must be 0, for a disease that stays, or from 2.5 s to half of test = " + plan.get("test")
              + " s, which must be a multiple of it");
    }
    if (plan.get("prior") > 0 && plan.get("discount") >= 1) {
      throw new RanvierException(
          "prior = " + plan.get("prior") + " cannot be with discount = 1, by which all that comes would be worth without end; take one below 1");
    }
    if (high() < low()) {
      throw new RanvierException("low = " + low() + " must not be above high = " + high() + ": 'on-off' goes on at high");
    }
  }

  private double low() {
    return plan.get("low") < 0 ? kind.low : plan.get("low");
  }

  private double high() {
    return plan.get("high") < 0 ? kind.high : plan.get("high");
  }

  Trial trial() {
    Plant plant = kind.plant(plan);
    Eyes eyes = Eyes.of(plan);
    try (var simulation = Simulation.of(plant.network(), plan.options().keepSpikes(true)); Learner learner = learner(eyes)) {
      listener.begins(plan.condition().name(), plan.seed(), simulation);
      var run = new StimulatedPlant(kind, plant, severity, simulation, Plant.PULSES, plan.seed());
      long begin = System.nanoTime();
      double well = episodeMs == 0 ? 0 : untreated(run, 0);
      double ill = untreated(run, severity);
      LearningController learning =
          learner == null ? null
              : new LearningController(
                  learner, kind, eyes, new LearningController.Terms(plan.get("lambda"), plan.get("rate"), plan.whole("hold")),
                  plan.random("stimulation", "shuffle"), plan.shuffles(REWARDS));
      List<Line> lines = List.of();
      List<Boolean> taught = List.of();
      if (learner != null && learning != null) {
        run.follow(new DiseaseCourse(plan.random("stimulation", "learning"), severity, episodeMs));
        lines = learn(run, simulation, learning);
        taught = learning.bursts();
        learner.freeze();
        if (plan.has(HALF)) {
          learner.toHalfPrecision();
        }
      }
      if (testSeverity != severity) {
        ill = untreated(run, testSeverity);
      }
      StimulationController controller = learning == null ? controller() : learning;
      Pace pace = plan.get("real_time") < 0.5 ? null : Pace.of(controller.turnMs());
      if (pace != null) {
        run.pace(pace);
      }
      var recorded = new Recorded(controller);
      run.follow(new DiseaseCourse(plan.random("stimulation", "test"), testSeverity, episodeMs));
      StimulatedPlant.Outcome test = run.measured(recorded, 1000 * plan.get("test"), episodeMs == 0 ? WINDOW_MS : episodeMs);
      listener.ends(simulation);
      Pace.Report kept = pace == null ? null : pace.report();
      double untreated = test.illShare() * ill + (1 - test.illShare()) * well;
      double fall = 1 - test.beta() / untreated;
      double parts = test.pulsesPerSecond() / LearningController.MOST_HZ;
      List<Double> measures =
          List.of(
              test.beta(), fall, test.pulsesPerSecond(), LearningController.reward(test.excess(), parts, plan.get("lambda")), test.pulsesIll(),
              test.pulsesWell(), test.chargePerSecondUc(), test.errorIndex(), untreated, share(taught, true), share(taught, false),
              kept == null ? Double.NaN : kept.missed(), kept == null ? Double.NaN : kept.lateMs(), kept == null ? Double.NaN : kept.jitterMs());
      return plan.trial(fall >= ENOUGH, measures, lines)
          .record(BURSTS, recorded.bursts)
          .record(PULSES, List.of(test.pulsesPerSecond()))
          .cost((System.nanoTime() - begin) / 1e6 / simulation.timeMs());
    }
  }

  /** Its beta without stimulation at a severity, at which it stays. */
  private static double untreated(StimulatedPlant run, double severity) {
    run.severity(severity);
    run.run(NOTHING, SETTLING_MS);
    return run.measured(NOTHING, WINDOW_MS, WINDOW_MS).beta();
  }

  /** Lets it learn. Returns the share of turns with pulses while ill and while well, over 5 s each. */
  private List<Line> learn(StimulatedPlant run, Simulation simulation, LearningController controller) {
    Map<String, List<double[]>> points = new TreeMap<>();
    int turns = plan.freezes(WEIGHTS) ? 0 : (int) Math.round(1000 * plan.get("train") / controller.turnMs()); // what learns nothing needs no time for it
    int each = (int) (POINT_MS / controller.turnMs());
    Map<String, List<Boolean>> done = new TreeMap<>();
    for (int k = 1; k <= turns; k++) {
      run.turn(controller);
      done.computeIfAbsent(run.isIll() ? "ill" : "well", s -> new ArrayList<>()).add(controller.isOn());
      if (k % each == 0 || k == turns) {
        listener.goesOn(simulation);
        double seconds = k * controller.turnMs() / 1000;
        done.forEach((state, on) -> {
          double share = share(on);
          points.computeIfAbsent(state, s -> new ArrayList<>()).add(new double[] {seconds, share});
          listener.point(plan.condition().name(), plan.seed(), state, seconds, share);
        });
        done.clear();
      }
    }
    return points.entrySet().stream().map(e -> Line.of(e.getKey(), e.getValue())).toList();
  }

  private static double share(List<Boolean> on) {
    return on.stream().mapToDouble(b -> b ? 1 : 0).average().orElse(Double.NaN);
  }

  /** Share of pulses in the first or last 100 turns. */
  private static double share(List<Boolean> bursts, boolean first) {
    int n = Math.min(100, bursts.size());
    List<Boolean> part = first ? bursts.subList(0, n) : bursts.subList(bursts.size() - n, bursts.size());
    return share(part);
  }

  private @Nullable Learner learner(Eyes eyes) {
    if (plan.has(GUMBEL)) {
      return new GumbelActorCritic(eyes.first(0).states(), plan.random("stimulation", "gumbel"), !plan.has(NO_MODEL), plan.has(HALF));
    }
    if (!plan.has(LEARNS)) {
      return null;
    }
    boolean frozen = plan.freezes(WEIGHTS);
    var rates =
        new StimulationActorCritic.Rates(
            frozen ? 0 : plan.get("eta_critic"), frozen ? 0 : plan.get("eta_actors"), plan.get("discount"), plan.get("prior"));
    var learner = new StimulationActorCritic(rates, eyes.first(0).groups(), plan.options());
    plan.clamp(learner.simulation());
    return learner;
  }

  private StimulationController controller() {
    double hz = plan.get("rate");
    var order = plan.shuffled(BURSTS);
    if (order.isPresent()) {
      int together = plan.whole("hold"); // a choice stays whole
      return StimulationController.listed(inRandomOrder(order.get().recorded(BURSTS), together, plan.random("stimulation", "order")), hz);
    }
    var yoked = plan.yoked(PULSES);
    if (yoked.isPresent()) {
      return StimulationController.uniform(yoked.get().recorded(PULSES).getFirst());
    }
    return plan.has(ON_OFF) ? StimulationController.onOff(low(), high(), hz)
        : plan.has(PROPORTIONAL) ? StimulationController.proportional(kind.healthy, plan.get("gain") * hz / (kind.ill - kind.healthy), hz)
            : plan.has(PHASE_LOCKED) ? StimulationController.phaseLocked(plan.get("phase"), 0)
                : StimulationController.uniform(hz);
  }

  /** Turns in random order, so many together; what is left over at the end stays there. */
  static boolean[] inRandomOrder(List<Double> bursts, int together, RandomStream random) {
    int[] order = new int[bursts.size() / together];
    for (int k = 0; k < order.length; k++) {
      int other = random.nextInt(k + 1);
      order[k] = order[other];
      order[other] = k;
    }
    boolean[] all = new boolean[bursts.size()];
    for (int k = 0; k < all.length; k++) {
      int of = k / together < order.length ? order[k / together] * together + k % together : k;
      all[k] = bursts.get(of) > 0.5;
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
