/** The command line. */
@NullMarked
package org.ranvier.networks.cli;

import org.jspecify.annotations.NullMarked;
