package org.ranvier.networks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Options that would not be heard are refused, before anything is read or written. */
final class CommandOptionsTest {
  private static void refused(String says, String... args) {
    Cli cli = Cli.run((Object[]) args);
    assertEquals(2, cli.code(), cli.err());
    assertTrue(cli.err().contains(says), cli.err());
  }

  @Test
  void ofDescribe() {
    for (String option : List.of("--ra", "--cm", "--d-lambda", "--max-length")) {
      refused(option + ": only .swc files have this option, and 'brunel' is none", "describe", "brunel", option, "3");
    }
    for (String option : List.of("--png", "--colour", "--soma", "--branch-start", "--roots", "--zero-radius", "--unit")) {
      refused(option + ": only .swc files have this option, and 'iaf_psc_exp' is none", "describe", "iaf_psc_exp", option, "x");
    }
    refused("--d-lambda and --max-length exclude each other", "describe", "cell.swc", "--d-lambda", "0.1", "--max-length", "5");
    refused("--colour is of the picture; add --png FILE", "describe", "cell.swc", "--colour", "area");
  }

  @Test
  void ofSpikes() {
    refused("--last and --from-start exclude each other", "spikes", "tail", "nowhere", "-n", "3", "--from-start");
    refused("CSV and SONATA would both be written to a", "spikes", "export", "nowhere", "--csv", "a", "--sonata", "./a", "--overwrite");
  }

  @Test
  void ofRun() {
    for (List<String> more : List.of(List.of("--scale", "2"), List.of("--set", "a=1"), List.of("--seeds", "2"), List.of("--conditions", "a"))) {
      refused("--sonata takes the network from its configuration", "run", "--sonata", "c.json", more.get(0), more.get(1));
    }
    refused("--seeds, --conditions and --resume are for studies", "run", "brunel", "--seeds", "2");
    for (List<String> more : List.of(List.of("--scale", "2"), List.of("--warmup", "5"), List.of("--round-times", "up"))) {
      Cli cli = Cli.run("run", "xor", more.get(0), more.get(1));
      assertTrue(cli.code() != 0 && cli.err().contains(more.get(0).substring(2)), cli.err());
    }
  }
}
