/** Receipts (回执): what a unit gets back for a file that it sent, in its own workbook. */
@NullMarked
package org.fubiao.receipt;

import org.jspecify.annotations.NullMarked;
