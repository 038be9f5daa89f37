/** Running a network from warm-up to table and picture. */
@NullMarked
package org.ranvier.networks.experiment;

import org.jspecify.annotations.NullMarked;
