/** CSV, XLSX, XLS and HTML files as rows of text with their addresses. */
@NullMarked
package org.fubiao.reading;

import org.jspecify.annotations.NullMarked;
