package org.ranvier.simulator.log;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.recording.PopulationNames;

/** The manifest as JSON. */
final class ManifestJson {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final int SHOWN = 200;

  private ManifestJson() {}

  static String write(SpikeLogManifest manifest) {
    return GSON.toJson(manifest);
  }

  /** Reads a manifest and checks it whole. */
  static SpikeLogManifest read(String json, Path directory) {
    SpikeLogManifest manifest;
    try {
      JsonObject tree = JsonParser.parseString(json).getAsJsonObject();
      requireFormat(tree, directory);
      // From the text and not from the tree, which would take 2^32 + 80 for the int 80.
      manifest = GSON.fromJson(json, SpikeLogManifest.class);
    } catch (RanvierException e) {
      throw e;
    } catch (RuntimeException e) {
      // Gson throws many kinds: a syntax error, a wrong type, a missing field, a value that the record refuses.
      throw new RanvierException(
          directory + ": the spike log's manifest cannot be read: " + PopulationNames.shown(json, SHOWN), e);
    }
    List<String> mistakes = ManifestCheck.mistakesIn(manifest);
    if (!mistakes.isEmpty()) {
      throw new RanvierException(
          directory + ": the spike log's manifest is wrong, so the log cannot be read: " + String.join("; ", mistakes));
    }
    return manifest;
  }

  private static void requireFormat(JsonObject tree, Path directory) {
    String format = tree.has("format") ? tree.get("format").getAsString() : "";
    if (!format.equals(SpikeLogFormat.NAME)) {
      throw new RanvierException(
          directory + ": not a spike log: its format is '" + PopulationNames.shown(format, SHOWN) + "', a spike log's is '"
              + SpikeLogFormat.NAME + "'");
    }
    int version = tree.get("formatVersion").getAsInt();
    if (version < 1 || version > SpikeLogFormat.VERSION) {
      throw new RanvierException(
          directory
              + ": the spike log has format version "
              + version
              + ", this Ranvier reads version 1 and version "
              + SpikeLogFormat.VERSION
              + "; read it with Ranvier "
              + (tree.has("ranvierVersion")
                  ? PopulationNames.shown(tree.get("ranvierVersion").getAsString(), SHOWN)
                  : "in the version that wrote it"));
    }
  }
}
