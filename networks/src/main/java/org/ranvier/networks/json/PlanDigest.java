package org.ranvier.networks.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.measure.Quantity;
import javax.measure.Unit;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plan.NetworkPlan;

/**
 * Tells two networks apart: SHA-256 of all that a plan says and that can change a spike, so of all but its recorders and whether synapses are stored.
 * A model of the library counts by its name, any other by its text; of code of one's own only the name counts, and the values of a record.
 */
public final class PlanDigest {
  private PlanDigest() {}

  /** As hexadecimal digits. */
  public static String of(NetworkPlan plan) {
    return HexFormat.of().formatHex(Beside.sha256().digest(canonical(plan).getBytes(StandardCharsets.UTF_8)));
  }

  /** What is digested: a document in one line, with units by their dimension and long lists by their digests. */
  static String canonical(NetworkPlan plan) {
    return new Encoder(new Canonical()).parts(plan.ofSpikes(), new JsonObject(), Place.ROOT).toString();
  }

  private static final class Canonical implements Encoder.Style {
    @Override
    public JsonElement ownCode(Object value, Class<?> declared, Place place) {
      var object = new JsonObject();
      object.addProperty("ownCode", OwnCode.name(value));
      if (value.getClass().isRecord()) {
        object.add("values", new Encoder(this).parts(value, new JsonObject(), place));
      }
      return object;
    }

    @Override
    public JsonElement quantity(Quantity<?> quantity) {
      return Quantities.canonical(quantity);
    }

    @Override
    public String unit(Unit<?> unit) {
      return Quantities.canonical(unit);
    }

    @Override
    public @Nullable JsonElement beside(double[] values) {
      return values.length <= Beside.MOST_IN_TEXT ? null : new JsonPrimitive(Beside.digest(values));
    }

    @Override
    public @Nullable JsonElement beside(int[] values) {
      return values.length <= Beside.MOST_IN_TEXT ? null : new JsonPrimitive(Beside.digest(values));
    }
  }
}
