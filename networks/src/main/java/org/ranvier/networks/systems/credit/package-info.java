/** Credit assignment in recurrent networks by what types of cells secrete: MDGL and ModProp against e-prop and backpropagation through time. */
@NullMarked
package org.ranvier.networks.systems.credit;

import org.jspecify.annotations.NullMarked;
