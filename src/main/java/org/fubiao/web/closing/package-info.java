/** The page on which a period is signed off and opened again. */
@NullMarked
package org.fubiao.web.closing;

import org.jspecify.annotations.NullMarked;
