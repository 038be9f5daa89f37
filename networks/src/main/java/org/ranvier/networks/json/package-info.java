/** Plans of networks as JSON, both ways, and their digest. */
@NullMarked
package org.ranvier.networks.json;

import org.jspecify.annotations.NullMarked;
