package org.ranvier.networks.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.measure.Quantity;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.connect.NeuronSet;
import org.ranvier.networks.plan.NeuronsPlan;
import org.ranvier.networks.values.Course;
import org.ranvier.networks.values.Distribution;
import org.ranvier.neuronmodels.channels.Mechanism;
import org.ranvier.neuronmodels.channels.Mechanisms;
import org.ranvier.neuronmodels.equations.EquationModel;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.neuronmodels.model.NeuronModel;
import org.ranvier.neuronmodels.model.NeuronModels;
import org.ranvier.plasticity.rules.LearningRule;
import org.ranvier.plasticity.transmission.Transmission;
import org.ranvier.simulator.RanvierException;

/** JSON to values, the reverse of {@link Encoder}. Whatever does not fit is refused with its place. */
final class Decoder {
  private static final String POPULATION = "population";

  private final NumberLists lists;

  Decoder(ValuesFile beside) {
    lists = new NumberLists(beside);
  }

  /** A value of a declared type. */
  Object of(JsonElement element, Type declared, Place place) {
    Class<?> type = Encoder.raw(declared);
    if (element.isJsonNull()) {
      throw place.refusal("null stands for nothing here; leave the key out");
    }
    if (type == String.class) {
      return JsonParts.string(element, place);
    } else if (type == boolean.class || type == Boolean.class) {
      if (element instanceof JsonPrimitive p && p.isBoolean()) {
        return p.getAsBoolean();
      }
      throw place.refusal("'" + JsonNumbers.brief(element) + "' must be true or false");
    } else if (type == int.class || type == Integer.class) {
      return (int) JsonNumbers.whole(element, Integer.MIN_VALUE, Integer.MAX_VALUE, place);
    } else if (type == long.class || type == Long.class) {
      return JsonNumbers.whole(element, Long.MIN_VALUE, Long.MAX_VALUE, place);
    } else if (type == double.class || type == Double.class) {
      return JsonNumbers.read(element, place);
    } else if (type.isEnum()) {
      return constant(JsonParts.string(element, place), type, place);
    } else if (type == Quantity.class) {
      return Quantities.read(element, place);
    } else if (type == Distribution.class) {
      return distribution(element, place);
    } else if (type == Course.class) {
      return course(JsonParts.object(element, place), place);
    } else if (type == NeuronsPlan.class) {
      return neurons(element, place);
    } else if (type == NeuronModel.class) {
      return model(element, place);
    } else if (type == Mechanism.class) {
      return mechanism(element, place);
    } else if (type.isArray()) {
      return lists.of(element, type, place);
    } else if (type == List.class) {
      return list(element, Encoder.argument(declared, 0), place);
    } else if (type == Set.class) {
      return new LinkedHashSet<>(list(element, Encoder.argument(declared, 0), place));
    } else if (type == Map.class) {
      var map = new LinkedHashMap<String, Object>();
      JsonParts.object(element, place).asMap().forEach((k, v) -> map.put(k, of(v, Encoder.argument(declared, 1), place.key(k))));
      return map;
    }
    return type.isInterface() ? oneOf(element, type, place) : parts(JsonParts.object(element, place), type, Set.of(), place);
  }

  private Object oneOf(JsonElement element, Class<?> type, Place place) {
    Map<String, Class<?>> kinds = Kinds.of(type);
    if (kinds.containsValue(Distribution.class) && !(element instanceof JsonObject o && o.has(Encoder.KIND))) {
      return distribution(element, place);
    }
    JsonObject object = JsonParts.object(element, place);
    JsonElement kind = object.get(Encoder.KIND);
    if (kind == null) {
      throw place.refusal("it has no type; give one of " + kinds.keySet());
    }
    String name = JsonParts.string(kind, place.key(Encoder.KIND));
    Class<?> of = kinds.get(name);
    if (of == null) {
      throw place.key(Encoder.KIND).refusal("there is no " + type.getSimpleName() + " '" + name + "'" + Names.suggest(name, List.copyOf(kinds.keySet())));
    }
    return parts(object, of, Set.of(Encoder.KIND), place);
  }

  /**
   * A value from what it consists of.
   *
   * @param besides keys that are no parts
   */
  Object parts(JsonObject object, Class<?> type, Set<String> besides, Place place) {
    JsonShape shape = JsonShape.of(type);
    List<JsonShape.Part> parts = shape.parts();
    List<String> known = parts.stream().map(JsonShape.Part::name).toList();
    for (String key : object.keySet()) {
      if (!known.contains(key) && !besides.contains(key)) {
        throw place.key(key).refusal("there is no key '" + key + "' here" + Names.suggest(key, known));
      }
    }
    @Nullable Object[] values = new @Nullable Object[parts.size()];
    for (int k = 0; k < values.length; k++) {
      JsonShape.Part part = parts.get(k);
      JsonElement element = object.get(part.name());
      if (element == null && !part.optional()) {
        throw place.refusal("the key '" + part.name() + "' is missing");
      }
      values[k] = element == null ? nothing(Encoder.raw(part.type())) : of(element, part.type(), place.key(part.name()));
    }
    Object made = shape.make(values, place);
    if (made.equals(Transmission.PLAIN)) {
      return Transmission.PLAIN; // the one by which loops know that they need not ask
    }
    return made.equals(LearningRule.none()) ? LearningRule.none() : made;
  }

  private static @Nullable Object nothing(Class<?> type) {
    return type == boolean.class ? Boolean.FALSE : type == List.class ? List.of() : type == Map.class ? Map.of() : null;
  }

  private List<Object> list(JsonElement element, Type of, Place place) {
    var all = new ArrayList<>();
    for (JsonElement e : JsonParts.array(element, place)) {
      all.add(of(e, of, place.index(all.size())));
    }
    return all;
  }

  private static Object constant(String name, Class<?> type, Place place) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw place.refusal("'" + name + "' must be one of " + Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList());
  }

  private Object distribution(JsonElement element, Place place) {
    if (!(element instanceof JsonObject object)) {
      return distribution(new Distribution.Data("constant", List.of(Quantities.read(element, place)), new double[0], "", List.of()), place);
    }
    var keys = new ArrayList<>(object.keySet());
    keys.removeAll(List.of("redraw", "clip", "unit"));
    if (keys.size() != 1) {
      throw place.refusal("a distribution has one of the keys normal, lognormal, uniform, exponential or each, not " + keys);
    }
    String kind = keys.getFirst();
    if (kind.equals("each")) {
      String unit = object.has("unit") ? JsonParts.string(object.get("unit"), place.key("unit")) : "1";
      var one = Quantities.read(new JsonPrimitive("0 " + unit), place.key("unit"));
      double[] values = (double[]) lists.of(object.get("each"), double[].class, place.key("each"));
      return distribution(new Distribution.Data(kind, List.of(one), values, "", List.of()), place);
    }
    if (object.has("unit")) {
      throw place.key("unit").refusal("only values of 'each' have a unit of their own");
    }
    String bounding = object.has("redraw") ? "redraw" : object.has("clip") ? "clip" : "";
    if (object.has("redraw") && object.has("clip")) {
      throw place.refusal("redraw and clip exclude each other; leave one of them out");
    }
    List<Quantity<?>> bounds = bounding.isEmpty() ? List.of() : quantities(object.get(bounding), place.key(bounding));
    return distribution(new Distribution.Data(kind, quantities(object.get(kind), place.key(kind)), new double[0], bounding, bounds), place);
  }

  private static Distribution<?> distribution(Distribution.Data data, Place place) {
    return refusing(place, () -> Distribution.of(data));
  }

  private static List<Quantity<?>> quantities(JsonElement element, Place place) {
    var all = new ArrayList<Quantity<?>>();
    for (JsonElement e : JsonParts.array(element, place)) {
      all.add(Quantities.read(e, place.index(all.size())));
    }
    return all;
  }

  private static Object course(JsonObject object, Place place) {
    boolean steps = object.has("steps");
    for (String key : object.keySet()) {
      if (!(steps ? key.equals("steps") : key.equals("sinusoid") || key.equals("phase"))) {
        throw place.key(key).refusal("there is no key '" + key + "' here; a course has steps, or a sinusoid and its phase");
      }
    }
    if (steps) {
      Place at = place.key("steps");
      var all = new ArrayList<List<Quantity<?>>>();
      JsonParts.array(object.get("steps"), at).forEach(e -> all.add(quantities(e, at.index(all.size()))));
      return refusing(at, () -> Course.ofSteps(all));
    }
    if (!object.has("sinusoid")) {
      throw place.refusal("a course has steps, or a sinusoid and its phase");
    }
    double phase = object.has("phase") ? JsonNumbers.read(object.get("phase"), place.key("phase")) : 0;
    List<Quantity<?>> of = quantities(object.get("sinusoid"), place.key("sinusoid"));
    return refusing(place, () -> Course.ofSinusoid(of, phase));
  }

  private NeuronsPlan neurons(JsonElement element, Place place) {
    if (!(element instanceof JsonObject object)) {
      return new NeuronsPlan(JsonParts.string(element, place), null);
    }
    boolean range = object.has("from");
    Set<String> wanted = range ? Set.of(POPULATION, "from", "to") : Set.of(POPULATION, "indices");
    if (!object.keySet().equals(wanted)) {
      throw place.refusal("neurons are a population's name, or population, from and to, or population and indices; not " + object.keySet());
    }
    String population = JsonParts.string(object.get(POPULATION), place.key(POPULATION));
    if (range) {
      int from = (int) JsonNumbers.whole(object.get("from"), 0, Integer.MAX_VALUE, place.key("from"));
      int to = (int) JsonNumbers.whole(object.get("to"), from + 1L, Integer.MAX_VALUE, place.key("to"));
      return new NeuronsPlan(population, NeuronSet.range(from, to));
    }
    int[] indices = (int[]) lists.of(object.get("indices"), int[].class, place.key("indices"));
    return new NeuronsPlan(population, refusing(place.key("indices"), () -> NeuronSet.of(indices)));
  }

  private Object model(JsonElement element, Place place) {
    if (element instanceof JsonObject object && object.has(Encoder.KIND)) {
      return oneOf(element, NeuronModel.class, place);
    }
    if (element instanceof JsonObject object) {
      String name = text(object, "name", place);
      String equations = text(object, "equations", place);
      return refusing(place, () -> EquationModel.of(name, equations));
    }
    String name = JsonParts.string(element, place);
    return refusing(place, () -> NeuronModels.find(name));
  }

  private static Object mechanism(JsonElement element, Place place) {
    if (element instanceof JsonObject object) {
      String name = text(object, "name", place);
      String equations = text(object, "equations", place);
      return refusing(place, () -> Mechanism.of(name, equations));
    }
    String name = JsonParts.string(element, place);
    return refusing(place, () -> Mechanisms.find(name));
  }

  /** One of the two keys of a model in equations. */
  private static String text(JsonObject object, String key, Place place) {
    if (!object.keySet().equals(Set.of("name", "equations"))) {
      throw place.refusal("a model is a name of the library, or has a name and equations, or a type; not " + object.keySet());
    }
    return JsonParts.string(object.get(key), place.key(key));
  }

  /** What a factory refuses, which knows no places, with the place. */
  private static <T> T refusing(Place place, Supplier<T> read) {
    try {
      return read.get();
    } catch (RanvierException | IllegalArgumentException e) {
      throw place.refusal(String.valueOf(e.getMessage()), e);
    }
  }
}
