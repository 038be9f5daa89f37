package org.ranvier.simulator.log;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.ranvier.simulator.RanvierException;

/** The manifest as JSON. */
final class ManifestJson {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private ManifestJson() {}

  static String write(SpikeLogManifest manifest) {
    return GSON.toJson(manifest);
  }

  static SpikeLogManifest read(String json, Path directory) {
    try {
      JsonObject tree = JsonParser.parseString(json).getAsJsonObject();
      String format = tree.has("format") ? tree.get("format").getAsString() : "";
      if (!format.equals(SpikeLogFormat.NAME)) {
        throw new RanvierException(
            directory + ": not a spike log: its format is '" + format + "', a spike log's is '" + SpikeLogFormat.NAME + "'");
      }
      int version = tree.get("formatVersion").getAsInt();
      if (version != SpikeLogFormat.VERSION) {
        throw new RanvierException(
            directory
                + ": the spike log has format version "
                + version
                + ", this Ranvier reads version "
                + SpikeLogFormat.VERSION
                + "; read it with Ranvier "
                + (tree.has("ranvierVersion") ? tree.get("ranvierVersion").getAsString() : "in the version that wrote it"));
      }
      return GSON.fromJson(tree, SpikeLogManifest.class);
    } catch (RanvierException e) {
      throw e;
    } catch (RuntimeException e) {
      // Gson throws many kinds: a syntax error, a wrong type, a missing field, a value that the record refuses.
      throw new RanvierException(directory + ": the spike log's manifest cannot be read: " + json, e);
    }
  }
}
