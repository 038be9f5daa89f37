/** What a run records, written as it goes and read back: potentials, weights, modulators, readouts, parameters. */
@NullMarked
package org.ranvier.networks.recordings;

import org.jspecify.annotations.NullMarked;
