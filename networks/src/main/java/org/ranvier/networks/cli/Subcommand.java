package org.ranvier.networks.cli;

import java.util.concurrent.Callable;

/**
 * A command of {@code ranvier}: a class with picocli's {@code @Command}, a public constructor without arguments, and an exit code
 * for a result. {@link Main} finds those that are listed as services of this interface, so another module can add its own.
 *
 * <p>Every command is loaded whichever one is called: name the classes of large libraries only inside methods, not in the types
 * of fields and parameters.
 */
public interface Subcommand extends Callable<Integer> {}
