/**
 * Makes the shipped input of {@code jobs/rule-of-law} again: synthetic rows from a fixed seed, written as untidily as units
 * really send them, whose totals are the published figures of 2023.
 */
@NullMarked
package org.fubiao.sample;

import org.jspecify.annotations.NullMarked;
