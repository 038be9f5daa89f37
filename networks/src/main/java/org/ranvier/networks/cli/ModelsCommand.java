package org.ranvier.networks.cli;

import java.nio.file.Path;
import org.ranvier.networks.handbook.ModelPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the page about the library's neuron models. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes a page about the library's neuron models, models.md: equations, sources, and pictures of their responses.")
public final class ModelsCommand implements Subcommand {
  @Parameters(index = "0", paramLabel = "DIRECTORY", description = "Where the page is written, and its pictures in a directory models beside it.")
  private Path directory = Path.of("");

  @Override
  public Integer call() {
    System.out.println(ModelPage.write(directory));
    return 0;
  }
}
