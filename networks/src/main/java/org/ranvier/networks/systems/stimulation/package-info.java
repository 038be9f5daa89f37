/** Deep brain stimulation that looks at what it does: controllers of a stimulator in models of the basal ganglia. */
@NullMarked
package org.ranvier.networks.systems.stimulation;

import org.jspecify.annotations.NullMarked;
