/** Handing in files, and what became of them. */
@NullMarked
package org.fubiao.web.submissions;

import org.jspecify.annotations.NullMarked;
