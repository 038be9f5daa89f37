/** One task and one network, learnt by a rule of each of six families of credit assignment (Ororbia 2023). */
@NullMarked
package org.ranvier.networks.systems.sixfamilies;

import org.jspecify.annotations.NullMarked;
