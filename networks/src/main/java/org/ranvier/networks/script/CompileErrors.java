package org.ranvier.networks.script;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mistakes that javac found in a script, as it shows them: place, message, the line, a caret. Two kinds are said more plainly: numbers where
 * quantities are needed, and
 * names that an import is missing for.
 */
final class CompileErrors extends Exception {
  private static final long serialVersionUID = 1;

  private static final Pattern BLOCK = Pattern.compile("(?m)^(?=\\S.*\\.java:\\d+: error:)");
  private static final Pattern NUMBER = Pattern.compile("(?s).*((int|double) cannot be converted to Quantity"
      + "|required: [^\\n]*Quantity<[^\\n]*\\n\\s*found: +[^\\n]*\\b(int|double)\\b).*");
  private static final Pattern PLACE = Pattern.compile("^(.*\\.java:\\d+): error:[^\\n]*\\n([^\\n]*)");
  private static final Pattern UNKNOWN = Pattern.compile("symbol: +(method|class|variable) ([A-Za-z_][A-Za-z0-9_]*)");

  private CompileErrors(String text) {
    super(text.stripTrailing());
  }

  static CompileErrors of(String text) {
    var blocks = new ArrayList<String>();
    var imports = new LinkedHashSet<String>();
    for (String block : BLOCK.split(text)) {
      blocks.add(plain(block));
      Matcher unknown = UNKNOWN.matcher(block);
      while (unknown.find()) {
        MissingImport.of(unknown.group(1), unknown.group(2)).ifPresent(imports::add);
      }
    }
    String all = String.join("", blocks);
    return new CompileErrors(imports.isEmpty() ? all : all.stripTrailing() + "\nadd to the imports:\n  " + String.join("\n  ", imports));
  }

  private static String plain(String block) {
    Matcher place = PLACE.matcher(block);
    if (!NUMBER.matcher(block).matches() || !place.find()) {
      return block;
    }
    // What javac counts as errors stands in a line of its own behind the last one.
    String count = Optional.of(Pattern.compile("(?m)^\\d+ errors?$").matcher(block)).filter(Matcher::find).map(m -> m.group() + "\n").orElse("");
    return place.group(1) + ": error: a number stands where a quantity is needed; give it a unit, as in mV(-70), ms(1.5), pA(50), Hz(10): "
        + place.group(2).strip() + "\n" + count;
  }
}
