/** The basal ganglia as published: nuclei of ten cells, in health and in Parkinson's disease, with a stimulator in the subthalamic nucleus. */
@NullMarked
package org.ranvier.networks.basalganglia;

import org.jspecify.annotations.NullMarked;
