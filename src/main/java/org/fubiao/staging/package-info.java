/** From rows of text to typed rows in immutable Parquet segments. */
@NullMarked
package org.fubiao.staging;

import org.jspecify.annotations.NullMarked;
