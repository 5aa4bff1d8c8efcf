/** Reads a job folder, checks all of it, and says everything that is wrong with it in one go. */
@NullMarked
package org.fubiao.job.loading;

import org.jspecify.annotations.NullMarked;
