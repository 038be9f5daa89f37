package org.ranvier.networks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.neuronmodels.swc.Swc;
import org.ranvier.simulator.RanvierException;

/** A file of another format, wherever a network, script, model, cell, configuration or log is expected. */
class OtherFormatsTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "nml, NeuroML", "nir, NIR", "py, Python", "nestml, NESTML", "mod, NMODL", "hoc, NEURON", "asc, Neurolucida", "nwb, Neurodata Without Borders", "h5, HDF5",
    "json, JSON", "swc, SWC", "NML, NeuroML", "HOC, NEURON"
  })
  void isNamedWithWhatToDo(String suffix, String format) throws Exception {
    var file = Files.writeString(directory.resolve("thing." + suffix), "{}\n");
    var commands =
        List.of(
            List.of("run", file), List.of("describe", file), List.of("run", "--sonata", file), List.of("spikes", "stats", file), List.of("spikes", "plot", file));
    for (var command : commands) {
      boolean document = suffix.equals("json") && command.get(1).equals(file);
      boolean itself = command.get(0).equals("describe") && suffix.equals("swc") || command.get(1).equals("--sonata") && suffix.equals("json");
      var cli = Cli.run(command.toArray());
      assertEquals(1, cli.code(), () -> command + ": " + cli.err());
      assertFalse(cli.err().contains("Exception") || cli.err().contains("\tat "), cli.err());
      if (document && !command.get(0).equals("spikes")) {
        assertTrue(cli.err().contains("it is no network") && cli.err().contains("run --sonata"), () -> command + ": " + cli.err());
      } else if (!itself) {
        assertTrue(cli.err().contains("thing." + suffix + " is ") && cli.err().contains(format) && cli.err().contains(":"), () -> command + ": " + cli.err());
      }
    }
    var model = assertThrows(RanvierException.class, () -> NeuronModels.find("izhikevich." + suffix)).getMessage();
    assertTrue(model.startsWith("izhikevich." + suffix + " is ") && model.contains(format), model);
    if (!suffix.equals("swc")) {
      var cell = assertThrows(RanvierException.class, () -> Swc.read(file)).getMessage();
      assertTrue(cell.contains("thing." + suffix + " is ") && cell.contains(format), cell);
    }
  }

  @Test
  void otherNamesAreStillSuggested() {
    assertTrue(Cli.run("run", "brunell").err().contains("did you mean 'brunel'"));
    assertTrue(Cli.run("describe", "iaf_psc_exq").err().contains("did you mean 'iaf_psc_exp'"));
    assertTrue(Cli.run("describe", "no.such").err().contains("there is no network and no neuron model 'no.such'"));
  }
}
