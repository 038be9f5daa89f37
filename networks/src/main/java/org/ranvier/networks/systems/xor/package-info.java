/** The exclusive or of two rate-coded inputs. */
@NullMarked
package org.ranvier.networks.systems.xor;

import org.jspecify.annotations.NullMarked;
