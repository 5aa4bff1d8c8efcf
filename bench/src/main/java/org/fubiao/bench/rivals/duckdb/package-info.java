/** DuckDB alone: its own CSV reader, and the same checks and totals. */
@NullMarked
package org.fubiao.bench.rivals.duckdb;

import org.jspecify.annotations.NullMarked;
