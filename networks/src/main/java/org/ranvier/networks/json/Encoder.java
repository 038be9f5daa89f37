package org.ranvier.networks.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.measure.Quantity;
import javax.measure.Unit;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.plan.NeuronsPlan;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Distribution;
import org.ranvier.neuronmodels.cells.CellModel;
import org.ranvier.neuronmodels.channels.Mechanism;
import org.ranvier.neuronmodels.channels.Mechanisms;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.simulator.RanvierException;

/** Values to JSON. What a value consists of is asked of its class, so nothing of it can be forgotten. */
final class Encoder {
  static final String KIND = "type";

  private final Style style;

  /** What differs between a document and what is digested. */
  interface Style {
    /** Something that only its author's code tells, such as a function. */
    JsonElement ownCode(Object value, Class<?> declared, Place place);

    JsonElement quantity(Quantity<?> quantity);

    String unit(Unit<?> unit);

    /** Many numbers that are kept beside; null: they stand in the text. */
    @Nullable JsonElement beside(double[] values);

    /** The same of whole numbers. */
    @Nullable JsonElement beside(int[] values);
  }

  Encoder(Style style) {
    this.style = style;
  }

  /** A value of a declared type. */
  JsonElement of(Object value, Type declared, Place place) {
    Class<?> type = raw(declared);
    return switch (value) {
      case String s -> new JsonPrimitive(s);
      case Boolean b -> new JsonPrimitive(b);
      case Integer n -> new JsonPrimitive(n);
      case Long n -> new JsonPrimitive(n);
      case Double x -> JsonNumbers.of(x);
      case Enum<?> e -> new JsonPrimitive(e.name());
      case Quantity<?> q -> quantity(q, place);
      case Distribution<?> d -> distribution(d, place);
      case Course<?> c -> course(c, place);
      case NeuronsPlan n -> neurons(n);
      case NeuronModel m -> model(m, place);
      case Mechanism m -> mechanism(m);
      case double[] values -> doubles(values);
      case int[] values -> ints(values);
      case double[][] rows -> rows(rows);
      case boolean[] values -> {
        var array = new JsonArray();
        for (boolean b : values) {
          array.add(b);
        }
        yield array;
      }
      case Map<?, ?> map -> {
        var object = new JsonObject();
        new TreeMap<>(map).forEach((k, v) -> object.add(String.valueOf(k), of(v, argument(declared, 1), place.key(String.valueOf(k)))));
        yield object;
      }
      case Collection<?> all -> list(all, argument(declared, 0), place);
      default -> type.isInterface() ? oneOf(value, type, place) : parts(value, new JsonObject(), place);
    };
  }

  private JsonElement oneOf(Object value, Class<?> type, Place place) {
    var kind = Kinds.name(type, value.getClass());
    if (kind.isEmpty()) {
      return style.ownCode(value, type, place);
    }
    var object = new JsonObject();
    object.addProperty(KIND, kind.get());
    return parts(value, object, place);
  }

  /** What a value consists of. */
  JsonObject parts(Object value, JsonObject object, Place place) {
    for (JsonShape.Part part : JsonShape.of(value.getClass()).parts()) {
      Object of = part.of(value);
      if (of != null && !(part.optional() && isEmpty(of))) {
        object.add(part.name(), of(of, part.type(), place.key(part.name())));
      }
    }
    return object;
  }

  private static boolean isEmpty(Object value) {
    return value.equals(Boolean.FALSE) || value instanceof Map<?, ?> map && map.isEmpty() || value instanceof List<?> list && list.isEmpty();
  }

  private JsonElement list(Collection<?> all, Type of, Place place) {
    var array = new JsonArray();
    int k = 0;
    for (Object o : all) {
      array.add(of(o, of, place.index(k++)));
    }
    if (all instanceof Set<?>) { // in an order of its own
      var sorted = new JsonArray();
      array.asList().stream().sorted(Comparator.comparing(JsonElement::toString)).forEach(sorted::add);
      return sorted;
    }
    return array;
  }

  private JsonElement unit(Unit<?> unit, Place place) {
    try {
      return new JsonPrimitive(style.unit(unit));
    } catch (RanvierException e) {
      throw place.refusal(String.valueOf(e.getMessage()), e);
    }
  }

  private JsonElement quantity(Quantity<?> quantity, Place place) {
    try {
      return style.quantity(quantity);
    } catch (RanvierException e) {
      throw place.refusal(String.valueOf(e.getMessage()), e);
    }
  }

  private JsonElement distribution(Distribution<?> distribution, Place place) {
    Distribution.Data data = distribution.data();
    if (data.kind().equals("constant")) {
      return quantity(data.arguments().getFirst(), place);
    }
    var object = new JsonObject();
    if (data.kind().equals("each")) {
      object.add("each", doubles(data.values()));
      object.add("unit", unit(data.arguments().getFirst().getUnit(), place));
      return object;
    }
    object.add(data.kind(), list(data.arguments(), Quantity.class, place));
    if (!data.bounding().isEmpty()) {
      object.add(data.bounding(), list(data.bounds(), Quantity.class, place));
    }
    return object;
  }

  private JsonElement course(Course<?> course, Place place) {
    var object = new JsonObject();
    switch (course.shape()) {
      case Course.Shape.Steps<?> steps -> {
        var array = new JsonArray();
        steps.inOrder().forEach(s -> array.add(list(List.of(s.time(), s.value()), Quantity.class, place)));
        object.add("steps", array);
      }
      case Course.Shape.Sinusoid<?> s -> {
        object.add("sinusoid", list(List.of(s.mean(), s.amplitude(), s.frequency()), Quantity.class, place));
        object.add("phase", JsonNumbers.of(s.phase()));
      }
    }
    return object;
  }

  private JsonElement neurons(NeuronsPlan neurons) {
    NeuronSet chosen = neurons.chosen();
    if (chosen == null) {
      return new JsonPrimitive(neurons.population());
    }
    var object = new JsonObject();
    object.addProperty("population", neurons.population());
    if (chosen.isRange()) {
      object.addProperty("from", chosen.get(0));
      object.addProperty("to", chosen.get(0) + chosen.size());
    } else {
      object.add("indices", ints(chosen.toArray()));
    }
    return object;
  }

  private JsonElement model(NeuronModel model, Place place) {
    if (NeuronModels.named(model.name()).filter(model::equals).isPresent()) {
      return new JsonPrimitive(model.name());
    }
    if (model instanceof EquationModel equations) {
      var object = new JsonObject();
      object.addProperty("name", equations.name());
      object.addProperty("equations", equations.equations());
      return object;
    }
    JsonElement element = oneOf(model, NeuronModel.class, place);
    boolean alone = element instanceof JsonObject object && object.size() == 1 && !(model instanceof CellModel);
    return alone ? new JsonPrimitive(model.name()) : element; // a source without its times, as the library has it
  }

  private static JsonElement mechanism(Mechanism mechanism) {
    if (Mechanisms.names().contains(mechanism.name()) && Mechanisms.find(mechanism.name()).text().equals(mechanism.text())) {
      return new JsonPrimitive(mechanism.name());
    }
    var object = new JsonObject();
    object.addProperty("name", mechanism.name());
    object.addProperty("equations", mechanism.text());
    return object;
  }

  private JsonElement doubles(double[] values) {
    JsonElement beside = style.beside(values);
    return beside == null ? array(values) : beside;
  }

  private static JsonArray array(double[] values) {
    var array = new JsonArray(values.length);
    for (double x : values) {
      array.add(JsonNumbers.of(x));
    }
    return array;
  }

  private JsonElement ints(int[] values) {
    JsonElement beside = style.beside(values);
    if (beside != null) {
      return beside;
    }
    var array = new JsonArray(values.length);
    for (int n : values) {
      array.add(n);
    }
    return array;
  }

  private JsonElement rows(double[][] rows) {
    int[] lengths = new int[rows.length];
    int all = 0;
    for (int k = 0; k < rows.length; k++) {
      lengths[k] = rows[k].length;
      all = Math.addExact(all, lengths[k]);
    }
    double[] flat = new double[all];
    int at = 0;
    for (double[] row : rows) {
      System.arraycopy(row, 0, flat, at, row.length);
      at += row.length;
    }
    JsonElement beside = style.beside(flat);
    if (beside != null) {
      var object = new JsonObject();
      object.add("lengths", ints(lengths));
      object.add("rows", beside);
      return object;
    }
    var array = new JsonArray(rows.length);
    for (double[] row : rows) {
      array.add(array(row));
    }
    return array;
  }

  static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> c -> c;
      case ParameterizedType p -> (Class<?>) p.getRawType();
      case WildcardType w -> raw(w.getUpperBounds()[0]);
      default -> Object.class;
    };
  }

  static Type argument(Type type, int k) {
    return type instanceof ParameterizedType p ? p.getActualTypeArguments()[k] : Object.class;
  }
}
