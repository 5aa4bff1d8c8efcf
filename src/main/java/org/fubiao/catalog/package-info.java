/** The folder of jobs, as a process that runs for long sees it. */
@NullMarked
package org.fubiao.catalog;

import org.jspecify.annotations.NullMarked;
