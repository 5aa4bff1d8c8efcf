/** The rules of a job in words, and what they came to. */
@NullMarked
package org.fubiao.rulebook;

import org.jspecify.annotations.NullMarked;
