/** Copies what the program keeps to another place, and back. */
@NullMarked
package org.fubiao.backup;

import org.jspecify.annotations.NullMarked;
