package org.ranvier.neuronmodels.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;

/** The models of the library, by the names that NEST gives them. */
public final class Library {
  private static final List<String> NAMES =
      List.of(
          "iaf_psc_delta", "iaf_psc_exp", "iaf_psc_alpha", "iaf_cond_exp", "iaf_cond_alpha", "iaf_cond_beta", "aeif_cond_exp", "aeif_cond_alpha",
          "aeif_psc_exp", "izhikevich", "hh_psc_alpha", "hh_cond_exp_traub", "mat2_psc_exp", "pp_psc_delta", "gif_psc_exp", "gif_cond_exp",
          "iaf_bw_2001_linear", "qif", "theta", "morris_lecar", "fitzhugh_nagumo", "wang_buzsaki",
          "burst_cell", "pinsky_rinzel", "urbanczik_cell", "aeif_psc_delta_clopath", "eprop_iaf", "eprop_iaf_adapt", "surrogate_iaf", "srm0_psc_delta",
          "lin_rate", "tanh_rate", "hh_psc_alpha_gap",
          Multisynapse.EXP, Multisynapse.ALPHA);
  private static final String GAP = "_gap"; // ends the name of a model with gap junctions
  private static final Map<String, EquationModel> READ = new ConcurrentHashMap<>();

  private Library() {}

  /** What the library holds. */
  public static List<String> names() {
    return NAMES;
  }

  /** The model of that name. Throws where there is none. */
  public static EquationModel model(String name) {
    if (!NAMES.contains(name)) {
      throw new RanvierException("the library has no neuron model '" + name + "'" + Names.suggest(name, NAMES));
    }
    EquationModel known = READ.get(name);
    if (known == null) {
      known = unlisted(name).orElseGet(() -> EquationModel.of(name, text(name)));
      EquationModel before = READ.putIfAbsent(name, known); // of another thread: documents tell the library's models by their identity
      known = before == null ? known : before;
    }
    return known;
  }

  /** A model that is made of its name: with so many receptors, or a model of the library with gap junctions. */
  static Optional<EquationModel> unlisted(String name) {
    String base = name.endsWith(GAP) ? name.substring(0, name.length() - GAP.length()) : "";
    return NAMES.contains(base) ? Optional.of(model(base).withGapJunctions()) : Multisynapse.named(name);
  }

  private static String text(String name) {
    try (InputStream in = Library.class.getResourceAsStream(name + ".model")) {
      if (in == null) {
        throw new IllegalStateException("the file " + name + ".model is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
