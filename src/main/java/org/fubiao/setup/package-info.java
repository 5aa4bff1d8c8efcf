/** What the launcher does once, so that every later start is quick. */
@NullMarked
package org.fubiao.setup;

import org.jspecify.annotations.NullMarked;
