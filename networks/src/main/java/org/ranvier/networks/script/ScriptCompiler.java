package org.ranvier.networks.script;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.SourceVersion;
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
    var options =
        List.of(
            "-proc:none", "-nowarn", "-Xlint:none", "-g",
            "-classpath", System.getProperty("java.class.path"),
            "-sourcepath", String.valueOf(file.toAbsolutePath().getParent()), "-implicit:class");
    try (var standard = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        var classes = new ClassesInMemory(standard)) {
      var source = new Source(standard.getJavaFileObjects(file).iterator().next(), file);
      var messages = new StringWriter();
      // Without a listener for its diagnostics javac writes them as its users know them.
      var task = (JavacTask) compiler.getTask(messages, classes, null, options, null, List.of(source));
      var units = new ArrayList<CompilationUnitTree>();
      task.addTaskListener(
          new TaskListener() {
            @Override
            public void finished(TaskEvent event) {
              if (event.getKind() == TaskEvent.Kind.PARSE) {
                units.add(event.getCompilationUnit());
              }
            }
          });
      if (!task.call()) {
        // A hint at an option of javac is of no use here.
        throw CompileErrors.of(messages.toString().replaceAll("(?m)^Note: Some messages have been simplified.*\\R", ""));
      }
      return new CompiledScript(mainClass(file, units.getFirst()), classes.bytes());
    } catch (IOException e) {
      throw new RanvierException("cannot read " + file + ": " + e, e);
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

  /** A source file by the name that its user gave it; a public class in it may have another, as in scripts it may. */
  private static final class Source extends ForwardingJavaFileObject<JavaFileObject> {
    private final Path path;

    Source(JavaFileObject file, Path path) {
      super(file);
      this.path = path;
    }

    private static boolean isName(String text) {
      return SourceVersion.isIdentifier(text) && !SourceVersion.isKeyword(text);
    }

    /** The class of a compact source file is named after it, also where the file's name is no name of a class. */
    @Override
    public URI toUri() {
      String name = String.valueOf(path.getFileName());
      int dot = name.lastIndexOf('.');
      String plain = dot < 0 ? name : name.substring(0, dot);
      if (isName(plain)) {
        return super.toUri();
      }
      String named = plain.codePoints().map(c -> Character.isJavaIdentifierPart(c) ? c : '_').collect(
          StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
      String valid = isName(named) ? named : "Script_" + named;
      return path.toAbsolutePath().resolveSibling(valid + (dot < 0 ? "" : name.substring(dot))).toUri();
    }

    @Override
    public String getName() {
      return path.toString();
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
      return kind == Kind.SOURCE && SourceVersion.isIdentifier(simpleName);
    }
  }
}
