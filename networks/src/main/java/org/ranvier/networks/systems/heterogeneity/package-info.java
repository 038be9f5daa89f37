/** What diversity of neurons is good for. */
@NullMarked
package org.ranvier.networks.systems.heterogeneity;

import org.jspecify.annotations.NullMarked;
