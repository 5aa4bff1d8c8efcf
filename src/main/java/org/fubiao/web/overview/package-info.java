/** The first page of a job: who reported what, what the figures are, what needs attention. */
@NullMarked
package org.fubiao.web.overview;

import org.jspecify.annotations.NullMarked;
