package org.ranvier.validation.checks;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
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
  /** @param cases whether it compares with reference cases, which others may replace */
  private record Suite(String name, boolean cases, Function<@Nullable Path, List<Check>> checks) {}

  @Option(names = "--fast", description = "Of the suite learning: one or two seeds, and bounds that fit them; minutes in place of an hour.")
  private boolean fast;

  @Option(names = "--study", split = ",", paramLabel = "NAME", description = "Of the suite learning: these studies only. Default: all.")
  private List<String> studies = List.of();

  private final List<Suite> suites =
      List.of(
          new Suite("neurons", true, this::neurons),
          new Suite("plasticity", true, PlasticityChecks::run),
          new Suite("exact", true, ExactChecks::run),
          new Suite("cables", true, CableChecks::run),
          new Suite("basal-ganglia", false, reference -> BasalGangliaChecks.run()),
          new Suite("learning", false, reference -> new LearningChecks(fast, System.err).run(studies)));

  @Parameters(
      index = "0",
      paramLabel = "SUITE",
      defaultValue = "neurons",
      description = "What to check: neurons, plasticity, exact, cables, basal-ganglia, learning. Default: ${DEFAULT-VALUE}.")
  private String suite = "neurons";

  @Option(names = "--reference", paramLabel = "PATH", description = "A case, or a directory of cases, in place of those that come with Ranvier.")
  private @Nullable Path reference;

  @Option(
      names = "--weights",
      paramLabel = "BYTES",
      description = "Of the suite neurons: bytes of a weight, 8 as in NEST or 4, as networks have them that do not ask for doubleWeights(). Default: 8.")
  private @Nullable Integer weightBytes;

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  /** Against NEST's responses; and, where no other cases are asked for, nonlinear models against the solutions of their equations. */
  private List<Check> neurons(@Nullable Path reference) {
    List<Check> responses = NeuronChecks.run(reference, weightBytes == null || weightBytes == 8);
    return reference != null ? responses : Stream.concat(responses.stream(), ConvergenceChecks.run().stream()).toList();
  }

  @Override
  public Integer call() {
    List<String> names = suites.stream().map(Suite::name).toList();
    Suite chosen =
        suites.stream()
            .filter(s -> s.name().equals(suite))
            .findFirst()
            .orElseThrow(() -> new RanvierException("no suite '" + suite + "'" + Names.suggest(suite, names)));
    if (reference != null && !chosen.cases()) {
      throw new RanvierException("suite '" + suite + "' has no reference cases; leave --reference out");
    }
    if (fast && !chosen.name().equals("learning")) {
      throw new RanvierException("suite '" + suite + "' has no fast form; leave --fast out, which is for learning");
    }
    if (!studies.isEmpty() && !chosen.name().equals("learning")) {
      throw new RanvierException("suite '" + suite + "' has no studies; leave --study out, which is for learning");
    }
    if (weightBytes != null && !chosen.name().equals("neurons")) {
      throw new RanvierException("suite '" + suite + "' has no choice of weights; leave --weights out, which is for neurons");
    }
    if (weightBytes != null && weightBytes != 4 && weightBytes != 8) {
      throw new RanvierException("--weights " + weightBytes + " must be 4 or 8, the bytes of a weight");
    }
    List<Check> checks = chosen.checks().apply(reference);
    System.out.println(json ? CheckTable.json(checks) : CheckTable.text(checks).stripTrailing());
    return checks.stream().allMatch(Check::pass) ? 0 : 1;
  }
}
