package org.ranvier.networks.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.measure.Quantity;
import javax.measure.Unit;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.simulator.RanvierException;

/**
 * Networks as JSON documents. A list of more than 10,000 numbers stands beside the document, in an HDF5 file, by its digest.
 *
 * <p>{@code docs/plan.md} says what a document holds.
 */
public final class NetworkFile {
  /** What documents say they are. */
  public static final String FORMAT = "ranvier-network";

  /** The version of documents that are written and read. */
  public static final int VERSION = 1;

  private static final String VALUES = "values";

  private NetworkFile() {}

  /**
   * A plan as a document, with all lists in the text.
   *
   * @throws RanvierException that names code of one's own in it
   */
  public static String text(NetworkPlan plan) {
    return document(plan, new Written(Integer.MAX_VALUE), null);
  }

  /** Writes a plan, and beside it its long lists as {@code NAME.values.h5}. */
  public static void write(NetworkPlan plan, Path path) {
    var style = new Written(Beside.MOST_IN_TEXT);
    Path beside = beside(path);
    String first = document(plan, style, null);
    String text = style.lists.isEmpty() ? first : document(plan, style, beside.getFileName().toString());
    try {
      if (!style.lists.isEmpty()) {
        try (WritableHdfFile hdf = HdfFile.write(beside)) {
          style.lists.forEach((digest, values) -> hdf.putDataset(ValuesFile.dataset(digest), values));
        }
      }
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new RanvierException("cannot write " + path + ": " + e.getMessage(), e);
    }
  }

  private static Path beside(Path path) {
    String name = String.valueOf(path.getFileName());
    return path.resolveSibling((name.endsWith(".json") ? name.substring(0, name.length() - 5) : name) + ".values.h5");
  }

  private static String document(NetworkPlan plan, Written style, @Nullable String values) {
    var document = new JsonObject();
    document.addProperty("format", FORMAT);
    document.addProperty("version", VERSION);
    if (values != null) {
      document.addProperty(VALUES, values);
    }
    return JsonText.of(new Encoder(style).parts(plan, document, Place.ROOT));
  }

  /**
   * Reads a document from a file.
   *
   * @param make makes something of the plan; its refusals get the file's name before them
   */
  public static <T> T read(Path path, Function<NetworkPlan, T> make) {
    try {
      return make.apply(plan(Files.readString(path, StandardCharsets.UTF_8), path.toAbsolutePath().getParent()));
    } catch (RanvierException e) {
      throw new RanvierException(path + ": " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new RanvierException("there is no file " + path, e);
    } catch (CharacterCodingException e) {
      throw new RanvierException(path + ": this is no text in UTF-8", e);
    } catch (IOException e) {
      throw new RanvierException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /** The plan of a document that has all its lists in the text. */
  public static NetworkPlan parse(String text) {
    return plan(text, null);
  }

  private static NetworkPlan plan(String text, @Nullable Path directory) {
    JsonObject document = JsonParts.object(JsonText.parse(text), Place.ROOT);
    JsonElement format = document.get("format");
    if (format == null || !format.equals(new JsonPrimitive(FORMAT))) {
      throw Place.ROOT.refusal("it is no network: a network begins with \"format\": \"" + FORMAT + "\""
          + (format == null ? "" : ", not with " + JsonNumbers.brief(format)) + "; a SONATA configuration is run by 'ranvier run --sonata CONFIG.json'");
    }
    if (document.get("version") == null) {
      throw Place.ROOT.refusal("the key 'version' is missing; the present one is " + VERSION);
    }
    long version = JsonNumbers.whole(document.get("version"), 0, Integer.MAX_VALUE, Place.ROOT.key("version"));
    if (version != VERSION) {
      throw Place.ROOT.key("version").refusal("version " + version + " is not known here; this Ranvier reads version " + VERSION
          + (version > VERSION ? ": take a newer one" : ""));
    }
    Path values = null;
    if (document.has(VALUES) && directory != null) {
      String name = JsonParts.string(document.get(VALUES), Place.ROOT.key(VALUES));
      if (!name.matches("[^/\\\\]+")) {
        throw Place.ROOT.key(VALUES).refusal("'" + name + "' must be the name of a file beside the document, without a directory");
      }
      values = directory.resolve(name);
    }
    return (NetworkPlan) new Decoder(new ValuesFile(values)).parts(document, NetworkPlan.class, Set.of("format", "version", VALUES), Place.ROOT);
  }

  /** Documents: own code is refused, and long lists are gathered. */
  private static final class Written implements Encoder.Style {
    private final int most;
    private final Map<String, Object> lists = new LinkedHashMap<>();

    Written(int most) {
      this.most = most;
    }

    @Override
    public JsonElement ownCode(Object value, Class<?> declared, Place place) {
      List<String> known = List.copyOf(Kinds.of(declared).keySet());
      throw place.refusal(
          OwnCode.name(value) + " is code of your own, which a document cannot hold; "
              + (known.isEmpty() ? "list what it gives, as in explicit(…) or each(…)" : "take one of " + known)
              + ", or keep the network as a script");
    }

    @Override
    public JsonElement quantity(Quantity<?> quantity) {
      return Quantities.of(quantity);
    }

    @Override
    public String unit(Unit<?> unit) {
      return Quantities.name(unit);
    }

    @Override
    public @Nullable JsonElement beside(double[] values) {
      return values.length <= most ? null : reference(Beside.digest(values), values, values.length);
    }

    @Override
    public @Nullable JsonElement beside(int[] values) {
      return values.length <= most ? null : reference(Beside.digest(values), values, values.length);
    }

    private JsonElement reference(String digest, Object values, int count) {
      lists.put(digest, values);
      return OwnCode.reference(digest, count);
    }
  }
}
