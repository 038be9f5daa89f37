/** What keeps neurons at their rates and weights within measure: scaling, normalisation, and adaptation of parameters. */
@NullMarked
package org.ranvier.plasticity.homeostasis;

import org.jspecify.annotations.NullMarked;
