/** Rules and reconciliations over a snapshot, as findings. */
@NullMarked
package org.fubiao.checking;

import org.jspecify.annotations.NullMarked;
