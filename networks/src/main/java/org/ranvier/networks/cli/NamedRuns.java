package org.ranvier.networks.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.Network;
import org.ranvier.networks.circuits.Circuit;
import org.ranvier.networks.circuits.Circuits;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.experiment.Experiment;
import org.ranvier.networks.experiment.RunContext;
import org.ranvier.networks.experiment.RunOptions;
import org.ranvier.networks.experiment.RunOrigin;
import org.ranvier.networks.experiment.RunStart;
import org.ranvier.networks.experiment.SonataRun;
import org.ranvier.networks.script.ScriptRunner;
import org.ranvier.networks.sonata.SonataOptions;
import org.ranvier.networks.study.Studies;
import org.ranvier.networks.study.Study;
import org.ranvier.networks.study.StudyRun;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Job;
import org.ranvier.simulator.ranks.Meeting;

/** Runs what can be run by name. */
final class NamedRuns {
  private NamedRuns() {}

  /** Does what a command does, on all ranks where there are several: if it fails on one, it fails on all. */
  static Integer onAllRanks(String name, Supplier<Integer> command) {
    Job job = Job.ofThisProcess();
    if (!job.launch().isOneOfSeveral()) {
      return command.get();
    }
    var meeting = new Meeting(job.ranks());
    meeting.requireSame(Map.of("command", name));
    return meeting.together(command);
  }

  /**
   * Runs it, and returns the exit code.
   *
   * @param start from where it starts, if not from nothing
   * @param options of what is no script; those of a script are in its arguments, or in {@code start}
   */
  static int run(RunOrigin origin, @Nullable RunStart start, RunOptions options, PrintStream out) {
    return RunContext.during(origin, start, () -> {
      switch (origin.kind()) {
        case NETWORK -> {
          Circuit circuit = Circuits.find(origin.name(), studyNames());
          circuit.create(new Settings(circuit.name(), circuit.settings(), origin.settings())).run(options, out);
        }
        case STUDY -> {
          Study study = Studies.find(origin.name()).orElseThrow(() -> new RanvierException("there is no study '" + origin.name() + "'"));
          var settings = new Settings(study.name(), study.settings(), origin.settings());
          StudyRun.of(study, settings, origin.seeds(), origin.conditions()).run(options, start != null && start.use() == RunStart.Use.RESUME, out);
        }
        case DOCUMENT -> Experiment.of(Network.fromJson(Path.of(origin.name()))).run(options, out);
        case SCRIPT -> {
          return ScriptRunner.run(Path.of(origin.name()), origin.arguments(), System.err);
        }
        case SONATA ->
            SonataRun.run(Path.of(origin.name()), new SonataOptions(Boolean.parseBoolean(origin.settings().get("skip-unknown-nodes"))), options, out);
        case PROGRAM -> throw new RanvierException("this run was started by a program of its own, which only that can start again; 'ranvier run SCRIPT.java' runs"
            + " a script so that it can be gone on with");
      }
      return 0;
    });
  }

  static List<String> studyNames() {
    return Studies.all().stream().map(Study::name).toList();
  }
}
