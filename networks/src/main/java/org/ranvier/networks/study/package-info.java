/**
 * Studies: experiments in which networks learn, run over seeds under several conditions, of which some are twins that must fail.
 *
 * <p>{@link org.ranvier.networks.study.Study} is what a system implements; {@link org.ranvier.networks.study.Condition} changes its
 * {@link org.ranvier.networks.study.Plan}; {@link org.ranvier.networks.study.StudyRun} runs its trials.
 */
@NullMarked
package org.ranvier.networks.study;

import org.jspecify.annotations.NullMarked;
