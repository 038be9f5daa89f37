package org.ranvier.networks.study;

import java.util.List;
import java.util.Map;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;

/** Reads changes as they are written on the command line. */
final class ChangeText {
  private static final String WAYS =
      "frozen:WEIGHTS, shuffled:REWARD[@CONDITION], clamp:MODULATOR=VALUE, yoked:MODULATOR@CONDITION, knockout:RECEPTOR, SETTING=VALUE or a feature";

  private ChangeText() {}

  static Change parse(Study study, String text, String to) {
    String where = study.name() + ": change '" + text + "' of condition '" + to + "'";
    Parts parts = study.parts();
    int colon = text.indexOf(':');
    if (colon < 0) {
      int equals = text.indexOf('=');
      return equals < 0 ? new Change.Feature(known(where, "feature", text, parts.features())) : setting(study, text, equals);
    }
    String what = text.substring(colon + 1);
    return switch (text.substring(0, colon)) {
      case "frozen" -> new Change.Frozen(known(where, "set of weights", what, parts.weights()));
      case "knockout" -> new Change.KnockedOut(known(where, "receptor", what, parts.receptors()));
      case "shuffled" -> new Change.Shuffled(known(where, "reward", before(what, '@'), parts.rewards()), after(what, '@'));
      case "yoked" -> {
        if (after(what, '@').isEmpty()) {
          throw new RanvierException(where + " does not say to which condition; write it as in yoked:" + what + "@" + study.conditions().getFirst());
        }
        yield new Change.Yoked(known(where, "modulator", before(what, '@'), parts.modulators()), after(what, '@'));
      }
      case "clamp" -> new Change.Clamped(known(where, "modulator", before(what, '='), parts.modulators()), number(where, after(what, '=')));
      default -> throw new RanvierException(where + " is none; changes are " + WAYS);
    };
  }

  private static Change setting(Study study, String text, int equals) {
    String name = text.substring(0, equals);
    List<Setting> settings = study.settings();
    return new Change.Set(name, new Settings(study.name(), settings, Map.of(name, text.substring(equals + 1))).get(name));
  }

  private static String known(String where, String kind, String name, List<String> names) {
    if (!names.contains(name)) {
      throw new RanvierException(
          where + " does not apply: there is no " + kind + " '" + name + "'" + (names.isEmpty() ? "; this study has none" : Names.suggest(name, names)));
    }
    return name;
  }

  private static double number(String where, String text) {
    try {
      double x = Double.parseDouble(text);
      if (Double.isFinite(x)) {
        return x;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new RanvierException(where + ": '" + text + "' is no concentration; write it as in clamp:dopamine=0.5");
  }

  private static String before(String text, char mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }

  private static String after(String text, char mark) {
    int at = text.indexOf(mark);
    return at < 0 ? "" : text.substring(at + 1);
  }
}
