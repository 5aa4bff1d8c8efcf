/** Appendices as pages, where each of their numbers comes from, and two runs side by side. */
@NullMarked
package org.fubiao.web.tables;

import org.jspecify.annotations.NullMarked;
