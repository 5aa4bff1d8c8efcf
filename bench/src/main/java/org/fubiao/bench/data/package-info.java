/** Makes what is measured: invented data from a seed, its definitions, and what must come out. */
@NullMarked
package org.fubiao.bench.data;

import org.jspecify.annotations.NullMarked;
