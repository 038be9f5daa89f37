package org.ranvier.networks.json;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ranvier.networks.plan.NetworkPlan;
import org.ranvier.networks.space.SpaceLibrary;
import org.ranvier.simulator.RanvierException;

/**
 * How a class of values is taken apart and put together: a record by its components, another class by those of its fields that its constructor
 * takes, in their order.
 */
record JsonShape(Constructor<?> constructor, List<Part> parts) {
  /** Lengths that a name without a unit has in the package of space: in µm there, and so said in a document. */
  private static final Set<String> LENGTHS =
      Set.of(
          "sigma", "x", "y", "z", "scale", "range", "wavelength", "unit", "distance", "inner", "outer", "half", "semi", "dx", "dy", "dz", "extent", "spacing",
          "center", "jitter", "points");

  /** Something that the value consists of. */
  record Part(String name, Field field, boolean optional) {
    Type type() {
      return field.getGenericType();
    }

    @Nullable Object of(Object value) {
      try {
        return field.get(value);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static JsonShape of(Class<?> type) {
    List<Field> fields = Arrays.stream(type.getDeclaredFields()).filter(f -> !Modifier.isStatic(f.getModifiers())).toList();
    Constructor<?> longest = null;
    for (Constructor<?> c : type.getDeclaredConstructors()) {
      if (takesFirst(c, fields) && (longest == null || c.getParameterCount() > longest.getParameterCount()) && takesData(c)) {
        longest = c;
      }
    }
    if (longest == null) {
      throw new IllegalStateException(type + " has no constructor that takes its fields");
    }
    var parts = new ArrayList<Part>();
    for (Field f : fields.subList(0, longest.getParameterCount())) {
      f.setAccessible(true);
      parts.add(new Part(name(type, f), f, isOptional(type, f.getAnnotatedType())));
    }
    longest.setAccessible(true);
    return new JsonShape(longest, parts);
  }

  private static boolean takesFirst(Constructor<?> constructor, List<Field> fields) {
    Class<?>[] types = constructor.getParameterTypes();
    return types.length <= fields.size() && Arrays.equals(types, fields.stream().limit(types.length).map(Field::getType).toArray(Class<?>[]::new));
  }

  /** Some records keep what follows from the other components, such as a table of powers. */
  private static boolean takesData(Constructor<?> constructor) {
    return Arrays.stream(constructor.getParameterTypes()).noneMatch(t -> t.getName().equals("org.ranvier.plasticity.weights.Power"));
  }

  private static String name(Class<?> type, Field field) {
    boolean length = type.getPackage() == SpaceLibrary.class.getPackage() && LENGTHS.contains(field.getName());
    return field.getName() + (length ? "Um" : "");
  }

  /** Nothing need stand for what may be null, nor in a plan for an empty list or a setting that is off. */
  private static boolean isOptional(Class<?> of, AnnotatedType type) {
    if (type.isAnnotationPresent(Nullable.class)) {
      return true;
    }
    Class<?> raw = type.getType() instanceof ParameterizedType p ? (Class<?>) p.getRawType() : type.getType() instanceof Class<?> c ? c : Object.class;
    return of.getPackage() == NetworkPlan.class.getPackage() && (raw == List.class || raw == Map.class || raw == boolean.class);
  }

  Object make(Object[] values, Place place) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RanvierException || e.getCause() instanceof IllegalArgumentException) {
        throw place.refusal(String.valueOf(e.getCause().getMessage()), e.getCause());
      }
      throw new IllegalStateException(place.path(), e.getCause());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
