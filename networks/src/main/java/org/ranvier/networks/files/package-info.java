/** Writing files. */
@NullMarked
package org.ranvier.networks.files;

import org.jspecify.annotations.NullMarked;
