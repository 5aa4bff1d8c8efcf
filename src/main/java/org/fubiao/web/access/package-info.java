/** Who comes in, how long they stay, and which pages are for whom. */
@NullMarked
package org.fubiao.web.access;

import org.jspecify.annotations.NullMarked;
