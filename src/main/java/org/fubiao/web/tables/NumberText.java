package org.fubiao.web.tables;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.jspecify.annotations.Nullable;

/** Numbers as a spreadsheet shows them. For one page: it keeps the formats that it has met. */
final class NumberText {
    private static final String GENERAL = "General";

    private final DataFormatter formatter = new DataFormatter(Locale.ROOT);
    private final DecimalFormat grouped =
            new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));

    /** @param format as a spreadsheet has it; empty for as many digits as the number has */
    String printed(BigDecimal value, String format) {
        if (format.isEmpty()) {
            return grouped(value);
        }
        return format.equals(GENERAL) ? plain(value) : formatter.formatRawCellContents(value.doubleValue(), -1, format);
    }

    /** With commas, and as many digits as people read; a dash for what is missing. */
    String grouped(@Nullable BigDecimal value) {
        return value == null ? "—" : grouped.format(value);
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
