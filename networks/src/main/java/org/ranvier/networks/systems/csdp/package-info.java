/** Contrastive-signal-dependent plasticity (Ororbia 2024). */
@NullMarked
package org.ranvier.networks.systems.csdp;

import org.jspecify.annotations.NullMarked;
