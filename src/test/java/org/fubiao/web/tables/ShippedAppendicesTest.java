package org.fubiao.web.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.fubiao.batch.BatchRunner;
import org.fubiao.batch.Progress;
import org.fubiao.batch.RunReport;
import org.fubiao.batch.RunRequest;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Appendix;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.SoundDefinitions;
import org.fubiao.publishing.AppendixLayout;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.run.Tracing;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.AppendixTable.Numeric;
import org.fubiao.totals.CellTrace;
import org.fubiao.totals.CellTrace.How;
import org.fubiao.totals.Trace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The appendices of the shipped jobs: each page says what its workbook says, and each number leads back to what makes it. */
class ShippedAppendicesTest {
    private static final JobCatalog JOBS = new JobCatalog(Path.of("jobs"), SoundDefinitions.NONE);

    @TempDir
    private static Path folder;

    private static BatchRunner runner;
    /** The last runs, each with what it published. */
    private static final Map<String, RunReport> REPORTS = new TreeMap<>();

    @BeforeAll
    static void run() throws Exception {
        runner = BatchRunner.open(folder.resolve("work"));
        run("rule-of-law", "2022");
        for (int quarter = 1; quarter <= 4; quarter++) {
            REPORTS.put("quarter", run("legal-review-quarterly", "2023-Q" + quarter));
        }
        REPORTS.put("year", run("rule-of-law", "2023"));
    }

    @AfterAll
    static void close() {
        runner.close();
    }

    private static RunReport run(String job, String period) throws Exception {
        return runner.run(
                new RunRequest(
                        JOBS.get(job),
                        Period.parse(period).orElseThrow(),
                        Path.of("input").resolve(job),
                        folder.resolve("output").resolve(job),
                        folder.resolve("work"),
                        ""),
                Progress.SILENT);
    }

    private static Tracing tracing(RunReport report) {
        Job job = JOBS.get(report.run().job());
        return new Tracing(job, report.run(), runner.runs(), runner.dataSource(), folder.resolve("work"));
    }

    @Test
    void everyCellOfEveryPageSaysWhatTheWorkbookSays() throws Exception {
        int compared = 0;
        for (RunReport report : REPORTS.values()) {
            for (Appendix appendix : JOBS.get(report.run().job()).appendices()) {
                AppendixTable table = tracing(report).appendix(appendix.id()).orElseThrow();
                Path file = report.latest().resolve(new AppendixLayout(table).fileName());
                try (InputStream in = Files.newInputStream(file);
                        XSSFWorkbook book = new XSSFWorkbook(in)) {
                    compared += compare(table, book.getSheetAt(0));
                }
            }
        }
        assertThat(compared).isGreaterThan(2000);
    }

    private static int compare(AppendixTable table, XSSFSheet sheet) {
        AppendixView view = AppendixView.of(table, 0, Integer.MAX_VALUE);
        List<String> wrong = new ArrayList<>();
        int first = Grid.ROWS_ABOVE_HEAD + view.heads().size();
        assertThat(text(sheet, 0, 0)).isEqualTo(view.heading().title());
        assertThat(text(sheet, 1, 0)).isEqualTo(view.heading().subtitle());
        view.heads()
                .forEach(row -> row.forEach(box -> assertThat(all(sheet, first)).contains(box.text())));
        int cells = 0;
        for (int row = 0; row < view.rows(); row++) {
            int column = 0;
            for (AppendixView.Cell cell : view.lines().get(row).cells()) {
                String there = text(sheet, first + row, column);
                if (!there.equals(cell.text())) {
                    wrong.add(new CellReference(first + row, column).formatAsString() + ": " + there + " / "
                            + cell.text());
                }
                if (!cell.address().isEmpty()) {
                    assertThat(new CellReference(cell.address())).isEqualTo(new CellReference(first + row, column));
                }
                column += cell.span();
                cells++;
            }
        }
        assertThat(wrong).as(table.definition().title()).isEmpty();
        String below = all(sheet, sheet.getLastRowNum() + 1);
        view.notes().forEach(note -> assertThat(below).contains(note.replace("　", "")));
        return cells;
    }

    private static String text(XSSFSheet sheet, int row, int column) {
        Cell cell = sheet.getRow(row).getCell(column);
        if (cell == null) {
            return "";
        }
        // What was calculated when it was written, as a spreadsheet shows it.
        boolean number = cell.getCellType() == CellType.NUMERIC
                || (cell.getCellType() == CellType.FORMULA && cell.getCachedFormulaResultType() == CellType.NUMERIC);
        return number
                ? new DataFormatter(Locale.ROOT)
                        .formatRawCellContents(
                                cell.getNumericCellValue(),
                                -1,
                                cell.getCellStyle().getDataFormatString())
                : cell.getStringCellValue();
    }

    /** All texts above a row, without the breaks and spaces that only their places need. */
    private static String all(XSSFSheet sheet, int end) {
        StringBuilder all = new StringBuilder();
        for (int row = 0; row < end; row++) {
            if (sheet.getRow(row) != null) {
                sheet.getRow(row).forEach(cell -> {
                    if (cell.getCellType() == CellType.STRING) {
                        all.append(cell.getStringCellValue().replaceAll("[\n　]", ""))
                                .append('\n');
                    }
                });
            }
        }
        return all.toString();
    }

    @Test
    void everyNumberOfEveryAppendixIsWhatItsTraceComesTo() throws Exception {
        Map<How, Integer> met = new TreeMap<>();
        for (RunReport report : REPORTS.values()) {
            for (Appendix appendix : JOBS.get(report.run().job()).appendices()) {
                List<CellTrace> traces = tracing(report).cells(appendix.id(), 1000);
                long numbers = 0;
                for (CellTrace trace : traces) {
                    AppendixTable table = trace.table();
                    if (table.rows().get(trace.row()).cells().get(trace.column()) instanceof Numeric number) {
                        String place =
                                appendix.title() + " " + new AppendixLayout(table).address(trace.row(), trace.column());
                        assertThat(trace.value()).as(place).isEqualByComparingTo(number.value());
                        trace.parts().forEach(part -> madeOfItsRows(part, place));
                        met.merge(trace.how(), 1, Integer::sum);
                        numbers++;
                    }
                }
                assertThat(numbers)
                        .as(appendix.title())
                        .isEqualTo(numbers(traces.get(0).table()));
            }
        }
        assertThat(met).containsKeys(How.MEASURE, How.PREVIOUS, How.RATIO, How.DIFFERENCE);
        assertThat(met.get(How.MEASURE)).isGreaterThan(1000);
    }

    private static long numbers(AppendixTable table) {
        return table.rows().stream()
                .flatMap(row -> row.cells().stream())
                .filter(Numeric.class::isInstance)
                .count();
    }

    /** The rows that are shown for a measure make it: computed once more over them alone, and added up where that can be told. */
    private static void madeOfItsRows(Trace trace, String place) {
        String what = place + " " + trace.measure().name();
        BigDecimal value = trace.value();
        BigDecimal exact = trace.exact();
        if (value != null && exact != null) {
            assertThat(exact.setScale(value.scale(), RoundingMode.HALF_UP))
                    .as(what)
                    .isEqualByComparingTo(value);
        }
        if (trace.previous()) {
            // Its rows are those of the period before.
            assertThat(trace.rows()).as(what).isEmpty();
            return;
        }
        long rows = trace.rows().stream().mapToLong(Trace.UnitRows::count).sum();
        if (value != null && trace.measure().value().equals("count(*)")) {
            assertThat(BigDecimal.valueOf(rows)).as(what).isEqualByComparingTo(value);
        }
        if (value != null && trace.measure().additive() && !trace.byUnit().isEmpty()) {
            assertThat(trace.byUnit().stream().map(Trace.UnitValue::value).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(what)
                    .isEqualByComparingTo(value);
        }
        trace.inputs().forEach(input -> madeOfItsRows(input, place));
    }
}
