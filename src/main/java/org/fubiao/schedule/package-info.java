/** Nights: when jobs are run by themselves, what came of it, and what units are reminded of. */
@NullMarked
package org.fubiao.schedule;

import org.jspecify.annotations.NullMarked;
