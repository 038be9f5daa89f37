package org.ranvier.networks.script;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/** Keeps the class files that a compiler writes. */
final class ClassesInMemory extends ForwardingJavaFileManager<JavaFileManager> {
  private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

  ClassesInMemory(JavaFileManager manager) {
    super(manager);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
    return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
      @Override
      public OutputStream openOutputStream() {
        var bytes = new ByteArrayOutputStream();
        written.put(name, bytes);
        return bytes;
      }
    };
  }

  Map<String, byte[]> bytes() {
    var bytes = new HashMap<String, byte[]>();
    written.forEach((name, stream) -> bytes.put(name, stream.toByteArray()));
    return bytes;
  }
}
