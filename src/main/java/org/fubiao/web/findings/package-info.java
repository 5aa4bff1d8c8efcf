/** The findings of the latest run: to be looked through, explained, waived, taken away. */
@NullMarked
package org.fubiao.web.findings;

import org.jspecify.annotations.NullMarked;
