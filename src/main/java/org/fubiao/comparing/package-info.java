/** What differs between two runs, and why. */
@NullMarked
package org.fubiao.comparing;

import org.jspecify.annotations.NullMarked;
