package org.ranvier.neuronmodels.equations.codegen;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.ranvier.neuronmodels.equations.runtime.EquationKernel;
import org.ranvier.neuronmodels.equations.runtime.KernelData;
import org.ranvier.simulator.RanvierException;
import org.ranvier.simulator.kernel.NeuronKernel;

/** Compiles kernels in memory. Equal sources are compiled once in a process. */
public final class KernelCompiler {
  private static final Map<String, Constructor<?>> COMPILED = new ConcurrentHashMap<>();

  private KernelCompiler() {}

  /** Makes a kernel of the class that the source describes. */
  public static NeuronKernel create(KernelSource source, KernelData data) {
    return (NeuronKernel) create(source.className(), source.java(), KernelData.class, data);
  }

  /** Makes an object of the class that a source describes, by its constructor of one argument. */
  static Object create(String className, String java, Class<?> type, Object argument) {
    Constructor<?> constructor = COMPILED.computeIfAbsent(java, key -> compile(className, java, type));
    try {
      return constructor.newInstance(argument);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + className, e);
    }
  }

  private static synchronized Constructor<?> compile(String className, String java, Class<?> type) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new RanvierException(
          "models written as equations need the Java compiler, which this Java installation lacks; run with a JDK (not a JRE) of version 25");
    }
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    var memory = new Memory(Jdk.FILES);
    var options =
        List.of("-proc:none", "-g:none", "-implicit:none", "-Xlint:none", "-XDshould-stop.ifError=FLOW", "-classpath", classPath());
    boolean done =
        compiler.getTask(new StringWriter(), memory, diagnostics, options, null, List.of(new Source(className, java))).call();
    if (!done) {
      var limit = diagnostics.getDiagnostics().stream().filter(d -> d.getCode().startsWith("compiler.err.limit")).findFirst();
      if (limit.isPresent()) {
        throw new RanvierException(
            "the model of " + className.substring(className.lastIndexOf('.') + 1) + " is too large to be compiled (" + limit.get().getMessage(Locale.ROOT)
                + "): give it fewer or shorter equations");
      }
      throw new IllegalStateException("the generated kernel does not compile: " + diagnostics.getDiagnostics() + "\n" + java);
    }
    try {
      Class<?> kernel = new Loader(KernelCompiler.class.getClassLoader(), memory.classes).loadClass(className);
      return kernel.getConstructor(type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot load " + className, e);
    }
  }

  /** Where the classes that a kernel mentions come from; where that is unknown, the process's own class path. */
  private static String classPath() {
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> used : List.of(EquationKernel.class, NeuronKernel.class)) {
      var source = used.getProtectionDomain().getCodeSource();
      try {
        places.add(source == null ? System.getProperty("java.class.path") : Path.of(source.getLocation().toURI()).toString());
      } catch (URISyntaxException e) {
        places.add(System.getProperty("java.class.path"));
      }
    }
    return String.join(System.getProperty("path.separator"), new ArrayList<>(places));
  }

  /** The JDK's classes: opening them anew costs more than compiling a kernel. */
  private static final class Jdk {
    static final StandardJavaFileManager FILES = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);

    private Jdk() {}
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String java;

    Source(String className, String java) {
      super(URI.create("memory:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.java = java;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return java;
    }
  }

  private static final class Output extends SimpleJavaFileObject {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Output(String className) {
      super(URI.create("memory:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    final Map<String, Output> classes = new ConcurrentHashMap<>();

    Memory(StandardJavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
      return classes.computeIfAbsent(className, Output::new);
    }
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, Output> classes;

    Loader(ClassLoader parent, Map<String, Output> classes) {
      super(parent);
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      Output output = classes.get(name);
      if (output == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = output.bytes.toByteArray();
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
