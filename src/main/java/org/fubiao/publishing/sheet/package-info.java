/** Tables as they are printed on paper, written to workbooks. Knows nothing of what the tables are about. */
@NullMarked
package org.fubiao.publishing.sheet;

import org.jspecify.annotations.NullMarked;
