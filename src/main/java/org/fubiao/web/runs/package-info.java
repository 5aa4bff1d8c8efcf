/** The pages on which a statistician runs a job and watches it. */
@NullMarked
package org.fubiao.web.runs;

import org.jspecify.annotations.NullMarked;
