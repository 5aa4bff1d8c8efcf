/** EasyExcel, under its later name FastExcel, for workbooks; commons-csv for CSV; H2 for checks and totals. */
@NullMarked
package org.fubiao.bench.rivals.easyexcel;

import org.jspecify.annotations.NullMarked;
