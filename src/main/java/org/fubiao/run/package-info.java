/** Runs: their register, their lock, what they published before. */
@NullMarked
package org.fubiao.run;

import org.jspecify.annotations.NullMarked;
