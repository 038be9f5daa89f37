package org.ranvier.networks.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ranvier.networks.Descriptions;
import org.ranvier.networks.Network;
import org.ranvier.networks.circuits.Circuit;
import org.ranvier.networks.circuits.Circuits;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.study.Condition;
import org.ranvier.networks.study.Parts;
import org.ranvier.networks.study.Plan;
import org.ranvier.networks.study.Studies;
import org.ranvier.networks.study.Study;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.model.OtherFormats;
import org.ranvier.neuronmodels.model.Parameter;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.time.TimeGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says all about a built-in network, a neuron model or a reconstructed neuron. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Describes a built-in network (settings, populations, projections) or a neuron model (equations, parameters, state), or a"
        + " reconstructed neuron (an .swc file: sections, compartments, a picture).")
public final class DescribeCommand implements Subcommand {
  @Parameters(
      index = "0", paramLabel = "NAME", description = "A network or a neuron model ('ranvier list' names them), or an .swc file.")
  private String name = "";

  @Option(names = "--json", description = "Of a network: prints it as a JSON document (docs/plan.md), which 'ranvier run NETWORK.json' runs.")
  private boolean json;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Of a built-in network: describes it with another setting. May be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private MorphologyReport morphology = new MorphologyReport();

  @Override
  public Integer call() {
    List<String> said = spec.commandLine().getParseResult().matchedOptions().stream().map(OptionSpec::longestName).toList();
    if (MorphologyReport.isMorphology(name)) {
      if (json || !settings.isEmpty()) {
        throw wrong("--json and --set are of networks; '" + name + "' is a reconstructed neuron");
      }
      if (said.containsAll(List.of("--d-lambda", "--max-length"))) {
        throw wrong("--d-lambda and --max-length exclude each other: both say how long a compartment is at most; give one of them");
      }
      if (said.contains("--colour") && !said.contains("--png")) {
        throw wrong("--colour is of the picture; add --png FILE, or leave it out");
      }
      morphology.print(Path.of(name));
      return 0;
    }
    said = said.stream().filter(option -> !List.of("--json", "--set").contains(option)).toList();
    if (!said.isEmpty()) {
      throw wrong(String.join(", ", said) + ": only .swc files have " + (said.size() == 1 ? "this option" : "these options") + ", and '" + name + "' is none");
    }
    if (name.endsWith(".json")) {
      if (!settings.isEmpty()) {
        throw wrong("--set is for built-in networks; what a document describes is changed in the document");
      }
      print(Network.fromJson(Path.of(name)));
      return 0;
    }
    Optional<Circuit> circuit = Circuits.all().stream().filter(c -> c.name().equals(name)).findFirst();
    if (circuit.isPresent()) {
      print(circuit.get());
      return 0;
    }
    Optional<Study> study = Studies.find(name);
    if (study.isPresent()) {
      print(study.get());
      return 0;
    }
    List<NeuronModel> models = NeuronModels.all();
    if (json || !settings.isEmpty()) {
      throw models.stream().anyMatch(m -> m.name().equals(name) || m.aliases().contains(name))
          ? wrong("--json and --set are of networks; '" + name + "' is a neuron model")
          : unknown(models);
    }
    print(models.stream().filter(m -> m.name().equals(name) || m.aliases().contains(name)).findFirst().orElseThrow(() -> unknown(models)));
    return 0;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private RanvierException unknown(List<NeuronModel> models) {
    var otherFormat = OtherFormats.sentence(name);
    if (otherFormat.isPresent()) {
      return new RanvierException(otherFormat.get());
    }
    var known = new ArrayList<String>();
    Circuits.all().forEach(c -> known.add(c.name()));
    Studies.all().forEach(t -> known.add(t.name()));
    for (NeuronModel model : models) {
      known.add(model.name());
      known.addAll(model.aliases());
    }
    return new RanvierException("there is no network and no neuron model '" + name + "'" + Names.suggest(name, known));
  }

  private void print(Network network) {
    System.out.print(json ? network.toJson() : Descriptions.of(network) + Descriptions.memory(network));
  }

  private void print(Circuit circuit) {
    Network network = circuit.create(new Settings(circuit.name(), circuit.settings(), settings)).network();
    if (json) {
      print(network);
      return;
    }
    System.out.println(circuit.name() + ": " + circuit.summary());
    System.out.println("Source: " + circuit.source());
    print(circuit.settings());
    print(network);
  }

  private void print(Study study) {
    var plan = study.usualPlan();
    Network network = study.network(new Plan(new Settings(study.name(), study.settings(), settings), plan.durationMs(), plan.seed(), plan.condition(), Map.of()));
    if (json) {
      print(network);
      return;
    }
    System.out.println(study.name() + ": " + study.summary());
    System.out.println("Source: " + study.source());
    List<String> names = study.conditions().stream().map(Condition::name).toList();
    System.out.println("Conditions (--conditions A,B): " + String.join(", ", names) + "; the first one learns");
    var conditions = new TextTable("condition", "changes", "meaning");
    study.conditions().forEach(c -> conditions.row(c.name(), String.join("+", c.changes().stream().map(Object::toString).toList()), c.meaning()));
    System.out.print(conditions);
    System.out.println("Changes may be added: NAME+CHANGE. " + changes(study.parts()) + "SETTING=VALUE");
    study.durationMs().ifPresent(ms -> System.out.println("Duration: " + value(ms / 1000, "s")));
    System.out.println(study.criterion());
    print(study.settings());
    print(network);
  }

  private static String changes(Parts parts) {
    var text = new StringBuilder();
    parts.weights().forEach(w -> text.append("frozen:").append(w).append(", "));
    parts.rewards().forEach(r -> text.append("shuffled:").append(r).append("[@CONDITION], "));
    parts.modulators().forEach(m -> text.append("clamp:").append(m).append("=VALUE, yoked:").append(m).append("@CONDITION, "));
    parts.receptors().forEach(r -> text.append("knockout:").append(r).append(", "));
    parts.features().forEach(f -> text.append(f).append(", "));
    return text.toString();
  }

  private static void print(List<Setting> settings) {
    var table = new TextTable("setting", "default", "range", "meaning");
    for (Setting s : settings) {
      if (s.isText()) {
        table.row(s.name(), s.text(), "text", s.meaning());
        continue;
      }
      table.row(s.name(), value(s.defaultValue(), s.unit()), TimeGrid.trim(s.min()) + " … " + value(s.max(), s.unit()), s.meaning());
    }
    section("Settings (--set KEY=VALUE)", table);
    System.out.println();
  }

  private static void print(NeuronModel model) {
    System.out.println(model.name() + ": " + model.summary());
    if (!model.aliases().isEmpty()) {
      System.out.println("Also known as: " + String.join(", ", model.aliases()));
    }
    System.out.println("Source: " + model.source());
    System.out.println();
    System.out.println("Equations");
    model.equations().lines().forEach(line -> System.out.println("  " + line));
    var parameters = new TextTable("parameter", "default", "allowed", "meaning");
    for (Parameter p : model.parameters()) {
      parameters.row(p.name(), value(p.defaultValue(), p.unit()), p.range().toString(), p.meaning());
    }
    section("Parameters", parameters);
    var receptors = new TextTable("receptor", "weight in", "allowed", "meaning");
    model.receptors().forEach(r -> receptors.row(r.name(), unit(r.unit()), r.weights().toString(), r.meaning()));
    section("Receptors", receptors);
    if (!model.couplings().isEmpty()) {
      var couplings = new TextTable("coupling", "weight in", "hears", "meaning");
      model.couplings().forEach(c -> couplings.row(c.name(), unit(c.unit()), c.variable()
          + (c.variableUnit().equals("1") ? "" : " in " + c.variableUnit()), c.meaning()));
      section("Couplings", couplings);
    }
    var variables = new TextTable("variable", "unit", "meaning");
    model.variables().forEach(v -> variables.row(v.name(), unit(v.unit()), v.meaning()));
    section("State variables", variables);
  }

  private static void section(String title, TextTable table) {
    System.out.println();
    System.out.println(title + (table.isEmpty() ? ": none" : ""));
    System.out.print(table);
  }

  private static String value(double value, String unit) {
    return TimeGrid.trim(value) + (unit.equals("1") ? "" : " " + unit);
  }

  private static String unit(String unit) {
    return unit.equals("1") ? "–" : unit;
  }
}
