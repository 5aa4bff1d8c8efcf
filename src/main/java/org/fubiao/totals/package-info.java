/** Measures, computed once; the appendix tables and figures made of them. */
@NullMarked
package org.fubiao.totals;

import org.jspecify.annotations.NullMarked;
