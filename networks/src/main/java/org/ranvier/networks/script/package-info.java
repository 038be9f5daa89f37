/** Running a user's source file. */
@NullMarked
package org.ranvier.networks.script;

import org.jspecify.annotations.NullMarked;
