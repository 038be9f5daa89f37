package org.ranvier.networks.script;

import java.util.Map;

/** Loads the classes of a script. */
final class ScriptLoader extends ClassLoader {
  private final Map<String, byte[]> classes;

  ScriptLoader(Map<String, byte[]> classes, ClassLoader parent) {
    super(parent);
    this.classes = classes;
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
