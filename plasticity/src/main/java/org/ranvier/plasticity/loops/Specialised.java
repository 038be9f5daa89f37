package org.ranvier.plasticity.loops;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Objects;
import org.ranvier.simulator.plastic.PlasticKernel;

/**
 * Copies of a class, each with an object of its own as a constant: a hidden class from the same bytes.
 *
 * <p>A loop over synapses that is written once for all rules, with calls of the rule's two functions, would be compiled once for
 * all rules too, with calls that stay calls. In a copy the rule is a constant, so that the JIT inlines its functions and folds
 * its parameters, and the copy's profile is that of one rule.
 */
final class Specialised {
  private Specialised() {}

  /**
   * Copies {@code template}.
   *
   * @param constant what {@link #constant} gives to the copy
   * @return its constructor
   */
  static MethodHandle copy(Lookup lookup, Class<?> template, Object constant, MethodType constructor) {
    try (InputStream bytes = template.getResourceAsStream(template.getSimpleName() + ".class")) {
      Lookup copy = lookup.defineHiddenClassWithClassData(Objects.requireNonNull(bytes, template.getName()).readAllBytes(),
          constant, true);
      return copy.findConstructor(copy.lookupClass(), constructor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot copy " + template, e);
    }
  }

  /** Makes an object of a copy. */
  static PlasticKernel make(MethodHandle constructor, Object... arguments) {
    return make(PlasticKernel.class, constructor, arguments);
  }

  /** Makes an object of a copy. */
  static <T> T make(Class<T> type, MethodHandle constructor, Object... arguments) {
    try {
      return type.cast(constructor.invokeWithArguments(arguments));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The object of the class that asks, which is a copy. */
  static <T> T constant(Lookup lookup, Class<T> type) {
    try {
      return Objects.requireNonNull(MethodHandles.classData(lookup, "_", type), "not a copy");
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
