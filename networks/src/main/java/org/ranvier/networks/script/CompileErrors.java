package org.ranvier.networks.script;

/** The mistakes that javac found in a script, as it shows them: place, message, the line, a caret. */
final class CompileErrors extends Exception {
  private static final long serialVersionUID = 1;

  CompileErrors(String text) {
    super(text.stripTrailing());
  }
}
