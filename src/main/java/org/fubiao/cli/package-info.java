/** The command line. */
@NullMarked
package org.fubiao.cli;

import org.jspecify.annotations.NullMarked;
