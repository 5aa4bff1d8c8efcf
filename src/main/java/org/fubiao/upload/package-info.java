/** Files that are sent through the pages: checked at once, answered, and put into the inbox, where the next run finds them. */
@NullMarked
package org.fubiao.upload;

import org.jspecify.annotations.NullMarked;
