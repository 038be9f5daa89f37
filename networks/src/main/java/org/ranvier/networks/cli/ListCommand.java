package org.ranvier.networks.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ranvier.networks.circuits.Circuits;
import org.ranvier.networks.study.Studies;
import org.ranvier.neuronmodels.model.NeuronModels;
import picocli.CommandLine.Command;

/** Names what there is. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the built-in networks, the studies and the neuron models.")
public final class ListCommand implements Subcommand {
  @Override
  public Integer call() {
    var networks = new LinkedHashMap<String, String>();
    Circuits.all().forEach(c -> networks.put(c.name(), c.summary()));
    print("Networks (ranvier run NAME)", networks);
    System.out.println();
    var studies = new LinkedHashMap<String, String>();
    Studies.all().forEach(s -> studies.put(s.name(), s.summary()));
    print("Studies of learning (ranvier run NAME)", studies);
    System.out.println();
    var models = new LinkedHashMap<String, String>();
    NeuronModels.all().forEach(m -> models.put(m.name(), m.summary()));
    print("Neuron models and spike sources (ranvier describe NAME)", models);
    return 0;
  }

  private static void print(String title, Map<String, String> summaries) {
    System.out.println(title);
    int width = summaries.keySet().stream().mapToInt(String::length).max().orElse(0);
    summaries.forEach((name, summary) -> System.out.println("  " + name + " ".repeat(width + 2 - name.length()) + summary));
  }
}
