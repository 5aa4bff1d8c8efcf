/** What was published, to be taken away. */
@NullMarked
package org.fubiao.web.appendices;

import org.jspecify.annotations.NullMarked;
