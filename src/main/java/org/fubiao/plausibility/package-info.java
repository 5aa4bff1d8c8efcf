/** Warns of what is unlikely: changes since the period before, units far from their peers, corrections that change much. */
@NullMarked
package org.fubiao.plausibility;

import org.jspecify.annotations.NullMarked;
