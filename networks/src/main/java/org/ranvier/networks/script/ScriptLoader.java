package org.ranvier.networks.script;

import java.util.Map;

/** Loads the classes of a script. Frames of their stack traces carry its name. */
final class ScriptLoader extends ClassLoader {
  static final String NAME = "script";

  private final Map<String, byte[]> classes;

  ScriptLoader(Map<String, byte[]> classes, ClassLoader parent) {
    super(NAME, parent);
    this.classes = Map.copyOf(classes);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
