package org.ranvier.networks.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** Elements of a document of the kind that must stand there. */
final class JsonParts {
  private JsonParts() {}

  static String string(JsonElement element, Place place) {
    if (element instanceof JsonPrimitive p && p.isString()) {
      return p.getAsString();
    }
    throw place.refusal("'" + JsonNumbers.brief(element) + "' must be a text in quotes");
  }

  static JsonArray array(JsonElement element, Place place) {
    if (element instanceof JsonArray array) {
      return array;
    }
    throw place.refusal("'" + JsonNumbers.brief(element) + "' must be a list");
  }

  static JsonObject object(JsonElement element, Place place) {
    if (element instanceof JsonObject object) {
      return object;
    }
    throw place.refusal("'" + JsonNumbers.brief(element) + "' must be an object, in braces");
  }
}
