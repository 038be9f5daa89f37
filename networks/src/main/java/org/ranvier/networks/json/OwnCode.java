package org.ranvier.networks.json;

import com.google.gson.JsonObject;

/** What stands in place of a value that a document does not hold itself. */
final class OwnCode {
  private OwnCode() {}

  /** The class of a user's own code; the same in every process, as that of a lambda is not. */
  static String name(Object value) {
    Class<?> type = value.getClass();
    if (!type.isHidden()) {
      return type.getName();
    }
    String name = type.getName(); // of a lambda: Outer$$Lambda/0x…
    int end = name.indexOf("$$Lambda");
    return "a function in " + (end < 0 ? name : name.substring(0, end));
  }

  /** Many numbers by their digest. */
  static JsonObject reference(String digest, int count) {
    var object = new JsonObject();
    object.addProperty(NumberLists.DIGEST, digest);
    object.addProperty(NumberLists.COUNT, count);
    return object;
  }
}
