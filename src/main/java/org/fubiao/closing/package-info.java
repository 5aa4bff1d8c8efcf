/** Periods that are signed off: what was published of them stays as it is until somebody opens them again. */
@NullMarked
package org.fubiao.closing;

import org.jspecify.annotations.NullMarked;
