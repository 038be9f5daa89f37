package org.ranvier.networks.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.NetworkWatch;
import org.ranvier.networks.circuits.Circuits;
import org.ranvier.networks.experiment.RunContext;
import org.ranvier.networks.experiment.RunOptions;
import org.ranvier.networks.experiment.RunOrigin;
import org.ranvier.networks.experiment.RunStart;
import org.ranvier.networks.script.ScriptRunner;
import org.ranvier.networks.study.Studies;
import org.ranvier.neuronmodels.model.OtherFormats;
import org.ranvier.simulator.RanvierException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a built-in network, a study or a script. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = {
      "ranvier run NETWORK [options]",
      "   or: ranvier run NETWORK.json [options]",
      "   or: ranvier run SCRIPT.java [arguments of the script]",
      "   or: ranvier run --sonata CONFIG.json [options]",
    },
    description = "Runs a built-in network ('ranvier list' names them), one that is described by a JSON document (docs/plan.md), or a script: a Java source"
        + " file with a main method."
        + " Or what a SONATA configuration describes.",
    footer = {
      "",
      "What stands after the name of a script goes to the script; one that ends in Experiment…run(args) knows the options from"
          + " --duration to --no-plot."
    })
public final class RunCommand implements Subcommand {
  private static final String SCRIPT_SUFFIX = ".java";
  private static final String DOCUMENT_SUFFIX = ".json";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", arity = "0..1", paramLabel = "NETWORK|SCRIPT.java", description =
      "A built-in network, or the file of a document or a script.")
  private String name = "";

  @Parameters(index = "1..*", hidden = true)
  private List<String> arguments = new ArrayList<>();

  @Option(names = "--scale", paramLabel = "FACTOR", description = "Size of the network, 1 for the published one.")
  private @Nullable String scale;

  @Option(names = "--sonata", paramLabel = "CONFIG.json", description =
      "Runs what a SONATA configuration describes, and writes the files that it asks for.")
  private @Nullable Path sonata;

  @Option(names = "--skip-unknown-nodes", description =
      "Of a SONATA configuration: leave out input spikes of nodes that are in no file, and count them. They are refused otherwise.")
  private boolean skipUnknownNodes;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Changes a setting; 'ranvier describe NETWORK' names them. May be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--data", paramLabel = "DIR", description =
      "Of a study of images: the directory of their IDX files, or 'glyphs' for digits that are drawn. The same as --set data=DIR.")
  private @Nullable String data;

  @Option(names = "--seeds", paramLabel = "N", description = "Of a study: how many seeds, from --seed on. Default: 1.")
  private @Nullable Integer seeds;

  @Option(names = "--conditions", paramLabel = "A,B", split = ",", description =
      "Of a study: which conditions; 'ranvier describe STUDY' names them, and what may be changed in them: A+frozen:WEIGHTS.")
  private List<String> conditions = new ArrayList<>();

  @Option(names = "--resume", description =
      "Of a study: goes on with the run in --out DIR, perhaps with more seeds or conditions; trials that are finished are kept.")
  private boolean resume;

  @Mixin private RunOptions options = new RunOptions();

  /** Puts a {@code --} behind the name of a script, so that none of what follows is taken for an option of ours. */
  static String[] keepArgumentsOfScript(String[] args) {
    if (args.length < 3 || !args[0].equals("run") || !args[1].endsWith(SCRIPT_SUFFIX)) {
      return args;
    }
    var kept = new ArrayList<>(Arrays.asList(args));
    kept.add(2, "--");
    return kept.toArray(String[]::new);
  }

  @Override
  public Integer call() {
    return NamedRuns.onAllRanks("run", this::start);
  }

  private Integer start() {
    if (sonata != null) {
      if (!name.isEmpty() || scale != null || data != null || !settings.isEmpty() || seeds != null || !conditions.isEmpty() || resume) {
        throw wrong("--sonata takes the network from its configuration; leave out "
            + (name.isEmpty() ? "--scale, --set, --data, --seeds, --conditions and --resume" : "'" + name + "'"));
      }
      if (!sonata.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
        refuseOtherFormat(sonata.toString());
      }
      return NamedRuns.run(RunOrigin.sonata(sonata, skipUnknownNodes), null, options, System.out);
    }
    if (skipUnknownNodes) {
      throw wrong("--skip-unknown-nodes is for SONATA configurations; see --sonata");
    }
    if (name.isEmpty()) {
      throw wrong("Missing required parameter: 'NETWORK|SCRIPT.java'");
    }
    if (name.endsWith(SCRIPT_SUFFIX)) {
      if (spec.commandLine().getParseResult().matchedOptions().iterator().hasNext()) {
        throw wrong("options of a script stand after its name: ranvier run " + name + " …");
      }
      var script = RunOrigin.script(Path.of(name), arguments);
      var watch = new NetworkWatch();
      int code = watch.during(() -> RunContext.during(script, null, () -> ScriptRunner.run(Path.of(name), arguments, System.err)));
      if (code == 0 && watch.isIdle()) {
        System.err.println(
            "note: " + name + " describes a network and never simulates it; end it with  Experiment.of(net).duration(ms(1000)).run(args);");
      }
      return code;
    }
    if (!arguments.isEmpty()) {
      throw wrong("'" + arguments.getFirst() + "' is one name too many; run one network at a time");
    }
    if (scale != null && settings.putIfAbsent("scale", scale) != null) {
      throw wrong("--scale and --set scale=… say the same thing; give one of them");
    }
    if (data != null && settings.putIfAbsent("data", data) != null) {
      throw wrong("--data and --set data=… say the same thing; give one of them");
    }
    if (name.endsWith(DOCUMENT_SUFFIX)) {
      if (seeds != null || !conditions.isEmpty() || resume || !settings.isEmpty()) {
        throw wrong("--scale, --set, --data, --seeds, --conditions and --resume are for built-in networks and studies; what a document "
            + "describes is changed in the document");
      }
      return NamedRuns.run(RunOrigin.document(Path.of(name)), null, options, System.out);
    }
    if (conditions.isEmpty() && spec.commandLine().getParseResult().hasMatchedOption("--conditions")) {
      throw new RanvierException("--conditions names none; leave it out for the usual ones");
    }
    if (Studies.find(name).isPresent()) {
      RunStart start = resume ? new RunStart(options, 1, null, options.out().orElse(Path.of("")), RunStart.Use.RESUME) : null;
      return NamedRuns.run(RunOrigin.study(name, settings, seeds == null ? 1 : seeds, conditions), start, options, System.out);
    }
    refuseOtherFormat(name);
    Circuits.find(name, NamedRuns.studyNames());
    if (seeds != null || !conditions.isEmpty() || resume) {
      throw wrong("--seeds, --conditions and --resume are for studies: " + String.join(", ", NamedRuns.studyNames()));
    }
    return NamedRuns.run(RunOrigin.network(name, settings), null, options, System.out);
  }

  private static void refuseOtherFormat(String file) {
    OtherFormats.sentence(file).ifPresent(says -> {
      throw new RanvierException(says);
    });
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
