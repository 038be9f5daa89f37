/**
 * What the Python package calls where one call for a whole array must stand in place of one for each element. It knows no Python: arrays and
 * buffers come in, descriptions and numbers go out.
 */
@NullMarked
package org.ranvier.networks.python;

import org.jspecify.annotations.NullMarked;
