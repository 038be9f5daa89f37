package org.ranvier.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ranvier.networks.connect.ConnectionRule.explicit;
import static org.ranvier.networks.connect.ConnectionRule.fixedInDegree;
import static org.ranvier.networks.connect.ConnectionRule.pairwiseBernoulli;
import static org.ranvier.networks.values.Units.mm;
import static org.ranvier.networks.values.Units.ms;
import static org.ranvier.networks.values.Units.pA;
import static org.ranvier.networks.values.Units.um;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ranvier.networks.json.PlanDigest;
import org.ranvier.networks.space.Kernel;
import org.ranvier.networks.space.Layout;
import org.ranvier.networks.space.Mask;
import org.ranvier.networks.values.Distribution;
import org.ranvier.networks.values.Units;
import org.ranvier.plasticity.rules.Stdp;
import org.ranvier.plasticity.weights.WeightDependence;
import org.ranvier.simulator.RanvierException;

/** Documents that are no network, and networks that are no document: what is wrong is said with its place. */
final class DocumentRefusalTest {
  @TempDir Path temp;

  private static Network network() {
    var net = new Network("small");
    var n = net.population("n", 20, "iaf_psc_exp").set("tau_m", ms(10)).set("I_e", Distribution.normal(pA(380), pA(20)));
    net.connect(n, n).rule(fixedInDegree(3)).weight(pA(20)).delay(ms(1)).plastic(Stdp.pair());
    net.record(n, "V_m");
    return net;
  }

  private static String refusal(String document) {
    return String.valueOf(assertThrows(RanvierException.class, () -> Network.fromJson(document)).getMessage());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "\"version\": 1|\"version\": 2|version: version 2 is not known here; this Ranvier reads version 1: take a newer one",
      "\"version\": 1,||the document: the key 'version' is missing; the present one is 1",
      "\"ranvier-network\"|\"sonata\"|the document: it is no network: a network begins with \"format\": \"ranvier-network\", not with \"sonata\"",
      "\"size\": 20|\"sise\": 20|populations[0].sise: there is no key 'sise' here; did you mean 'size'",
      "\"size\": 20|\"size\": 20.5|populations[0].size: '20.5' must be a whole number",
      "\"size\": 20|\"size\": 1e300|populations[0].size: '1e300' must be a whole number",
      "\"size\": 20|\"size\": -2|populations[0]: population 'n': size -2 must be at least 1",
      "\"size\": 20|\"size\": null|populations[0].size: null stands for nothing here; leave the key out",
      "\"size\": 20,||populations[0]: the key 'size' is missing",
      "\"iaf_psc_exp\"|\"iaf_psc_esp\"|populations[0].model: there is no neuron model 'iaf_psc_esp'; did you mean 'iaf_psc_exp'",
      "\"tau_m\"|\"tau_n\"|populations[0]: population 'n' (iaf_psc_exp) has no parameter 'tau_n'; did you mean 'tau_m'",
      "\"10 ms\"|\"10 mV\"|populations[0]: population 'n': tau_m = 10 mV has the wrong unit",
      "\"10 ms\"|\"-10 ms\"|populations[0]: population 'n': tau_m",
      "\"10 ms\"|\"ten ms\"|populations[0].parameters.tau_m: 'ten ms' is not a quantity",
      "\"normal\": [|\"normal\": [\"1 pA\", |populations[0].parameters.I_e: normal takes 2",
      "\"normal\"|\"normel\"|populations[0].parameters.I_e: there is no distribution 'normel'; there are normal, lognormal",
      "\"source\": \"n\"|\"source\": \"m\"|projections[0]: network 'small' has no population 'm'; it has [n]",
      "\"FixedInDegree\"|\"FixedInDegrees\"|projections[0].rule.type: there is no ConnectionRule 'FixedInDegrees'; did you mean 'FixedInDegree'",
      "\"n\": 3|\"n\": \"3\"|projections[0].rule.n: '\"3\"' must be a whole number",
      "\"autapses\": true|\"autapses\": 1|projections[0].rule.autapses: '1' must be true or false",
      "\"type\": \"Stdp\", ||projections[0].plasticity.rule: it has no type; give one of [Unchanging, Stdp",
      "\"HEBBIAN\"|\"HEBIAN\"|projections[0].plasticity.rule.kind: 'HEBIAN' must be one of [HEBBIAN, ANTI_HEBBIAN, HOMEOSTATIC]",
      "\"V_m\"|\"V_n\"|recorders[0]: population 'n' (iaf_psc_exp) has no state variable 'V_n'",
      "\"name\": \"small\"|\"name\": \"small\", \"name\": \"large\"|at $.name: the key 'name' stands here twice",
      "\"projections\": [|\"projections\": [[], |projections[0]: '[]' must be an object, in braces",
  })
  void whatIsWrongIsSaidWithItsPlace(String what, String other, String message) {
    String document = network().toJson().replaceAll("\"type\": \"Stdp\",\\s+", "\"type\": \"Stdp\", ");
    assertTrue(document.contains(what), document);
    String refusal = refusal(document.replaceFirst(java.util.regex.Pattern.quote(what), java.util.regex.Matcher.quoteReplacement(other == null ? "" : other)));
    assertTrue(refusal.startsWith(message), refusal);
  }

  @Test
  void textThatIsNoJsonIsRefused() throws IOException {
    String whole = network().toJson();
    assertEquals("the document ends in the middle: it is cut off or damaged", refusal(whole.substring(0, whole.lastIndexOf(','))));
    assertTrue(refusal(whole.substring(0, whole.indexOf("HEBB") + 2)).startsWith("this is no JSON: Unterminated string at line "));
    assertEquals("the document ends in the middle: it is cut off or damaged", refusal(""));
    assertTrue(refusal("{format}").startsWith("this is no JSON"), refusal("{format}"));
    assertTrue(refusal(whole + "{}").startsWith("this is no JSON: malformed at line "), refusal(whole + "{}"));
    assertTrue(refusal("[".repeat(1_000_000)).endsWith("nested more than 100 deep; no network is"));
    assertTrue(refusal("{\"a\":".repeat(1_000_000)).endsWith("nested more than 100 deep; no network is"));
    Path file = Files.write(temp.resolve("n.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertEquals(file + ": this is no text in UTF-8", assertThrows(RanvierException.class, () -> Network.fromJson(file)).getMessage());
  }

  /** Whatever bits are wrong, a document is a network or is refused. */
  @Test
  void damageNeverEndsInAnotherException() {
    char[] whole = network().toJson().toCharArray();
    var random = new Random(3);
    int refused = 0;
    for (int k = 0; k < 400; k++) {
      char[] damaged = whole.clone();
      damaged[random.nextInt(whole.length)] = "{}[],:\"0-9eX\\".charAt(random.nextInt(13));
      try {
        Network.fromJson(new String(damaged));
      } catch (RanvierException e) {
        assertFalse(String.valueOf(e.getMessage()).isBlank());
        refused++;
      }
    }
    assertTrue(refused > 200, refused + " refused");
  }

  private record Own(double step) implements WeightDependence {
    @Override
    public double potentiated(double w, double x) {
      return w + step * x;
    }

    @Override
    public double depressed(double w, double x) {
      return w - step * x;
    }

    @Override
    public String equations() {
      return "steps";
    }
  }

  private static Network own(double step) {
    Network net = network();
    net.projections().getFirst().plastic(Stdp.pair().dependence(new Own(step)));
    return net;
  }

  @Test
  void codeOfOnesOwnIsRefusedByNameInADocumentAndCountsInTheDigest() {
    var e = assertThrows(RanvierException.class, () -> own(1).toJson());
    assertTrue(
        String.valueOf(e.getMessage()).startsWith(
            "projections[0].plasticity.rule.dependence: org.ranvier.networks.DocumentRefusalTest$Own is code of your own, which a document cannot hold;"
                + " take one of [Additive"),
        e.getMessage());
    assertEquals(PlanDigest.of(own(1).plan()), PlanDigest.of(own(1).plan()));
    assertFalse(PlanDigest.of(own(1).plan()).equals(PlanDigest.of(own(2).plan())));
  }

  @Test
  void functionsOfOnesOwnAreRefused() {
    var net = new Network("space");
    var n = net.population("n", 9, "iaf_psc_exp").positions(Layout.grid(3, 3).extent(mm(1), mm(1)));
    net.connect(n, n).rule(pairwiseBernoulli(Kernel.of(d -> 0.1)).within(Mask.of(um(10), (x, y, z) -> true))).weight(pA(1)).delay(ms(1));
    var e = assertThrows(RanvierException.class, net::toJson);
    assertTrue(String.valueOf(e.getMessage()).startsWith("projections[0].rule.p: "), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains("is code of your own"), e.getMessage());
    assertEquals(64, PlanDigest.of(net.plan()).length());
  }

  /** Lists of more than 10,000 numbers stand beside the document, by their digest. */
  @Test
  void longListsStandBesideTheDocument() throws IOException {
    var random = new Random(4);
    int[] sources = random.ints(10_001, 0, 300).toArray();
    int[] targets = random.ints(10_001, 0, 300).toArray();
    var net = new Network("long");
    double[][] times = new double[300][];
    for (int k = 0; k < times.length; k++) {
      times[k] = random.ints(k % 80, 1, 400).asDoubleStream().map(t -> t / 10).toArray();
    }
    var in = net.spikeSource("in", times);
    var n = net.population("n", 300, "iaf_psc_exp").set("I_e", pA(350));
    net.connect(in, n).rule(explicit(sources, targets)).weight(Distribution.each(Units::pA, random.doubles(10_001, 20, 60).toArray())).delay(ms(1));
    Path file = temp.resolve("long.json");
    net.writeJson(file);
    assertTrue(Files.size(file) < 20_000, "the lists are in the text");
    Network read = Network.fromJson(file);
    assertEquals(PlanDigest.of(net.plan()), PlanDigest.of(read.plan()));
    assertEquals(net.toJson(), read.toJson());
    try (var one = Simulation.of(net); var other = Simulation.of(read)) {
      one.run(ms(30));
      other.run(ms(30));
      assertArrayEquals(one.spikes().ids(), other.spikes().ids());
    }
    String text = Files.readString(file);
    assertTrue(refusal(text).contains("the values stand beside the text, and it was read without its file"), refusal(text));
    Path beside = temp.resolve("long.values.h5");
    byte[] values = Files.readAllBytes(beside);
    values[values.length / 2] ^= 1;
    Files.write(beside, values);
    String damaged = String.valueOf(assertThrows(RanvierException.class, () -> Network.fromJson(file)).getMessage());
    assertTrue(damaged.startsWith(file + ": ") && damaged.contains("are others than were written"), damaged);
    Files.delete(beside);
    String missing = String.valueOf(assertThrows(RanvierException.class, () -> Network.fromJson(file)).getMessage());
    assertTrue(missing.contains("is not there; put it beside the document"), missing);
  }
}
