/** The Spring Batch job: only wiring. */
@NullMarked
package org.fubiao.batch;

import org.jspecify.annotations.NullMarked;
