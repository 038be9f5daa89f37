package org.ranvier.networks.sonata;

/**
 * How a configuration is read where its files leave a choice.
 *
 * @param skipUnknownNodes whether input spikes of nodes that are in no file are left out, with a note; else they are refused
 */
public record SonataOptions(boolean skipUnknownNodes) {
  public static final SonataOptions DEFAULT = new SonataOptions(false);
}
