package org.ranvier.networks.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.ranvier.simulator.RanvierException;

/** JSON as text. A document that is damaged, nested too deep, or has a key twice is refused, with the place. */
final class JsonText {
  private static final int DEPTH = 100; // a network needs about 15, a kernel of kernels a few more
  private static final int LINE = 120;

  private JsonText() {}

  static JsonElement parse(String text) {
    try (var reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement element = read(reader, 0);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new RanvierException("there is more behind the end of the document");
      }
      return element;
    } catch (EOFException e) {
      throw new RanvierException("the document ends in the middle: it is cut off or damaged", e);
    } catch (MalformedJsonException e) {
      throw new RanvierException("this is no JSON: " + firstLine(e), e);
    } catch (IOException | NumberFormatException e) {
      throw new RanvierException("this cannot be read as JSON: " + firstLine(e), e);
    }
  }

  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse("").replace("Use JsonReader.setStrictness(Strictness.LENIENT) to accept malformed JSON", "malformed");
  }

  private static JsonElement read(JsonReader reader, int depth) throws IOException {
    if (depth > DEPTH) {
      throw new RanvierException("at " + reader.getPath() + ": nested more than " + DEPTH + " deep; no network is");
    }
    return switch (reader.peek()) {
      case BEGIN_ARRAY -> {
        var array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
          array.add(read(reader, depth + 1));
        }
        reader.endArray();
        yield array;
      }
      case BEGIN_OBJECT -> {
        var object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
          String key = reader.nextName();
          if (object.has(key)) {
            throw new RanvierException("at " + reader.getPath() + ": the key '" + key + "' stands here twice");
          }
          object.add(key, read(reader, depth + 1));
        }
        reader.endObject();
        yield object;
      }
      case STRING -> new JsonPrimitive(reader.nextString());
      case NUMBER -> new JsonPrimitive(new com.google.gson.internal.LazilyParsedNumber(reader.nextString()));
      case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        yield JsonNull.INSTANCE;
      }
      case END_ARRAY, END_OBJECT, NAME, END_DOCUMENT -> throw new EOFException();
    };
  }

  /** Text for people: what fits into a line stands in one. */
  static String of(JsonElement element) {
    var text = new StringBuilder();
    write(element, "", text);
    return text.append('\n').toString();
  }

  private static void write(JsonElement element, String indent, StringBuilder text) {
    String inner = indent + "  ";
    if (element instanceof JsonObject object && !fits(object, indent)) {
      String before = "{\n";
      for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
        text.append(before).append(inner).append(new JsonPrimitive(entry.getKey())).append(": ");
        write(entry.getValue(), inner, text);
        before = ",\n";
      }
      text.append('\n').append(indent).append('}');
    } else if (element instanceof JsonArray array && !isFlat(array) && !fits(array, indent)) {
      String before = "[\n";
      for (JsonElement e : array) {
        text.append(before).append(inner);
        write(e, inner, text);
        before = ",\n";
      }
      text.append('\n').append(indent).append(']');
    } else {
      line(element, text);
    }
  }

  private static boolean isFlat(JsonArray array) {
    for (JsonElement e : array) {
      if (!e.isJsonPrimitive()) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(JsonElement element, String indent) {
    if (indent.isEmpty() || element instanceof JsonArray a && a.size() > LINE) {
      return false;
    }
    var text = new StringBuilder();
    line(element, text);
    return text.length() + indent.length() <= LINE;
  }

  /** In one line. */
  private static void line(JsonElement element, StringBuilder text) {
    if (element instanceof JsonObject object) {
      String before = "{";
      for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
        text.append(before).append(new JsonPrimitive(entry.getKey())).append(": ");
        line(entry.getValue(), text);
        before = ", ";
      }
      text.append(object.isEmpty() ? "{}" : "}");
    } else if (element instanceof JsonArray array) {
      String before = "[";
      for (JsonElement e : array) {
        text.append(before);
        line(e, text);
        before = ", ";
      }
      text.append(array.isEmpty() ? "[]" : "]");
    } else {
      text.append(element);
    }
  }
}
