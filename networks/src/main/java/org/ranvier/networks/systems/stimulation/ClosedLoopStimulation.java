package org.ranvier.networks.systems.stimulation;

import static org.ranvier.networks.systems.stimulation.StimulationTrial.BURSTS;
import static org.ranvier.networks.systems.stimulation.StimulationTrial.GUMBEL;
import static org.ranvier.networks.systems.stimulation.StimulationTrial.HALF;
import static org.ranvier.networks.systems.stimulation.StimulationTrial.LEARNS;
import static org.ranvier.networks.systems.stimulation.StimulationTrial.LOOKS;
import static org.ranvier.networks.systems.stimulation.StimulationTrial.NO_MODEL;
import static org.ranvier.networks.systems.stimulation.StimulationTrial.ON_OFF;
import static org.ranvier.networks.systems.stimulation.StimulationTrial.PHASE_LOCKED;
import static org.ranvier.networks.systems.stimulation.StimulationTrial.PROPORTIONAL;
import static org.ranvier.networks.systems.stimulation.StimulationTrial.PULSES;
import static org.ranvier.networks.systems.stimulation.StimulationTrial.REWARDS;
import static org.ranvier.networks.systems.stimulation.StimulationTrial.WEIGHTS;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ranvier.networks.Network;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.plot.LearningPicture;
import org.ranvier.networks.plot.XYPicture;
import org.ranvier.networks.study.Change;
import org.ranvier.networks.study.Comparison;
import org.ranvier.networks.study.Condition;
import org.ranvier.networks.study.Measure;
import org.ranvier.networks.study.Parts;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Proof;
import org.ranvier.networks.study.Proof.Claim;
import org.ranvier.networks.study.Study;
import org.ranvier.networks.study.StudyResult;
import org.ranvier.networks.study.Trial;
import org.ranvier.networks.study.TrialListener;
import org.ranvier.simulator.RanvierException;

/**
 * Deep brain stimulation in closed loop: controllers of the stimulator in a model of the parkinsonian basal ganglia, each measured by the rhythm
 * that it leaves and the pulses that it takes. The learners choose every 100 ms between pulses at 130 Hz and none, and are rewarded
 * for the fall of the rhythm less a price of the pulses. Their twins give as many pulses: in the same turns in random order, or
 * in equal intervals.
 */
public final class ClosedLoopStimulation implements Study {
  static final String NONE = "none";
  static final String UNIFORM = "uniform";
  static final String DOPAMINE = "dopamine";

  private static final List<Condition> CONDITIONS = conditionsOf();

  private static Condition of(String name, String meaning, String feature, Change... more) {
    return new Condition(name, meaning, Stream.concat(Stream.of(new Change.Feature(feature)), Stream.of(more)).toList());
  }

  private static List<Condition> conditionsOf() {
    var learns = of(LEARNS, "spiking actor–critic with dopamine", LEARNS);
    var gumbel = of(GUMBEL, "actor–critic of numbers with Gumbel noise and a model of the reward", GUMBEL);
    var looks = learns.as(LOOKS, "the same that tells apart what pulses leave of the rhythm", new Change.Feature(Eyes.FINE));
    var onOff = of(ON_OFF, "130 Hz while the power is high, with hysteresis", ON_OFF);
    return List.of(
        learns,
        learns.as("frozen", "its weights stay as they were drawn, and the test begins at once", new Change.Frozen(WEIGHTS)),
        learns.as("shuffled", "its rewards are those of other turns", new Change.Shuffled(REWARDS, "")),
        learns.as("clamped", "dopamine stays at its tonic level", new Change.Clamped(DOPAMINE, StimulationActorCritic.TONIC)),
        of("random", "the turns of 'actor-critic' in random order", BURSTS, new Change.Shuffled(BURSTS, LEARNS)),
        of("periodic", "as many pulses as 'actor-critic', in equal intervals", UNIFORM, new Change.Yoked(PULSES, LEARNS)),
        of(NONE, "no stimulation", UNIFORM, new Change.Set("rate", 0)),
        of("uniform-130", "130 Hz throughout", UNIFORM, new Change.Set("rate", 130)),
        of("uniform-50", "50 Hz throughout", UNIFORM, new Change.Set("rate", 50)),
        of("uniform-45", "45 Hz throughout", UNIFORM, new Change.Set("rate", 45)),
        onOff,
        of(ON_OFF + "-random", "the turns of 'on-off' in random order", BURSTS, new Change.Shuffled(BURSTS, ON_OFF)),
        of(ON_OFF + "-periodic", "as many pulses as 'on-off', in equal intervals", UNIFORM, new Change.Yoked(PULSES, ON_OFF)),
        of(PROPORTIONAL, "a rate proportional to the power above a reference", PROPORTIONAL),
        of(PHASE_LOCKED, "a pulse at a phase of the rhythm", PHASE_LOCKED),
        gumbel,
        gumbel.as("gumbel-no-model", "without the model of the reward", new Change.Feature(NO_MODEL)),
        gumbel.as("gumbel-half", "in 16 bits", new Change.Feature(HALF)),
        learns.as("half", "actors' weights rounded to 16 bits after learning", new Change.Feature(HALF)),
        looks,
        looks.as(LOOKS + "-frozen", "its weights stay as they were drawn, and the test begins at once", new Change.Frozen(WEIGHTS)),
        looks.as(LOOKS + "-shuffled", "its rewards are those of other choices", new Change.Shuffled(REWARDS, "")),
        looks.as(LOOKS + "-clamped", "dopamine stays at its tonic level", new Change.Clamped(DOPAMINE, StimulationActorCritic.TONIC)),
        of(LOOKS + "-random", "the turns of 'looks' in random order", BURSTS, new Change.Shuffled(BURSTS, LOOKS)),
        of(LOOKS + "-periodic", "as many pulses as 'looks', in equal intervals", UNIFORM, new Change.Yoked(PULSES, LOOKS)));
  }

  @Override
  public String name() {
    return "closed-loop-stimulation";
  }

  @Override
  public String summary() {
    return "Learning task: when to stimulate the subthalamic nucleus in Parkinson's disease, beside other controllers";
  }

  @Override
  public String source() {
    return "after Ravivarapu, Bagwe, Yuan, Yu & Zhang 2025, arXiv:2507.06326; So, Kent & Grill 2012, doi:10.1007/s10827-011-0366-4;"
        + " Kumaravelu, Brocker & Grill 2016, doi:10.1007/s10827-016-0593-9";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("plant", "1", 1, 1, 2, "1: So 2012; 2: Kumaravelu 2016, which takes five times as long"),
        new Setting("severity", "1", 1, 0, 1, "of the disease, while it learns"),
        new Setting("test_severity", "1", -1, -1, 1, "of the disease in the test; below 0: the same"),
        new Setting("episode", "s", 0, 0, 1000, "time that ill and well last, or twice that, by turns; 0: always ill"),
        new Setting("train", "s", 30, 0, 10_000, "time to learn"),
        new Setting("test", "s", 5, 2.5, 1000, "time that is measured"),
        new Setting("lambda", "1", 0.5, 0, 10, "price of a turn's pulses"),
        new Setting("rate", "Hz", 130, 0, 500, "of pulses, where they come"),
        new Setting("low", "1", -1, -1, 1e9, "power at which 'on-off' goes off, in (spikes/s)²; below 0: 1000 for plant 1, 150 for plant 2"),
        new Setting("high", "1", -1, -1, 1e9, "power at which it goes on; below 0: 2250, 400"),
        new Setting("gain", "1", 1, 0, 1000, "of 'proportional': rate over 'rate' for an excess of 1"),
        new Setting("phase", "1", 0, -6.2832, 6.2832, "of 'phase-locked', in rad"),
        new Setting("eta_critic", "1", 0.18, 0, 100, "learning rate of the critic"),
        new Setting("eta_actors", "1", 0.12, -100, 100, "learning rate of the actors"),
        new Setting("discount", "1", 0.5, 0, 1, "of what comes a choice later"),
        new Setting("hold", "1", 1, 1, 100, "turns that a learner's choice lasts"),
        new Setting("prior", "1", 0, 0, 1, "what a turn is thought to be worth before anything is learnt, in the middle of actors' weights; 0: all weights begin at 0"),
        new Setting("step", "ms", 0.02, 0.005, 0.02, "of integration of plant 1"),
        new Setting("real_time", "1", 0, 0, 1, "1: keep with the wall clock in the test"));
  }

  @Override
  public List<Condition> conditions() {
    return CONDITIONS;
  }

  @Override
  public List<Condition> usualConditions() {
    return CONDITIONS.subList(0, 16);
  }

  @Override
  public Parts parts() {
    return Parts.NONE.weights(WEIGHTS).rewards(REWARDS, BURSTS).modulators(DOPAMINE, PULSES).features(NO_MODEL, HALF, Eyes.FINE, Eyes.MEMORY);
  }

  @Override
  public void check(List<Condition> conditions) {
    for (Condition c : conditions) {
      boolean spiking = has(c, LEARNS);
      boolean numbers = has(c, GUMBEL);
      for (Change change : c.changes()) {
        String why =
            switch (change) {
              case Change.Feature(String f) when f.equals(NO_MODEL) && !numbers -> "only 'gumbel' has a model of the reward";
              case Change.Feature(String f) when (f.equals(Eyes.FINE) || f.equals(Eyes.MEMORY)) && !spiking && !numbers -> "only learners have eyes";
              case Change.Feature(String f) when f.equals(HALF) && !spiking && !numbers -> "only learners have weights to be rounded";
              case Change.Frozen f when !spiking -> "only 'actor-critic' has weights of synapses";
              case Change.Shuffled(String what, String of) when what.equals(REWARDS) && !spiking && !numbers -> "only learners are rewarded";
              case Change.Shuffled(String what, String of) when what.equals(BURSTS) && !has(c, BURSTS) -> "take 'random'";
              case Change.Clamped(String m, double x) when m.equals(PULSES) -> "set rate in place of it";
              case Change.Clamped k when !spiking -> "only 'actor-critic' has dopamine";
              case Change.Yoked(String m, String to) when m.equals(DOPAMINE) || spiking || numbers -> "only pulses of open loops can be yoked";
              default -> "";
            };
        if (!why.isEmpty()) {
          throw new RanvierException(name() + ": change '" + change + "' makes no sense in condition '" + c.name() + "': " + why);
        }
      }
    }
  }

  private static boolean has(Condition condition, String feature) {
    return condition.changes().contains(new Change.Feature(feature));
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("beta", "beta", "%.0f"),
        new Measure("fall", "fall", "%.3f"),
        new Measure("pulses", "pulses/s", "%.1f"),
        new Measure("reward", "reward", "%.3f"),
        new Measure("pulses_ill", "ill", "%.1f"),
        new Measure("pulses_well", "well", "%.1f"),
        new Measure("charge", "uC/s", "%.1f"),
        new Measure("error_index", "errors", "%.3f"),
        new Measure("untreated", "untreated", "%.0f"),
        new Measure("bursts_first", "on, first", "%.2f"),
        new Measure("bursts_last", "on, last", "%.2f"),
        new Measure("missed", "missed", "%.0f"),
        new Measure("late_ms", "late (ms)", "%.2f"),
        new Measure("jitter_ms", "jitter (ms)", "%.2f"));
  }

  @Override
  public String criterion() {
    return "learnt: the power of the internal pallidum between 13 and 35 Hz, beta, is at least 25 % below that of the same network before treatment (fall"
        + " 0.25); reward: mean of a turn, by the rule of learners, for all conditions; ill, well: pulses/s in those states;"
        + " first, last: share of turns with pulses in the first and last 10 s of learning";
  }

  @Override
  public String lineLabel() {
    return "turns with pulses";
  }

  @Override
  public Network network(Plan plan) {
    return PlantKind.of(plan).plant(plan).network();
  }

  @Override
  public Trial run(Plan plan, TrialListener listener) {
    return new StimulationTrial(plan, listener).trial();
  }

  @Override
  public List<Comparison> comparisons() {
    var all = new ArrayList<Comparison>();
    for (String against : List.of(NONE, "frozen", "shuffled", "clamped", "random", "periodic", "uniform-50", ON_OFF, GUMBEL)) {
      all.add(new Comparison("beta", LEARNS, against));
    }
    for (String against : List.of(NONE, "frozen", "shuffled", "clamped", "random", "periodic", "uniform-130", "uniform-50", ON_OFF, GUMBEL)) {
      all.add(new Comparison("reward", LEARNS, against));
    }
    for (String measure : List.of("beta", "reward")) {
      for (String twin : List.of("frozen", "shuffled", "clamped", "random", "periodic")) {
        all.add(new Comparison(measure, LOOKS, LOOKS + "-" + twin));
      }
      for (String against : List.of(LEARNS, NONE, "uniform-130", "uniform-50", ON_OFF)) {
        all.add(new Comparison(measure, LOOKS, against));
      }
    }
    all.add(new Comparison("beta", ON_OFF, ON_OFF + "-random"));
    all.add(new Comparison("beta", ON_OFF, ON_OFF + "-periodic"));
    return all;
  }

  /** What is learnt, and beside it {@code energy.png}: the rhythm that is left against the pulses that it took. */
  @Override
  public void draw(StudyResult result, Path file) {
    var panels =
        result.conditions().stream()
            .map(c -> new LearningPicture.Panel(c, result.trials(c).stream().flatMap(t -> t.lines().stream()).toList()))
            .filter(p -> !p.lines().isEmpty())
            .toList();
    if (!panels.isEmpty()) {
      LearningPicture.write(file, panels, timeLabel(), lineLabel());
    }
    var picture = XYPicture.of("pulses/s", "13-35 Hz, of the untreated");
    double most = result.conditions().stream().flatMapToDouble(c -> Arrays.stream(result.values("pulses", c))).max().orElse(0);
    picture.xRange(-0.03 * Math.max(1, most), 1.03 * Math.max(1, most));
    for (String c : result.conditions()) {
      double[] left = result.values("fall", c);
      for (int k = 0; k < left.length; k++) {
        left[k] = 1 - left[k];
      }
      picture.points(c, result.values("pulses", c), left);
    }
    picture.write(file.resolveSibling("energy.png"));
  }

  @Override
  public Proof proof(boolean fast) {
    var learns = new Claim(LEARNS, "beta / that untreated", r -> 1 - r.mean("fall", LEARNS), 0.75, "pulses that do not reach the subthalamic nucleus");
    var none = new Claim(NONE, "untreated / beta", r -> 1 / (1 - r.mean("fall", NONE)), 1.34, "a rhythm that goes by itself");
    var full = new Claim("uniform-130", "beta / that untreated", r -> 1 - r.mean("fall", "uniform-130"), 0.25, "pulses that are too weak");
    var more =
        new Claim(
            LEARNS, "reward of 'frozen' less its own", r -> r.mean("reward", "frozen") - r.mean("reward", LEARNS), -0.1,
            "dopamine that stays at its tonic level");
    return new Proof(
        fast ? 1 : 3, 0, List.of(LEARNS, "frozen", NONE, "uniform-130"), Map.of("train", fast ? "10" : "15", "test", "2.5"),
        List.of(learns, none, full, more));
  }
}
