/** Definitions: what is collected, from whom, how it is checked, what is published; and their loader. */
@NullMarked
package org.fubiao.job;

import org.jspecify.annotations.NullMarked;
