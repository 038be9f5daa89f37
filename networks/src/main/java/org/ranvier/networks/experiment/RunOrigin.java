package org.ranvier.networks.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ranvier.simulator.RanvierException;

/**
 * What was run: enough to run it again.
 *
 * @param kind what the name is of
 * @param name of a network or study; the absolute path of a script, a document or a SONATA configuration
 * @param settings that were given, by name
 * @param arguments of a script
 * @param sha256 of the script's file; empty for what is no file
 * @param seeds number of seeds of a study
 * @param conditions of a study; empty where all were run
 */
public record RunOrigin(
    Kind kind, String name, Map<String, String> settings, List<String> arguments, String sha256, int seeds, List<String> conditions) {
  /** What can be run. */
  public enum Kind {
    /** A built-in network. */
    NETWORK,
    /** A study. */
    STUDY,
    /** A script that the command line ran. */
    SCRIPT,
    /** A JSON document of a network. */
    DOCUMENT,
    /** A SONATA configuration. */
    SONATA,
    /** A program that was started without the command line. */
    PROGRAM
  }

  public RunOrigin {
    settings = Map.copyOf(settings);
    arguments = List.copyOf(arguments);
    conditions = List.copyOf(conditions);
  }

  /** A program of which nothing is known. */
  static final RunOrigin PROGRAM = new RunOrigin(Kind.PROGRAM, "", Map.of(), List.of(), "", 1, List.of());

  public static RunOrigin network(String name, Map<String, String> settings) {
    return new RunOrigin(Kind.NETWORK, name, settings, List.of(), "", 1, List.of());
  }

  public static RunOrigin study(String name, Map<String, String> settings, int seeds, List<String> conditions) {
    return new RunOrigin(Kind.STUDY, name, settings, List.of(), "", seeds, conditions);
  }

  /** A document as it is now. */
  public static RunOrigin document(Path file) {
    return new RunOrigin(Kind.DOCUMENT, file.toAbsolutePath().normalize().toString(), Map.of(), List.of(), digest(file), 1, List.of());
  }

  /** A script as it is now; the digest is empty where there is none. */
  public static RunOrigin script(Path file, List<String> arguments) {
    return new RunOrigin(Kind.SCRIPT, file.toAbsolutePath().normalize().toString(), Map.of(), arguments, digest(file), 1, List.of());
  }

  public static RunOrigin sonata(Path config, boolean skipUnknownNodes) {
    return new RunOrigin(
        Kind.SONATA, config.toAbsolutePath().normalize().toString(), Map.of("skip-unknown-nodes", Boolean.toString(skipUnknownNodes)), List.of(),
        digest(config), 1, List.of());
  }

  /** The same with other settings. */
  public RunOrigin with(Map<String, String> others) {
    return new RunOrigin(kind, name, others, arguments, sha256, seeds, conditions);
  }

  /** The same with other arguments, of a script as it is now. */
  public RunOrigin withArguments(List<String> others) {
    return new RunOrigin(kind, name, settings, others, digest(Path.of(name)), seeds, conditions);
  }

  /** What differs in its file since; empty where it is the same, or no file. */
  public @Nullable String change() {
    if (sha256.isEmpty()) {
      return null;
    }
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      return name + " is not there any more";
    }
    String now = digest(file);
    return now.equals(sha256) ? null : name + " has changed since (SHA-256 " + sha256.substring(0, 12) + "… then, " + now.substring(0, 12) + "… now)";
  }

  private static String digest(Path file) {
    try {
      return Files.isRegularFile(file) ? HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))) : "";
    } catch (IOException e) {
      throw new RanvierException(file + " cannot be read: " + e, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
