/** Classification by weights that lie on a curve along which modulators move them. */
@NullMarked
package org.ranvier.networks.systems.manifold;

import org.jspecify.annotations.NullMarked;
