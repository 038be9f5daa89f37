package org.ranvier.networks.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.experiment.OutputDirectory;
import org.ranvier.networks.experiment.RankedDirectory;
import org.ranvier.networks.sweep.Factor;
import org.ranvier.networks.sweep.Sweep;
import org.ranvier.networks.sweep.SweepFiles;
import org.ranvier.networks.sweep.SweepPicture;
import org.ranvier.networks.sweep.SweepRun;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.Job;
import org.ranvier.simulator.ranks.Launch;
import org.ranvier.simulator.ranks.Meeting;
import org.ranvier.simulator.ranks.Ranks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one thing many times: all combinations of varied settings, each with several seeds. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = {
      "ranvier sweep NETWORK|SCRIPT.java --vary NAME=VALUES… --seeds N [options]",
      "   or: ranvier sweep --resume DIR [options]",
    },
    description = "Runs all combinations of varied settings with several seeds, several trials at once, and writes one table of them (docs/sweeps.md).")
public final class SweepCommand implements Subcommand {
  private static final String ARRAY_VARIABLE = "SLURM_ARRAY_TASK_ID";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", arity = "0..1", paramLabel = "NETWORK|SCRIPT.java", description =
      "A built-in network or study, or the file of a script or a document.")
  private @Nullable String name;

  @Option(names = "--vary", paramLabel = "NAME=VALUES", description =
      "What is varied, and its values: g=3,4,5 or eta=0.8..1.2:5 (five values from 0.8 to 1.2). A setting, 'duration' or 'warmup'. May be repeated.")
  private List<String> vary = new ArrayList<>();

  @Option(names = "--seeds", paramLabel = "N", description = "How many seeds, from --seed on. Default: 1.")
  private @Nullable Integer seeds;

  @Option(names = "--seed", paramLabel = "N", description = "The first seed. Default: 1.")
  private @Nullable Long seed;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Changes a setting in all trials. May be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--scale", paramLabel = "FACTOR", description = "The same as --set scale=FACTOR.")
  private @Nullable String scale;

  @Option(names = "--duration", paramLabel = "TIME", description = "Biological time of each trial.")
  private @Nullable String duration;

  @Option(names = "--warmup", paramLabel = "TIME", description = "Time simulated before recording begins.")
  private @Nullable String warmup;

  @Option(names = "--jobs", paramLabel = "N", description = "How many trials at once. Default: processors / threads; under mpirun 1 on each rank.")
  private @Nullable Integer jobs;

  @Option(names = "--threads", paramLabel = "N", description = "Worker threads of each trial. Default: ${DEFAULT-VALUE}.")
  private int threads = 1;

  @Option(names = "--out", paramLabel = "DIR", description = "The directory of the sweep. Default: a new one in results/.")
  private @Nullable Path out;

  @Option(names = "--resume", paramLabel = "DIR", description =
      "Goes on with a sweep: trials that are complete are kept. --seeds N may ask for more seeds.")
  private @Nullable Path resume;

  @Option(names = "--trial", paramLabel = "K", description = "Runs only this trial, counted from 1; others may run in the same --out DIR at the same time.")
  private @Nullable Integer trial;

  @Option(names = "--array", description = "The same for the trial that " + ARRAY_VARIABLE + " names: a task of a job array of Slurm.")
  private boolean array;

  @Option(names = "--dry-run", description = "Prints the trials, and runs none.")
  private boolean dryRun;

  @Option(names = "--plot", paramLabel = "A[,B]", split = ",", description = "Factors of the picture. Default: the first one or two.")
  private List<String> plot = new ArrayList<>();

  @Option(names = "--measure", paramLabel = "COLUMN", description = "What the picture shows, a column of sweep.csv. Default: rates.")
  private @Nullable String measure;

  @Option(names = "--lines", description = "Draws lines for two factors too, instead of a map.")
  private boolean lines;

  @Override
  public Integer call() {
    return NamedRuns.onAllRanks("sweep", this::start);
  }

  private Integer start() {
    atLeastOne(jobs, "--jobs");
    atLeastOne(threads, "--threads");
    Sweep sweep = resume == null ? asked() : resumed(new SweepFiles(resume));
    var picture = new SweepPicture(plot, measure, lines);
    picture.check(sweep);
    Launch launch = Job.ofThisProcess().launch();
    if (dryRun) {
      (launch.rank() == 0 ? sweep.trials() : List.<Sweep.Trial>of()).forEach(t -> System.out.println("trial " + t.number() + ": " + t));
      return 0;
    }
    Path directory = resume == null ? out : resume;
    int number = array ? arrayTask() : trial == null ? 0 : trial;
    if (array || trial != null) {
      if (launch.isOneOfSeveral()) {
        throw wrong(
            (array ? "--array" : "--trial") + " runs one trial, in one process; start it without mpirun, or leave it out: each rank runs its share of the trials");
      }
      if (array && trial != null) {
        throw wrong("--array and --trial say the same thing; give one of them");
      }
      if (directory == null) {
        throw wrong((array ? "--array" : "--trial") + " needs --out DIR, one directory for all trials");
      }
      return run(sweep, directory).one(number);
    }
    if (launch.isOneOfSeveral()) {
      return onRanks(sweep, directory, launch, picture);
    }
    try (OutputDirectory claimed = claim(directory)) {
      return run(sweep, claimed.path()).all(claimed, jobs == null ? Math.max(1, Runtime.getRuntime().availableProcessors() / threads) : jobs, picture);
    }
  }

  /** The same on several ranks: rank 0 holds the directory. */
  private int onRanks(Sweep sweep, @Nullable Path directory, Launch launch, SweepPicture picture) {
    Ranks ranks = Job.ofThisProcess().ranks();
    var meeting = new Meeting(ranks);
    meeting.requireSame(Map.of("sweep", sweep.toString()));
    try (var held = RankedDirectory.claim(ranks, () -> claim(directory))) {
      int code = run(sweep, held.path()).onRanks(ranks, held.own(), jobs == null ? 1 : jobs, launch.onThisMachine(), picture);
      if (code != 0 && ranks.rank() > 0) {
        Job.ofThisProcess().follow(); // rank 0 ends the job
      }
      return code;
    }
  }

  private SweepRun run(Sweep sweep, Path directory) {
    return new SweepRun(sweep, new SweepFiles(directory), TrialMain.class.getName(), threads, System.out);
  }

  private OutputDirectory claim(@Nullable Path directory) {
    if (resume != null) {
      return OutputDirectory.claimAgain(resume);
    }
    if (directory != null && new SweepFiles(directory).exist()) {
      throw new RanvierException("there is a sweep in " + directory + "; go on with it, with --resume " + directory + ", or choose another directory with --out");
    }
    String base = name == null ? "" : String.valueOf(Path.of(name).getFileName()).replaceFirst("\\.(java|json)$", "");
    return OutputDirectory.claim(directory, "sweep-" + base, false);
  }

  private Sweep asked() {
    if (name == null) {
      throw wrong("Missing required parameter: 'NETWORK|SCRIPT.java'");
    }
    if (vary.isEmpty() && seeds == null) {
      throw wrong("nothing is varied; add --vary NAME=VALUES, as in --vary g=3,4,5, or --seeds N");
    }
    return described(name, vary.stream().map(Factor::parse).toList(), seed == null ? 1 : seed, seeds == null ? 1 : seeds);
  }

  private Sweep described(String what, List<Factor> factors, long first, int count) {
    var fixed = new LinkedHashMap<>(settings);
    Stream.of(new String[] {"scale", scale}, new String[] {"duration", duration}, new String[] {"warmup", warmup})
        .filter(option -> option[1] != null)
        .forEach(option -> {
          if (fixed.putIfAbsent(option[0], option[1]) != null) {
            throw wrong("--" + option[0] + " and --set " + option[0] + "=… say the same thing; give one of them");
          }
        });
    return SweptSettings.checked(what, fixed, factors, first, count);
  }

  /** The sweep that is there, perhaps with more seeds; what is said besides must be what it was begun with. */
  private Sweep resumed(SweepFiles files) {
    if (out != null) {
      throw wrong("--resume names the directory; leave --out out");
    }
    Sweep before = files.read();
    boolean same = settings.isEmpty() && scale == null && duration == null && warmup == null;
    if (name == null && (!vary.isEmpty() || !same || seed != null)) {
      throw wrong("--resume DIR goes on with the sweep as it was; give no settings, or all of them with NETWORK|SCRIPT.java");
    }
    Sweep now = name == null
        ? SweptSettings.checked(before.name(), before.fixed(), before.factors(), before.seed(), seeds == null ? before.seeds() : seeds)
        : described(name, vary.stream().map(Factor::parse).toList(), seed == null ? 1 : seed, seeds == null ? before.seeds() : seeds);
    files.requireSame(now);
    return now;
  }

  private int arrayTask() {
    String text = System.getenv(ARRAY_VARIABLE);
    if (text == null) {
      throw wrong("--array: the variable " + ARRAY_VARIABLE + " is not set; start it with sbatch --array=1-N, or name the trial: --trial K");
    }
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new RanvierException("--array: " + ARRAY_VARIABLE + " is '" + text + "', which is no number", e);
    }
  }

  private void atLeastOne(@Nullable Integer value, String option) {
    if (value != null && value < 1) {
      throw wrong(option + " " + value + " must be at least 1");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
