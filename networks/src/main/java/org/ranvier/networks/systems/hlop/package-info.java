/** Changes of weights that leave alone what is used already (Xiao et al. 2024). */
@NullMarked
package org.ranvier.networks.systems.hlop;

import org.jspecify.annotations.NullMarked;
