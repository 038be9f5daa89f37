package org.ranvier.networks.analysis;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ranvier.networks.files.WholeFile;
import org.ranvier.simulator.RanvierException;

/**
 * The statistics of a run as JSON: the values of {@link StatisticsTable} unrounded, the definitions they follow, and
 * the published rates where there are any. Values that the recording cannot give are {@code null}.
 */
public final class StatisticsFile {
  private StatisticsFile() {}

  /** Writes {@link #toJson} to a file, in UTF-8. */
  public static void write(Path file, List<PopulationStatistics> statistics, Optional<PublishedActivity> published) {
    try {
      WholeFile.write(file, toJson(statistics, published));
    } catch (IOException e) {
      throw new RanvierException(
          "statistics file " + file + ": " + e + "; check that its directory exists and can be written", e);
    }
  }

  /** The statistics as a JSON object. */
  public static String toJson(List<PopulationStatistics> statistics, Optional<PublishedActivity> published) {
    var root = new JsonObject();
    if (!statistics.isEmpty()) {
      root.add("recorded_ms", number(statistics.getFirst().recordedMs()));
    }
    root.addProperty("cv_isi_min_spikes", SpikeStatistics.CV_MIN_SPIKES);
    root.addProperty("synchrony_bin_ms", SpikeStatistics.SYNCHRONY_BIN_MS);
    published.ifPresent(p -> root.addProperty("published_source", p.source()));
    var populations = new JsonArray();
    for (var s : statistics) {
      populations.add(population(s, published));
    }
    root.add("populations", populations);
    return new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create().toJson(root) + "\n";
  }

  private static JsonObject population(PopulationStatistics s, Optional<PublishedActivity> published) {
    var json = new JsonObject();
    json.addProperty("population", s.population());
    json.addProperty("neurons", s.neurons());
    json.addProperty("spikes", s.spikes());
    json.add("rate_hz", spread(s.rateHz()));
    json.add("cv_isi", spread(s.cvIsi()));
    json.add("synchrony", number(s.synchrony()));
    json.addProperty("synchrony_neurons", s.synchronyNeurons());
    json.add("silent_fraction", number(s.silentFraction()));
    if (published.isPresent()) {
      double rate = published.get().rateHz(s.population()).orElse(Double.NaN);
      json.add("published_rate_hz", number(rate));
      json.add("rate_difference_hz", number(s.rateHz().mean() - rate));
    }
    return json;
  }

  private static JsonObject spread(Moments spread) {
    var json = new JsonObject();
    json.add("mean", number(spread.mean()));
    json.add("sd", number(spread.sd()));
    json.addProperty("neurons", spread.count());
    return json;
  }

  private static JsonElement number(double value) {
    return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
  }
}
