/** A plain Spring Batch job: stock readers and writers into H2, checks and totals by SQL, appendices by POI. */
@NullMarked
package org.fubiao.bench.rivals.springbatch;

import org.jspecify.annotations.NullMarked;
