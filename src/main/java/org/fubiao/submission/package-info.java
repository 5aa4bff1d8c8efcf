/** Receiving: finding, recognising, archiving and registering files. */
@NullMarked
package org.fubiao.submission;

import org.jspecify.annotations.NullMarked;
