/** The compute engine: one DuckDB instance a process, in memory, owning no state. */
@NullMarked
package org.fubiao.compute;

import org.jspecify.annotations.NullMarked;
