package org.ranvier.validation.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Damages texts and bytes as hands, editors, disks and attackers do. A mutation is a function of seed and number alone, so that a
 * finding can be repeated: {@code new Mutator(seed, words).text(number, originals)}.
 */
final class Mutator {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\d_]*");

  /** Numbers at the borders of types, and some that are none. */
  private static final List<String> NUMBERS =
      List.of(
          "0", "-0", "-1", "1", "2", "0.3", "1e-300", "1e308", "-1e308", "1e309", "1e-320", "NaN", "Infinity", "-Infinity", "127", "255", "32768",
          "65536", "2147483647", "2147483648", "-2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "1e400000", "0x10", "1_000",
          "٣", "१२", "1e", "1.", ".5", "00012", "1,5", "--1", "\"1\"", "null", "true", "[]", "{}");

  /** Pieces of text that end comments, strings and fields, or that look like something else than they are. */
  private static final List<String> PIECES =
      List.of(
          "*/", "/*", "//", "\"", "'", "\\", "\\u002a/", "\n", "\r\n", "\r", "\t", "\0", "#", ";", ",", ":", "(", ")", "[", "]", "{", "}", "<", ">",
          "${x}", "%s", "%n", "../", "\uFEFF", "\u2028", "\u202E", "\u00A0", "\uD800", "😀", "é", "=", "+", "-", "^", "&", "|", "?", "!");

  private final long seed;
  private final List<String> words;

  /**
   * @param words of the format, to be put where they do not belong
   */
  Mutator(long seed, List<String> words) {
    this.seed = seed;
    this.words = List.copyOf(words);
  }

  /** The mutation of this number of one of some texts: one to eight changes, most often few. */
  String text(long number, List<String> originals) {
    var random = random(number);
    String text = pick(random, originals);
    for (int changes = 1 + random.nextInt(1 + random.nextInt(8)); changes > 0; changes--) {
      text = change(random, text, pick(random, originals));
    }
    return text;
  }

  /** The mutation of this number of some bytes. */
  byte[] bytes(long number, byte[] original) {
    var random = random(number);
    byte[] bytes = original.clone();
    for (int changes = 1 + random.nextInt(1 + random.nextInt(8)); changes > 0 && bytes.length > 0; changes--) {
      bytes = change(random, bytes);
    }
    return bytes;
  }

  private Random random(long number) {
    return new Random(seed * 0x9E3779B97F4A7C15L + number * 0xD1B54A32D192ED03L);
  }

  private String change(Random random, String text, String other) {
    int a = random.nextInt(text.length() + 1);
    int b = Math.min(text.length(), a + 1 + random.nextInt(1 + random.nextInt(40)));
    return switch (random.nextInt(12)) {
      case 0 -> text.substring(0, a) + text.substring(b); // lost
      case 1 -> text.substring(0, b) + text.substring(a); // twice
      case 2 -> text.substring(0, a) + pick(random, PIECES) + text.substring(a);
      case 3 -> text.substring(0, a) + (words.isEmpty() ? "" : pick(random, words)) + text.substring(b);
      case 4 -> replace(random, text, NUMBER, pick(random, NUMBERS));
      case 5 -> replace(random, text, WORD, words.isEmpty() ? "x" : pick(random, words));
      case 6 -> replace(random, text, WORD, wordOf(random, other));
      case 7 -> text.substring(0, a); // cut off
      case 8 -> lines(random, text, other);
      case 9 -> text.substring(0, a) + (char) random.nextInt(random.nextBoolean() ? 128 : 0x10000) + text.substring(b);
      case 10 -> text.substring(0, a) + repeated(random, text.substring(a, b)) + text.substring(b);
      default -> text.substring(0, a) + other.substring(Math.min(a, other.length())); // two files in one
    };
  }

  /** Many times the same, as deep or as long as to exhaust a stack that is used without measure. */
  private static String repeated(Random random, String piece) {
    return piece.repeat(Math.min(1 << random.nextInt(15), 20_000 / Math.max(1, piece.length()) + 1));
  }

  private static String replace(Random random, String text, Pattern pattern, String by) {
    List<MatchResult> found = pattern.matcher(text).results().toList();
    if (found.isEmpty()) {
      return text + by;
    }
    MatchResult chosen = pick(random, found);
    return text.substring(0, chosen.start()) + by + text.substring(chosen.end());
  }

  private static String wordOf(Random random, String text) {
    List<String> found = WORD.matcher(text).results().map(MatchResult::group).toList();
    return found.isEmpty() ? "" : pick(random, found);
  }

  private static String lines(Random random, String text, String other) {
    var lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    int at = random.nextInt(lines.size());
    switch (random.nextInt(4)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
      case 2 -> lines.add(at, pick(random, Arrays.asList(other.split("\n", -1))));
      default -> lines.set(at, lines.set(random.nextInt(lines.size()), lines.get(at)));
    }
    return String.join("\n", lines);
  }

  private static byte[] change(Random random, byte[] bytes) {
    int a = random.nextInt(bytes.length);
    int b = Math.min(bytes.length, a + 1 + random.nextInt(1 + random.nextInt(64)));
    switch (random.nextInt(6)) {
      case 0 -> bytes[a] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[a] = (byte) random.nextInt(256);
      case 2 -> Arrays.fill(bytes, a, b, (byte) (random.nextBoolean() ? 0 : -1));
      case 3 -> {
        return Arrays.copyOf(bytes, a);
      }
      case 4 -> System.arraycopy(bytes, a, bytes, random.nextInt(bytes.length - (b - a) + 1), b - a);
      default -> {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - (b - a));
        System.arraycopy(bytes, b, shorter, a, bytes.length - b);
        return shorter;
      }
    }
    return bytes;
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
