package org.ranvier.networks.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ranvier.networks.circuits.Circuits;
import org.ranvier.networks.circuits.Setting;
import org.ranvier.networks.circuits.Settings;
import org.ranvier.networks.experiment.RunOptions;
import org.ranvier.networks.experiment.RunOrigin;
import org.ranvier.networks.study.Studies;
import org.ranvier.networks.sweep.Factor;
import org.ranvier.networks.sweep.Sweep;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;

/** Finds what a sweep runs, and refuses values that it would not take, before a trial begins. */
final class SweptSettings {
  private SweptSettings() {}

  static Sweep checked(String name, Map<String, String> fixed, List<Factor> factors, long seed, int seeds) {
    boolean script = name.endsWith(".java");
    boolean document = name.endsWith(".json");
    RunOrigin origin = script ? RunOrigin.script(Path.of(name), List.of()) : document ? RunOrigin.document(Path.of(name)) : RunOrigin.network(name, Map.of());
    var sweep = new Sweep(origin.name(), origin.sha256(), fixed, factors, seed, seeds);
    for (Factor factor : factors) {
      factor.values().forEach(value -> checkTime(factor.name(), value));
    }
    fixed.forEach(SweptSettings::checkTime);
    if (!script) { // a script says so itself
      List<Setting> known = document ? List.of() : known(name);
      for (String named : Stream.concat(fixed.keySet().stream(), factors.stream().map(Factor::name)).toList()) {
        if (!Sweep.TIMES.contains(named) && known.stream().noneMatch(s -> s.name().equals(named))) {
          List<String> names = Stream.concat(known.stream().map(Setting::name), Sweep.TIMES.stream()).toList();
          throw new RanvierException(name + " has no setting '" + named + "'" + Names.suggest(named, names));
        }
      }
      var rest = new LinkedHashMap<>(fixed);
      rest.keySet().removeAll(Sweep.TIMES);
      new Settings(name, known, rest);
      factors.stream().filter(f -> !Sweep.TIMES.contains(f.name()))
          .forEach(f -> f.values().forEach(value -> new Settings(name, known, Map.of(f.name(), value))));
    }
    return sweep;
  }

  private static void checkTime(String name, String value) {
    if (Sweep.TIMES.contains(name)) {
      RunOptions.parseMs(value, name);
    }
  }

  private static List<Setting> known(String name) {
    return Optional.of(name).flatMap(Studies::find).map(study -> study.settings())
        .orElseGet(() -> Circuits.find(name, NamedRuns.studyNames()).settings());
  }
}
