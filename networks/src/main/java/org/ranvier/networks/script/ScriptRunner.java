package org.ranvier.networks.script;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ranvier.neuronmodels.model.Names;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.ranks.OtherRankFailed;

/**
 * Runs a Java source file in this process, as {@code java Model.java} runs it in one of its own: a compact source file or an
 * ordinary class, whose {@code main} may be static or not, with arguments or without (JEP 512). Classes in other files of its
 * directory are found (JEP 458).
 *
 * <p>Compile errors are shown as lines of the script. A {@link RanvierException} that the script lets through is shown as its
 * message, behind the line of the script that it came from; other exceptions as their stack trace, without what called the script.
 */
public final class ScriptRunner {
  private ScriptRunner() {}

  /**
   * Compiles and runs a script.
   *
   * @param err where mistakes in the script are shown
   * @return 0, or 1 if the script does not compile or ends in an exception
   * @throws RanvierException if there is no such file, or no main method in it
   */
  public static int run(Path file, List<String> arguments, PrintStream err) {
    requireFile(file);
    CompiledScript script;
    try {
      script = ScriptCompiler.compile(file);
    } catch (CompileErrors e) {
      err.println(e.getMessage());
      return 1;
    }
    var failure = new ScriptFailure(script.classes().keySet());
    var loader = new ScriptLoader(script.classes(), ScriptRunner.class.getClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      launch(file, Class.forName(script.mainClass(), false, loader), arguments.toArray(String[]::new));
      return 0;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof OutOfMemoryError out) {
        throw out;
      }
      if (e.getCause() instanceof OtherRankFailed other) {
        throw other;
      }
      failure.show(e.getCause() == null ? e : e.getCause(), err);
      return 1;
    } catch (ExceptionInInitializerError e) {
      failure.show(e, err);
      return 1;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void launch(Path file, Class<?> type, String[] arguments) throws ReflectiveOperationException {
    Method main =
        mainMethod(type, String[].class)
            .or(() -> mainMethod(type))
            .orElseThrow(
                () ->
                    new RanvierException(
                        file + ": " + type.getSimpleName() + " has no main method; write  void main() { … }  or  void main(String[] args) { … }"));
    main.setAccessible(true);
    Object instance = Modifier.isStatic(main.getModifiers()) ? null : instance(file, type);
    if (main.getParameterCount() == 1) {
      main.invoke(instance, (Object) arguments);
    } else {
      main.invoke(instance);
    }
  }

  /** The main method of a class, or the one that it inherits. */
  private static Optional<Method> mainMethod(Class<?> type, Class<?>... parameters) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      Optional<Method> main =
          Arrays.stream(c.getDeclaredMethods())
              .filter(m -> m.getName().equals("main") && Arrays.equals(m.getParameterTypes(), parameters))
              .filter(m -> m.getReturnType() == void.class && !Modifier.isPrivate(m.getModifiers()))
              .findFirst();
      if (main.isPresent()) {
        return main;
      }
    }
    return Optional.empty();
  }

  private static Object instance(Path file, Class<?> type) throws ReflectiveOperationException {
    Constructor<?> constructor =
        Arrays.stream(type.getDeclaredConstructors())
            .filter(c -> c.getParameterCount() == 0 && !Modifier.isPrivate(c.getModifiers()))
            .findFirst()
            .orElseThrow(
                () ->
                    new RanvierException(
                        file + ": main is not static, and " + type.getSimpleName()
                            + " has no constructor without arguments; make main static, or add the constructor"));
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  private static void requireFile(Path file) {
    if (Files.isRegularFile(file)) {
      return;
    }
    if (Files.isDirectory(file)) {
      throw new RanvierException(file + " is a directory; name a script in it");
    }
    Path directory = file.toAbsolutePath().getParent();
    List<String> scripts = List.of();
    if (directory != null && Files.isDirectory(directory)) {
      try (var files = Files.list(directory)) {
        scripts = files.map(f -> String.valueOf(f.getFileName())).filter(n -> n.endsWith(".java")).sorted().toList();
      } catch (IOException e) {
        throw new RanvierException("cannot read " + directory + ": " + e, e);
      }
    }
    throw new RanvierException(
        "there is no script " + file + (scripts.isEmpty() ? "" : Names.suggest(String.valueOf(file.getFileName()), scripts)));
  }
}
