/** Blank workbooks for the units: what they have to fill in, made so that what comes back is recognised with certainty. */
@NullMarked
package org.fubiao.template;

import org.jspecify.annotations.NullMarked;
