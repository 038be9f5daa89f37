/**
 * Pictures of a run as PNG files at print resolution, drawn without a display. Nothing outside this package touches AWT, so
 * that a run that draws nothing does not pay for it.
 */
@NullMarked
package org.ranvier.networks.plot;

import org.jspecify.annotations.NullMarked;
