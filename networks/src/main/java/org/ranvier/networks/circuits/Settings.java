package org.ranvier.networks.circuits;

import java.util.List;
import java.util.Map;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;

/** The values of a circuit's settings. */
public final class Settings {
  private final List<Setting> known;
  private final Map<String, String> given;

  /**
   * @param where the circuit's name, for messages
   * @param given values as text, by name
   */
  public Settings(String where, List<Setting> known, Map<String, String> given) {
    this.known = List.copyOf(known);
    this.given = Map.copyOf(given);
    List<String> names = known.stream().map(Setting::name).toList();
    for (String name : given.keySet()) {
      if (!names.contains(name)) {
        throw new RanvierException(where + " has no setting '" + name + "'" + Names.suggest(name, names));
      }
    }
    known.stream().filter(s -> !s.isText()).forEach(s -> get(s.name()));
    for (Setting s : known) {
      if (s.isText() && text(s.name()).isBlank()) {
        throw new RanvierException(s.name() + " is empty; " + s.name() + " (" + s.meaning() + ") is written as in " + s.name() + "=" + s.text());
      }
    }
  }

  /** The value of a setting that is a text. */
  public String text(String name) {
    return given.getOrDefault(name, setting(name).text());
  }

  private Setting setting(String name) {
    return known.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  /** The value of a setting, in its unit. */
  public double get(String name) {
    Setting setting = setting(name);
    String text = given.get(name);
    return text == null ? setting.defaultValue() : setting.parse(text);
  }
}
