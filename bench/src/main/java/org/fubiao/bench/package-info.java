/** Measures the program on large ledgers. Started by {@code bench/ledger}; no test. */
@NullMarked
package org.fubiao.bench;

import org.jspecify.annotations.NullMarked;
