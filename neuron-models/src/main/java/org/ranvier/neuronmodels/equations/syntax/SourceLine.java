package org.ranvier.neuronmodels.equations.syntax;

import java.util.ArrayList;
import java.util.List;
import org.ranvier.neuronmodels.model.Names;

/**
 * A statement of a model's text: the section it belongs to, its tokens, and the comment that ends it. A line goes on in the next
 * one where a bracket is open, where it ends with an operator, or where the next begins with one.
 */
record SourceLine(String section, String raw, List<Token> tokens, String comment) {
  static final List<String> SECTIONS =
      List.of(
          "summary", "aliases", "source", "parameters", "constants", "equations", "initial", "receptors", "threshold", "hazard", "reset", "refractory", "method",
          "requires", "update", "couplings", "publish");

  static List<SourceLine> of(String text, Problems problems) {
    var lines = new ArrayList<SourceLine>();
    int base = baseIndent(text);
    String section = "";
    int start = 0;
    while (start < text.length()) {
      int end = lineEnd(text, start);
      String line = text.substring(start, end);
      String code = code(line);
      if (code.isBlank() && !isProse(section)) {
        start = end + 1;
        continue;
      }
      int from = start + indent(line);
      if (!line.isBlank() && indent(line) == base) {
        int colon = code.indexOf(':');
        String header = colon < 0 ? "" : code.substring(0, colon).strip();
        if (!SECTIONS.contains(header)) {
          problems.add(
              new Span(from, start + Math.max(code.stripTrailing().length(), indent(line) + 1)),
              colon < 0 || header.contains(" ")
                  ? "a line that is not indented must begin a section, such as 'equations:'; indent it if it belongs to the one above"
                  : "'" + header + "' is not a section of a model" + Names.suggest(header, SECTIONS));
          section = "";
          start = end + 1;
          continue;
        }
        section = header;
        from = start + colon + 1;
      }
      if (section.isEmpty()) {
        start = end + 1; // belongs to a section that is not known
        continue;
      }
      end = isProse(section) ? end : end(text, from, end);
      String raw = text.substring(Math.min(from, end), end).strip();
      if (isProse(section)) {
        lines.add(new SourceLine(section, raw, List.of(), ""));
      } else if (!code(raw).isBlank()) {
        lines.add(new SourceLine(section, raw, Lexer.tokens(text, from, end, problems), comment(raw)));
      }
      start = end + 1;
    }
    return lines;
  }

  private static boolean isProse(String section) {
    return section.equals("summary") || section.equals("aliases") || section.equals("source");
  }

  /** Where the statement ends that begins on a line: that line goes on in the next where a bracket is open, or an operator at hand. */
  private static int end(String text, int from, int firstEnd) {
    int end = firstEnd;
    long open = 0;
    char last = 0;
    int read = Math.min(from, end);
    while (end < text.length()) {
      String line = code(text.substring(read, end)).strip();
      open += line.chars().filter(c -> c == '(').count() - line.chars().filter(c -> c == ')').count();
      last = line.isEmpty() ? last : line.charAt(line.length() - 1);
      read = end + 1;
      int nextEnd = lineEnd(text, read);
      String next = code(text.substring(read, nextEnd)).strip();
      boolean goesOn = last != 0 && !next.isEmpty()
          && (open > 0 || "+-*/^=,".indexOf(last) >= 0 || "+-*/^)?".indexOf(next.charAt(0)) >= 0 || next.startsWith(": "));
      if (!goesOn) {
        return end;
      }
      end = nextEnd;
    }
    return end;
  }

  /** The comments of all its lines. */
  private static String comment(String raw) {
    return raw.lines().filter(l -> l.indexOf('#') >= 0).map(l -> l.substring(l.indexOf('#') + 1).strip()).reduce("", (a, b) -> (a + " " + b).strip());
  }

  private static String code(String line) {
    int hash = line.indexOf('#');
    return hash < 0 ? line : line.substring(0, hash);
  }

  private static int baseIndent(String text) {
    return text.lines().filter(l -> !code(l).isBlank()).mapToInt(SourceLine::indent).min().orElse(0);
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  private static int lineEnd(String text, int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end;
  }
}
