/** Workbooks, documents, CSV files and the manifest, switched in whole. */
@NullMarked
package org.fubiao.publishing;

import org.jspecify.annotations.NullMarked;
