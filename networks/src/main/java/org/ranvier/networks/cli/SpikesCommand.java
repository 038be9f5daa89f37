package org.ranvier.networks.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with the spike log of a run. None of it changes the log, and all of it works while the run goes on. */
@Command(
    name = "spikes",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SpikesStats.class, SpikesTail.class, SpikesExport.class, SpikesPlot.class, SpikesSpectrum.class},
    description = "Reads the spike log of a run, also of one that goes on.")
public final class SpikesCommand implements Subcommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "what of the spikes? " + String.join(", ", spec.subcommands().keySet()));
  }
}
