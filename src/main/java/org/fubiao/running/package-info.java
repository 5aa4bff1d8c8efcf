/** Runs in the background of a server: started, watched and stopped from pages. */
@NullMarked
package org.fubiao.running;

import org.jspecify.annotations.NullMarked;
