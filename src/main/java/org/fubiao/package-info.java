/** Fubiao: from what many units report to the statistical appendices of an official report. */
@NullMarked
package org.fubiao;

import org.jspecify.annotations.NullMarked;
