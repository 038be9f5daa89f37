package org.ranvier.networks.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;

/**
 * Settings of a script that its command line may change: {@code --set g=4}, as of built-in networks, which {@code ranvier sweep} varies.
 *
 * <pre>{@code
 * void main(String[] args) {
 *   var settings = ScriptSettings.of(args);
 *   double g = settings.number("g", 5);
 *   ...
 *   Experiment.of(net).run(settings.rest());
 * }
 * }</pre>
 */
public final class ScriptSettings {
  private final Map<String, String> given = new LinkedHashMap<>();
  private final List<String> rest = new ArrayList<>();
  private final Set<String> known = new TreeSet<>();

  private ScriptSettings() {}

  /** Takes the settings out of a script's arguments. */
  public static ScriptSettings of(String... args) {
    var settings = new ScriptSettings();
    for (int k = 0; k < args.length; k++) {
      if (args[k].startsWith("--set=")) {
        settings.add(args[k].substring("--set=".length()));
      } else if (args[k].equals("--set")) {
        settings.add(++k < args.length ? args[k] : "");
      } else {
        settings.rest.add(args[k]);
      }
    }
    return settings;
  }

  private void add(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new RanvierException("--set " + text + " is no setting; write it as in --set g=4");
    }
    if (given.put(text.substring(0, equals), text.substring(equals + 1)) != null) {
      throw new RanvierException("--set " + text.substring(0, equals) + "=… is given twice; leave one of them out");
    }
  }

  /** A number that was set, or another one. */
  public double number(String name, double otherwise) {
    known.add(name);
    String text = given.get(name);
    try {
      return text == null ? otherwise : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new RanvierException(name + " = '" + text + "' is no number; write it as in --set " + name + "=" + otherwise, e);
    }
  }

  /** A text that was set, or another one. */
  public String text(String name, String otherwise) {
    known.add(name);
    return given.getOrDefault(name, otherwise);
  }

  /**
   * The other arguments, for {@link Experiment#run(String...)}.
   *
   * @throws RanvierException if something was set that nobody has asked for
   */
  public String[] rest() {
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw new RanvierException("the script has no setting '" + name + "'" + Names.suggest(name, known));
      }
    }
    return rest.toArray(String[]::new);
  }
}
