/** Images to be learnt: IDX files, drawn digits, and how they are turned into tasks. */
@NullMarked
package org.ranvier.networks.images;

import org.jspecify.annotations.NullMarked;
