/** The columns of a long list: a million rows of them fit where rows of objects would not. */
@NullMarked
package org.fubiao.listing;

import org.jspecify.annotations.NullMarked;
