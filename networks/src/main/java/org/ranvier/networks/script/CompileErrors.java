package org.ranvier.networks.script;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** The mistakes that javac found in a script, as its author wants to see them: the place, the message, the line, a caret. */
final class CompileErrors extends Exception {
  private static final long serialVersionUID = 1;

  CompileErrors(Path script, List<? extends Diagnostic<? extends JavaFileObject>> errors) {
    super(
        errors.stream().map(CompileErrors::text).collect(Collectors.joining(System.lineSeparator()))
            + System.lineSeparator()
            + script.getFileName() + " does not compile: " + errors.size() + (errors.size() == 1 ? " error" : " errors"));
  }

  private static String text(Diagnostic<? extends JavaFileObject> error) {
    // What comes after the message's first line (the symbol, where it was looked for) belongs below the caret.
    String[] message = error.getMessage(Locale.ROOT).split("\\R", 2);
    String rest = message.length == 1 ? "" : System.lineSeparator() + message[1];
    JavaFileObject source = error.getSource();
    if (source == null) {
      return message[0] + rest;
    }
    String place = String.valueOf(Path.of(source.toUri()).getFileName()) + ":" + error.getLineNumber() + ": ";
    return place + message[0] + marked(source, error.getPosition()) + rest;
  }

  /** The line of a position, and a caret under it. */
  private static String marked(JavaFileObject source, long position) {
    String text = content(source);
    if (text == null || position < 0 || position > text.length()) {
      return "";
    }
    int at = (int) position;
    int from = 1 + Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1));
    int to = at;
    while (to < text.length() && text.charAt(to) != '\n' && text.charAt(to) != '\r') {
      to++;
    }
    // Tabs stay tabs, so that the caret stands where the line has its character.
    String indent = text.substring(from, at).replaceAll("[^\t]", " ");
    return System.lineSeparator() + text.substring(from, to) + System.lineSeparator() + indent + "^";
  }

  private static @Nullable String content(JavaFileObject source) {
    try {
      return source.getCharContent(true).toString();
    } catch (IOException e) {
      return null; // the message stands without its line
    }
  }
}
