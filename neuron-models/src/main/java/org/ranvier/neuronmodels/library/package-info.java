/** The library of point neurons: each a text file of its equations, beside these classes. */
@NullMarked
package org.ranvier.neuronmodels.library;

import org.jspecify.annotations.NullMarked;
