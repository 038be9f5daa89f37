package org.ranvier.networks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class MainTest {
  @Test
  void saysItsVersion() {
    Cli cli = Cli.run("--version");
    assertEquals(0, cli.code());
    assertTrue(cli.out().startsWith("Ranvier "), cli.out());
  }

  @Test
  void namesItsCommandsInItsHelp() {
    Cli cli = Cli.run("--help");
    assertEquals(0, cli.code());
    for (String command : new String[] {"run", "list", "describe", "spikes"}) {
      assertTrue(cli.out().contains("  " + command), cli.out());
    }
  }

  @Test
  void asksForACommandWhereNoneIsGiven() {
    assertUsage(Cli.run(), "which command? run, sweep, resume, fork, verify, list, describe, spikes");
  }

  @Test
  void guessesAMistypedCommand() {
    assertUsage(Cli.run("rn", "microcircuit"), "ranvier has no command 'rn'; did you mean 'run'?");
    assertUsage(Cli.run("spikes", "stat"), "ranvier spikes has no command 'stat'; did you mean 'stats'?");
    assertUsage(Cli.run("spikes"), "what of the spikes? stats, tail, export, plot");
  }

  @Test
  void guessesAMistypedOption() {
    assertUsage(Cli.run("run", "brunel", "--scal=1"), "ranvier run has no option '--scal'; did you mean '--scale'?");
  }

  @Test
  void listsNetworksAndModels() {
    Cli cli = Cli.run("list");
    assertEquals(0, cli.code());
    for (String name : new String[] {"microcircuit", "brunel", "iaf_psc_exp", "iaf_psc_delta"}) {
      assertTrue(cli.out().lines().anyMatch(l -> l.startsWith("  " + name + " ")), cli.out());
    }
    assertUsage(Cli.run("list", "all"), "'all' is one argument too many");
  }

  @Test
  void describesANetwork() {
    Cli cli = Cli.run("describe", "brunel");
    assertEquals(0, cli.code());
    assertTrue(cli.out().contains("doi:10.1023/A:1008925309027"), cli.out());
    assertTrue(cli.out().lines().anyMatch(l -> l.matches("  delay +1.5 ms +0.1 … 100 ms +synaptic delay")), cli.out());
    assertTrue(cli.out().lines().anyMatch(l -> l.contains("10,000 × iaf_psc_delta")), cli.out());
  }

  @Test
  void describesAModelByItsNameAndItsAlias() {
    Cli cli = Cli.run("describe", "iaf_psc_exp");
    assertEquals(0, cli.code());
    assertTrue(cli.out().contains("dV_m/dt"), cli.out());
    assertTrue(cli.out().lines().anyMatch(l -> l.matches("  C_m +250 pF +above 0 +membrane capacitance")), cli.out());
    assertTrue(cli.out().lines().anyMatch(l -> l.matches("  V_m +mV +membrane potential")), cli.out());
    assertEquals(cli, Cli.run("describe", "IF_curr_exp"));
  }

  @Test
  void guessesWhatWasToBeDescribed() {
    assertFailure(Cli.run("describe", "mikrocircuit"), "there is no network and no neuron model 'mikrocircuit'; did you mean 'microcircuit'?");
    assertFailure(Cli.run("describe", "iaf_psc_ex"), "did you mean 'iaf_psc_exp'");
    assertUsage(Cli.run("describe"), "Missing required parameter: 'NAME'");
  }

  static void assertUsage(Cli cli, String message) {
    assertRefused(cli, 2, message);
  }

  static void assertFailure(Cli cli, String message) {
    assertRefused(cli, 1, message);
  }

  private static void assertRefused(Cli cli, int code, String message) {
    assertTrue(cli.err().contains(message), () -> "expected: " + message + "\nbut got: " + cli);
    assertTrue(!cli.err().contains("\tat "), cli::err);
    assertEquals("", cli.out());
    assertEquals(code, cli.code());
  }
}
