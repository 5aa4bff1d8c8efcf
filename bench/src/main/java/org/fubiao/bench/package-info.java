/** Measures the program beside others that do the same work. Started by {@code bench/run}. */
@NullMarked
package org.fubiao.bench;

import org.jspecify.annotations.NullMarked;
