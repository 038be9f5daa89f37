package org.ranvier.networks.script;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.SourceVersion;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.ranvier.simulator.RanvierException;

/** Compiles a script in memory, with the class path of this process. */
final class ScriptCompiler {
  private ScriptCompiler() {}

  static CompiledScript compile(Path file) throws CompileErrors {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new RanvierException("scripts need the compiler of a JDK, and this is a runtime without one: " + System.getProperty("java.home"));
    }
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    Path directory = file.toAbsolutePath().getParent();
    var options =
        List.of(
            "-proc:none", "-nowarn", "-Xlint:none", "-g",
            "-classpath", System.getProperty("java.class.path"),
            "-sourcepath", String.valueOf(directory), "-implicit:class");
    try (var standard = compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8);
        var classes = new ClassesInMemory(standard)) {
      var sources = new ArrayList<JavaFileObject>();
      standard.getJavaFileObjects(file).forEach(source -> sources.add(new AnyName(source)));
      var task = (JavacTask) compiler.getTask(null, classes, diagnostics, options, null, sources);
      CompilationUnitTree unit = task.parse().iterator().next();
      refuseErrors(file, diagnostics);
      String mainClass = mainClass(file, unit);
      task.generate();
      refuseErrors(file, diagnostics);
      return new CompiledScript(mainClass, classes.bytes());
    } catch (IOException e) {
      throw new RanvierException("cannot read " + file + ": " + e, e);
    }
  }

  private static void refuseErrors(Path file, DiagnosticCollector<JavaFileObject> diagnostics) throws CompileErrors {
    var errors = diagnostics.getDiagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR).toList();
    if (!errors.isEmpty()) {
      throw new CompileErrors(file, errors);
    }
  }

  /** The class of a compact source file, or else the first one in the file, as {@code java Model.java} has it. */
  private static String mainClass(Path file, CompilationUnitTree unit) {
    if (unit.getPackageName() != null) {
      throw new RanvierException(file.getFileName() + ": a script stands in no package; remove 'package " + unit.getPackageName() + ";'");
    }
    for (Tree type : unit.getTypeDecls()) {
      if (type instanceof ClassTree named) {
        return named.getSimpleName().toString();
      }
    }
    throw new RanvierException(file.getFileName() + " holds no code; write  void main() { … }");
  }

  /** A source file in which a public class may have another name than the file, as in scripts it may. */
  private static final class AnyName extends ForwardingJavaFileObject<JavaFileObject> {
    AnyName(JavaFileObject file) {
      super(file);
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
      return kind == Kind.SOURCE && SourceVersion.isIdentifier(simpleName);
    }
  }
}
