/**
 * Programs that do Fubiao's work as ordinary teams would write them, and what they share: what they are told, how cells
 * are typed, checks and totals as SQL, and what they write. They are started by {@code bench/rivals/NAME/run}.
 */
@NullMarked
package org.fubiao.bench.rivals;

import org.jspecify.annotations.NullMarked;
