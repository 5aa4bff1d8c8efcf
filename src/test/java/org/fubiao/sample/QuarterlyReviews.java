package org.fubiao.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The legal reviews of 2023 as the divisions reported them each quarter: the same as in their reports of the year, but for one case
 * that a division counted in its quarter and forgot in the year.
 */
final class QuarterlyReviews {
    private static final int YEAR = 2023;
    private static final String FORGOTTEN = "人事处";
    private static final int QUARTER_OF_IT = 3;
    private static final List<String> LABELS = List.of("合同", "政务公开反馈意见", "其他政策文件");
    private static final List<FileFormat> FORMATS =
            List.of(FileFormat.XLSX, FileFormat.CSV_BOM, FileFormat.CSV_GB18030, FileFormat.XLS, FileFormat.CSV);

    private QuarterlyReviews() {}

    /** The files by their path below the input of the job. */
    static NavigableMap<String, byte[]> files(SampleYear year) {
        NavigableMap<String, byte[]> files = new TreeMap<>();
        List<Report> reports = year.of(FormText.LEGAL_REVIEW);
        for (int quarter = 1; quarter <= 4; quarter++) {
            for (Report report : reports) {
                FileFormat format = FORMATS.get((reports.indexOf(report) + quarter) % FORMATS.size());
                String division = report.agency().name();
                String path =
                        "%d-Q%d/%s/法律审核季度情况（%s）.%s".formatted(YEAR, quarter, division, division, format.extension());
                files.put(path, bytes(format, sheet(report, quarter)));
            }
        }
        return files;
    }

    private static Sheet sheet(Report report, int quarter) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(List.of(new Cell.Text("法律审核季度情况")));
        rows.add(List.of(
                new Cell.Text("报送单位：" + report.agency().fullName()),
                new Cell.Text("报告期：" + YEAR + "年第" + quarter + "季度")));
        rows.add(List.of(new Cell.Text("项目"), new Cell.Text("审核件数")));
        int sum = 0;
        for (int i = 0; i < LABELS.size(); i++) {
            int count = (Integer) report.value(
                    quarter - 1, FormText.LEGAL_REVIEW.columns().get(i + 1).head());
            if (i == 0 && quarter == QUARTER_OF_IT && report.agency().name().equals(FORGOTTEN)) {
                count++;
            }
            rows.add(ServiceForms.row(LABELS.get(i), new int[] {count}).stream()
                    .map(QuarterlyReviews::cell)
                    .toList());
            sum += count;
        }
        rows.add(List.of(cell("合计"), cell(sum)));
        int month = quarter * 3 % 12 + 1;
        rows.add(List.of(new Cell.Text("填报日期：%d年%d月5日".formatted(month == 1 ? YEAR + 1 : YEAR, month))));
        return new Sheet("法律审核季度情况", false, rows, List.of(), 2, 3, rows.size() - 1);
    }

    private static Cell cell(Object value) {
        return value instanceof Integer number
                ? new Cell.Amount(java.math.BigDecimal.valueOf(number), false)
                : new Cell.Text(value.toString());
    }

    private static byte[] bytes(FileFormat format, Sheet sheet) {
        try {
            return switch (format) {
                case XLSX -> ExcelFile.xlsx(List.of(sheet));
                case XLS -> ExcelFile.xls(List.of(sheet));
                default -> TextFile.separated(sheet, format);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
