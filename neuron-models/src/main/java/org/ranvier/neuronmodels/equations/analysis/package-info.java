/** What a model means: its checked equations, their linear parts, and how each is integrated. */
@NullMarked
package org.ranvier.neuronmodels.equations.analysis;

import org.jspecify.annotations.NullMarked;
