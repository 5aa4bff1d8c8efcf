/** What the latest runs published of their reviews, for pages: read once, kept as long as it is looked at. */
@NullMarked
package org.fubiao.reviewing;

import org.jspecify.annotations.NullMarked;
