package org.fubiao.bench.data;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import org.fubiao.bench.data.Spec.FormSpec;
import org.jspecify.annotations.Nullable;

/**
 * A file as a unit sends it, written row by row. Cells are what {@link Truth} takes too: {@link String}, {@link Long},
 * {@link BigDecimal}, {@link LocalDate}, {@link Boolean} (是 or 否), {@link Share}, or null where the cell is empty.
 */
interface TableFile extends Closeable {
    void row(@Nullable Object... cells) throws IOException;

    /** A share in tenths of a percent: units write 92.1%. */
    record Share(int tenths) {
        /** The fraction that is meant. */
        BigDecimal fraction() {
            return BigDecimal.valueOf(tenths, 3);
        }

        @Override
        public String toString() {
            return tenths / 10 + "." + tenths % 10 + "%";
        }
    }

    /** A file of the format that the name says. */
    static TableFile create(Path file) throws IOException {
        String name = file.toString();
        if (name.endsWith(".xlsx")) {
            return new XlsxFile(file);
        }
        return name.endsWith(".xls") ? new XlsFile(file) : new CsvFile(file);
    }

    /** Title, unit and head, as they stand above the rows; the head is row 3. */
    static void writeTop(TableFile file, FormSpec form, String unit) throws IOException {
        file.row(form.title());
        file.row("报送单位：" + unit, null, "填报日期：2024年1月8日");
        writeHead(file, form);
    }

    static void writeHead(TableFile file, FormSpec form) throws IOException {
        String item = form.itemColumn();
        int before = item == null ? 0 : 1;
        @Nullable Object[] heads = new @Nullable Object[form.columns().size() + before];
        if (item != null) {
            heads[0] = item;
        }
        for (int i = 0; i < form.columns().size(); i++) {
            heads[before + i] = form.columns().get(i).name();
        }
        file.row(heads);
    }

    /** What stands in the cell where a format has no type of its own for it. */
    static String text(Object cell) {
        if (cell instanceof Boolean yes) {
            return yes ? "是" : "否";
        }
        return cell instanceof BigDecimal number ? number.toPlainString() : cell.toString();
    }
}
