package org.ranvier.simulator.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.recording.PopulationNames;
import org.ranvier.simulator.recording.PopulationRange;

/** Everything that can be wrong with what a log says of itself, so that who reads it may take the rest as given. */
final class ManifestCheck {
  /** No network is larger: the state of its neurons alone would take more than 2^35 bytes. */
  static final int MAX_NEURONS = 1 << 30;

  private static final double SHORTEST_STEP_MS = 1e-9;
  private static final double LONGEST_STEP_MS = 1000; // as of a TimeGrid

  /** Beyond it doubles do not tell one step from the next. */
  static final long LAST_STEP = 1L << 52;

  private static final int SHOWN = 60;

  private final List<String> mistakes = new ArrayList<>();

  private ManifestCheck() {}

  /** The mistakes in a manifest, which may have come from anywhere. */
  static List<String> mistakesIn(SpikeLogManifest manifest) {
    var check = new ManifestCheck();
    check.numbers(manifest);
    check.text("description digest", manifest.descriptionDigest());
    check.text("Ranvier version", manifest.ranvierVersion());
    check.text("Java version", manifest.javaVersion());
    check.populations(manifest.populations());
    return check.mistakes;
  }

  private void numbers(SpikeLogManifest manifest) {
    double resolution = manifest.resolutionMs();
    if (!(resolution >= SHORTEST_STEP_MS && resolution <= LONGEST_STEP_MS)) {
      mistakes.add("resolution " + resolution + " ms must be from " + SHORTEST_STEP_MS + " to " + LONGEST_STEP_MS + " ms");
    }
    if (manifest.firstStep() < 0 || manifest.firstStep() > LAST_STEP) {
      mistakes.add("first step " + manifest.firstStep() + " must be from 0 to 2^52");
    }
    if (manifest.blockSteps() < 1) {
      mistakes.add("block of " + manifest.blockSteps() + " steps must have at least 1");
    }
    double blockMs = manifest.blockSteps() * resolution;
    boolean oldLog = manifest.formatVersion() == 1; // which says it once only
    if (!oldLog && !(Math.abs(manifest.blockMs() - blockMs) <= 1e-9 * blockMs)) {
      mistakes.add(
          "a block of " + manifest.blockSteps() + " steps of " + resolution + " ms does not last " + manifest.blockMs()
              + " ms, as it says: the resolution is that of another log");
    }
  }

  private void text(String what, @Nullable String text) {
    if (text == null) {
      mistakes.add("the " + what + " is missing");
    } else if (!text.isEmpty()) {
      PopulationNames.mistakeIn(text).ifPresent(mistake -> mistakes.add(what + " '" + shown(text) + "' " + mistake));
    }
  }

  private void populations(List<PopulationRange> populations) {
    var names = new HashSet<String>();
    for (PopulationRange population : populations) {
      Optional<String> mistake = mistakeIn(population);
      if (mistake.isPresent()) {
        mistakes.add(mistake.get());
      } else if (!names.add(population.name())) {
        mistakes.add("population '" + shown(population.name()) + "' is there twice");
      }
    }
    if (!mistakes.isEmpty()) {
      return; // ranges that are none cannot be compared
    }
    List<PopulationRange> sorted = populations.stream().sorted(Comparator.comparingInt(PopulationRange::firstId)).toList();
    for (int p = 1; p < sorted.size(); p++) {
      if (sorted.get(p).firstId() < sorted.get(p - 1).endId()) {
        mistakes.add(
            "populations '" + shown(sorted.get(p - 1).name()) + "' and '" + shown(sorted.get(p).name())
                + "' share neurons from id " + sorted.get(p).firstId());
      }
    }
  }

  private static Optional<String> mistakeIn(PopulationRange population) {
    // What JSON leaves out is null here, whatever the type says.
    if (Objects.isNull(population.name()) || Objects.isNull(population.model())) {
      return Optional.of("a population has no name or no model");
    }
    String who = "population '" + shown(population.name()) + "'";
    Optional<String> name = PopulationNames.mistakeIn(population.name());
    if (name.isPresent()) {
      return name.map(mistake -> who + " " + mistake);
    }
    Optional<String> model = population.model().isEmpty() ? Optional.empty() : PopulationNames.mistakeIn(population.model());
    if (model.isPresent()) {
      return model.map(mistake -> who + ": model '" + shown(population.model()) + "' " + mistake);
    }
    if (population.firstId() < 0 || population.size() < 0 || (long) population.firstId() + population.size() > MAX_NEURONS) {
      return Optional.of(
          who + ": " + population.size() + " neurons from id " + population.firstId() + " on; ids are from 0 to 2^30 - 1");
    }
    return Optional.empty();
  }

  private static String shown(String text) {
    return PopulationNames.shown(text, SHOWN);
  }
}
