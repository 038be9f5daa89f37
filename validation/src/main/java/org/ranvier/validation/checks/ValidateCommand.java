package org.ranvier.validation.checks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.cli.Subcommand;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares Ranvier with reference data. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Compares simulations with reference data and closed forms; ends with 1 if a check fails.")
public final class ValidateCommand implements Subcommand {
  private static final List<String> SUITES = List.of("neurons", "plasticity", "exact", "cables", "basal-ganglia", "learning");

  @Parameters(
      index = "0",
      paramLabel = "SUITE",
      defaultValue = "neurons",
      description = "What to check: neurons, plasticity, exact, cables, basal-ganglia, learning. Default: ${DEFAULT-VALUE}.")
  private String suite = "neurons";

  @Option(names = "--reference", paramLabel = "PATH", description = "A case, or a directory of cases, in place of those that come with Ranvier.")
  private @Nullable Path reference;

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  /** Against NEST's responses; and, where no other cases are asked for, nonlinear models against the solutions of their equations. */
  private List<Check> neurons() {
    List<Check> responses = NeuronChecks.run(reference);
    return reference != null ? responses : Stream.concat(responses.stream(), ConvergenceChecks.run().stream()).toList();
  }

  @Override
  public Integer call() {
    List<Check> checks =
        switch (suite) {
          case "neurons" -> neurons();
          case "plasticity" -> PlasticityChecks.run(reference);
          case "basal-ganglia" -> BasalGangliaChecks.run();
          case "learning" -> LearningChecks.run();
          case "exact" -> ExactChecks.run(reference);
          case "cables" -> CableChecks.run(reference);
          default -> throw new RanvierException("no suite '" + suite + "'" + Names.suggest(suite, SUITES));
        };
    System.out.println(json ? CheckTable.json(checks) : CheckTable.text(checks).stripTrailing());
    return checks.stream().allMatch(Check::pass) ? 0 : 1;
  }
}
