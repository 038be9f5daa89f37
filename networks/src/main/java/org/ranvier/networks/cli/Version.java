package org.ranvier.networks.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "Ranvier " + Objects.requireNonNullElse(version, "(development)") + ", Java " + Runtime.version();
  }
}
