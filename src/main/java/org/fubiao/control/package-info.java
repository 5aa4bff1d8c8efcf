/** The control database: where it is, and its schema. What it holds belongs to other packages. */
@NullMarked
package org.fubiao.control;

import org.jspecify.annotations.NullMarked;
