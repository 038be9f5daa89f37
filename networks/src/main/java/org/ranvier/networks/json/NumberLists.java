package org.ranvier.networks.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Set;

/** Lists of numbers, in the text or beside it. */
final class NumberLists {
  static final String DIGEST = "sha256";
  static final String COUNT = "values";

  private final ValuesFile beside;

  NumberLists(ValuesFile beside) {
    this.beside = beside;
  }

  Object of(JsonElement element, Class<?> type, Place place) {
    if (type == double[].class) {
      return doubles(element, place);
    } else if (type == int[].class) {
      return ints(element, place);
    } else if (type == double[][].class) {
      return rows(element, place);
    } else if (type == boolean[].class) {
      JsonArray array = JsonParts.array(element, place);
      boolean[] values = new boolean[array.size()];
      for (int k = 0; k < values.length; k++) {
        if (!array.get(k).isJsonPrimitive() || !array.get(k).getAsJsonPrimitive().isBoolean()) {
          throw place.index(k).refusal("'" + JsonNumbers.brief(array.get(k)) + "' must be true or false");
        }
        values[k] = array.get(k).getAsBoolean();
      }
      return values;
    }
    throw new IllegalStateException(type + " is no list of numbers");
  }

  private double[] doubles(JsonElement element, Place place) {
    if (element instanceof JsonObject object) {
      return beside.doubles(digest(object, place), count(object, place), place);
    }
    JsonArray array = JsonParts.array(element, place);
    double[] values = new double[array.size()];
    Arrays.setAll(values, k -> JsonNumbers.read(array.get(k), place.index(k)));
    return values;
  }

  private int[] ints(JsonElement element, Place place) {
    if (element instanceof JsonObject object) {
      return beside.ints(digest(object, place), count(object, place), place);
    }
    JsonArray array = JsonParts.array(element, place);
    int[] values = new int[array.size()];
    Arrays.setAll(values, k -> (int) JsonNumbers.whole(array.get(k), Integer.MIN_VALUE, Integer.MAX_VALUE, place.index(k)));
    return values;
  }

  private double[][] rows(JsonElement element, Place place) {
    if (element instanceof JsonObject object) {
      if (!object.keySet().equals(Set.of("lengths", "rows"))) {
        throw place.refusal("rows that stand beside the text have the keys lengths and rows, not " + object.keySet());
      }
      int[] lengths = ints(object.get("lengths"), place.key("lengths"));
      double[] flat = doubles(object.get("rows"), place.key("rows"));
      if (Arrays.stream(lengths).asLongStream().sum() != flat.length || Arrays.stream(lengths).anyMatch(n -> n < 0)) {
        throw place.refusal("the lengths of the rows do not sum up to the " + flat.length + " values beside");
      }
      double[][] rows = new double[lengths.length][];
      int at = 0;
      for (int k = 0; k < rows.length; k++) {
        rows[k] = Arrays.copyOfRange(flat, at, at + lengths[k]);
        at += lengths[k];
      }
      return rows;
    }
    JsonArray array = JsonParts.array(element, place);
    double[][] rows = new double[array.size()][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = doubles(JsonParts.array(array.get(k), place.index(k)), place.index(k));
    }
    return rows;
  }

  private static String digest(JsonObject object, Place place) {
    if (!object.keySet().equals(Set.of(DIGEST, COUNT))) {
      throw place.refusal("numbers that stand beside the text have the keys " + DIGEST + " and " + COUNT + ", not " + object.keySet());
    }
    return JsonParts.string(object.get(DIGEST), place.key(DIGEST));
  }

  private static int count(JsonObject object, Place place) {
    return (int) JsonNumbers.whole(object.get(COUNT), 0, Integer.MAX_VALUE, place.key(COUNT));
  }
}
