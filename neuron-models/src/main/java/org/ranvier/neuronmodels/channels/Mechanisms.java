package org.ranvier.neuronmodels.channels;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;

/** The library of channels, pools and synapses. Each is a file of equations beside this class. */
public final class Mechanisms {
  private static final List<String> NAMES =
      List.of(
          "hh", "leak", "Na_T", "NaP", "Kv3", "K_A", "K_M", "Ih", "Ca_L", "Ca_T", "ca_pool", "K_Ca", "exp_syn", "exp2_syn",
              "alpha_syn", "nmda",
          "ampa_nmda", "exp_current", "Na_Ts", "Na_Ta", "NaP_fast", "K_P", "K_T", "K_D", "Kv2", "K_M_slow", "SK", "Ca_HVA", "Ca_LVA");
  private static final Map<String, Mechanism> READ = new ConcurrentHashMap<>();

  private Mechanisms() {}

  /** What the library holds. */
  public static List<String> names() {
    return NAMES;
  }

  /** The mechanism of that name. Throws where there is none. */
  public static Mechanism find(String name) {
    if (!NAMES.contains(name)) {
      throw new RanvierException("the library has no mechanism '" + name + "'" + Names.suggest(name, NAMES));
    }
    return READ.computeIfAbsent(name, n -> Mechanism.of(n, text(n)));
  }

  private static String text(String name) {
    try (InputStream in = Mechanisms.class.getResourceAsStream(name + ".mechanism")) {
      if (in == null) {
        throw new IllegalStateException("the file " + name + ".mechanism is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
