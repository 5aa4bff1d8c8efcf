package org.fubiao.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.fubiao.job.Appendix;
import org.fubiao.listing.LongNumbers;
import org.fubiao.listing.LongTexts;
import org.fubiao.publishing.sheet.Book;
import org.fubiao.publishing.sheet.Grid;
import org.fubiao.publishing.sheet.LongTables;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.AppendixTable.LeafColumn;
import org.fubiao.totals.ListedRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listing of many rows is written in another way than other tables, and must not be told from them. */
class LongListTest {
    private static final int ROWS = 10_300;
    private static final List<String> TEXTS =
            List.of("道路经营许可", "<甲&乙>", " 前后有空格 ", "两行\n文字", "a_b", "𠀀生僻", "\"引号\"", "一二三四五六七八九十".repeat(6));
    private static final List<BigDecimal> NUMBERS = Stream.of(
                    "0", "12", "-3", "1234567", "0.5", "-12.25", "1000000.10", "123456789012.345678", "0.000001")
            .map(BigDecimal::new)
            .toList();
    private static final List<Long> WHOLE = List.of(0L, 7L, -30L, 1_234_567L, 123_456_789_012_345_678L);

    @TempDir
    Path folder;

    @Test
    void isNotToldFromAnOrdinaryTable() throws IOException {
        AppendixTable table = table("05", "附表5 办件清单");
        Grid grid = AppendixGrid.of(table, new AppendixLayout(table));
        Grid ordinary = new Grid(
                grid.name(),
                grid.heading(),
                grid.stub(),
                grid.columns(),
                new ArrayList<>(grid.lines()),
                grid.notes(),
                grid.page(),
                grid.chart());
        try (XSSFWorkbook written = write(grid);
                XSSFWorkbook wanted = write(ordinary)) {
            assertThat(described(written.getSheetAt(0))).isEqualTo(described(wanted.getSheetAt(0)));
            assertThat(written.getPrintArea(0)).isEqualTo(wanted.getPrintArea(0));
            assertThat(written.getSharedStringSource().getUniqueCount()).isLessThan(20);
        }
    }

    /** Where the library writes a question mark, and lets a text be read as another one. */
    @Test
    void keepsTextsThatXmlCannotHold() throws IOException {
        List<String> texts = List.of("控制\u0001符", "_x0041_", "回车\r\n换行", "_x004_", "\uFFFE");
        AppendixTable table = table("05", "附表5 办件清单", texts);
        try (XSSFWorkbook written = write(AppendixGrid.of(table, new AppendixLayout(table)))) {
            for (int row = 0; row < texts.size(); row++) {
                assertThat(written.getSheetAt(0).getRow(5 + row).getCell(1).getStringCellValue())
                        .isEqualTo(texts.get(row));
            }
        }
    }

    @Test
    void saysWhatToDoWhenASheetHasNoRoomForIt() throws IOException {
        AppendixTable table = table("05", "附表5 办件清单");
        Grid few = AppendixGrid.of(table, new AppendixLayout(table));
        Grid many = new Grid(
                few.name(),
                few.heading(),
                few.stub(),
                few.columns(),
                Collections.nCopies(1 << 20, few.lines().get(0)),
                few.notes(),
                few.page(),
                few.chart());
        try (Book book = new Book()) {
            assertThatThrownBy(() -> book.add(many))
                    .hasMessageStartingWith("“附表5 办件清单”连同表头和注共1,048,5")
                    .hasMessageEndingWith("行，超过一个工作表的上限1,048,576行，请在附表定义中用 where 缩小清单，或改为汇总表");
        }
    }

    @Test
    void cutsWhatACellCannotHold() {
        assertThat(new Grid.Text("字".repeat(32_767)).text()).isEqualTo("字".repeat(32_767));
        assertThat(new Grid.Text("字".repeat(32_768)).text()).isEqualTo("字".repeat(32_766) + "…");
    }

    private XSSFWorkbook write(Grid grid) throws IOException {
        Path file = folder.resolve("a.xlsx");
        try (Book book = new Book(new LongTables(List.of(grid)), List.of(grid))) {
            book.add(grid);
            book.save(file, "清单", "市政务服务办公室", LocalDate.EPOCH);
        }
        return new XSSFWorkbook(Files.newInputStream(file));
    }

    private static List<String> described(XSSFSheet sheet) {
        List<String> lines = new ArrayList<>();
        for (Row row : sheet) {
            for (Cell cell : row) {
                String value = cell.getCellType() == CellType.NUMERIC
                        ? Double.toString(cell.getNumericCellValue())
                        : cell.getStringCellValue();
                lines.add(cell.getAddress() + " " + row.getHeightInPoints() + " " + value + " " + look(cell));
            }
        }
        for (int column = 0; column < 6; column++) {
            lines.add(Integer.toString(sheet.getColumnWidth(column)));
        }
        lines.add(sheet.getMergedRegions() + " " + sheet.getRepeatingRows() + " " + sheet.getDimension());
        lines.add(sheet.getPrintSetup().getFitHeight() + " " + sheet.getFooter().getCenter());
        return lines;
    }

    private static String look(Cell cell) {
        XSSFCellStyle style = (XSSFCellStyle) cell.getCellStyle();
        return String.join(
                " ",
                style.getFont().getFontName(),
                style.getDataFormatString(),
                style.getAlignment().name(),
                style.getBorderTop() + "/" + style.getBorderBottom() + "/" + style.getBorderLeft() + "/"
                        + style.getBorderRight(),
                Boolean.toString(style.getWrapText()));
    }

    @Test
    void standsInTheCompilationAsWellAndAlwaysTheSame() throws IOException {
        Publication publication = publication();
        Map<String, byte[]> first = publish(publication, "a");
        Map<String, byte[]> second = publish(publication, "b");

        assertThat(second.keySet()).isEqualTo(first.keySet());
        first.forEach((file, bytes) -> assertThat(second.get(file)).as(file).isEqualTo(bytes));

        Path compilation = folder.resolve("a/latest").resolve(Publisher.ALL_APPENDICES);
        for (AppendixTable table : publication.appendices()) {
            AppendixLayout layout = new AppendixLayout(table);
            List<String> alone = texts(folder.resolve("a/latest").resolve(layout.fileName()), layout.sheetName());
            assertThat(texts(compilation, layout.sheetName())).isEqualTo(alone);
            assertThat(alone).hasSizeGreaterThan(ROWS * 6).contains("B" + (ROWS + 5) + " 末行");
        }
    }

    @Test
    void isWrittenForMachinesLikeAnOrdinaryTable() throws IOException {
        List<String> texts = new ArrayList<>(TEXTS);
        texts.addAll(List.of("=1+1", "-", "@a", "一,二", "+8", "\t缩进", "a-b", "说“引号”\"", "回车\r", "0012"));
        AppendixTable listed = table("05", "附表5 办件清单", texts);
        AppendixTable ordinary = new AppendixTable(
                listed.definition(),
                listed.office(),
                listed.period(),
                listed.stub(),
                listed.columns(),
                new ArrayList<>(listed.rows()),
                listed.notes(),
                listed.coverage());
        assertThat(csv(listed, "a")).isEqualTo(csv(ordinary, "b"));
    }

    private String csv(AppendixTable table, String name) throws IOException {
        new CsvFiles(publication(List.of(table))).writeAppendices(folder.resolve(name));
        return Files.readString(folder.resolve(name).resolve("05.csv"));
    }

    private static List<String> texts(Path file, String sheet) throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(Files.newInputStream(file))) {
            List<String> texts = new ArrayList<>();
            book.findSheet(sheet)
                    .orElseThrow()
                    .read()
                    .forEach(row -> row.stream()
                            .filter(cell -> cell != null)
                            .forEach(cell -> texts.add(cell.getAddress() + " " + cell.getText())));
            return texts;
        }
    }

    private Map<String, byte[]> publish(Publication publication, String name) throws IOException {
        Path latest =
                new Publisher(folder.resolve(name)).publish(publication, new RunInfo(1, Instant.EPOCH, "", Map.of()));
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> written = Files.walk(latest.toRealPath())) {
            for (Path file : written.filter(Files::isRegularFile).toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static Publication publication() {
        return publication(List.of(table("05", "附表5 办件清单"), table("06", "附表6 事项清单")));
    }

    private static Publication publication(List<AppendixTable> tables) {
        Publication sample = SamplePublication.make();
        return new Publication(
                sample.job(),
                sample.period(),
                tables,
                List.of(),
                sample.reconciliations(),
                sample.reports(),
                sample.submissions(),
                sample.findings());
    }

    private static AppendixTable table(String id, String title) {
        return table(id, title, TEXTS);
    }

    private static AppendixTable table(String id, String title, List<String> texts) {
        Appendix definition = new Appendix(
                id, title, "", "序号", new Appendix.Listing("list", null, null), List.of(), List.of(), "", false, null);
        List<LeafColumn> columns = List.of(
                new LeafColumn(List.of("事项名称"), "", null),
                new LeafColumn(List.of("类型"), "", null),
                new LeafColumn(List.of("收费", "金额"), "#,##0.00", null),
                new LeafColumn(List.of("收费", "次数"), "", null),
                new LeafColumn(List.of("满意率"), "0.0%", null));
        LongTexts names = new LongTexts();
        LongTexts types = new LongTexts();
        LongNumbers amounts = new LongNumbers(0);
        LongNumbers counts = new LongNumbers(6);
        LongNumbers shares = new LongNumbers(3);
        for (int row = 0; row < ROWS; row++) {
            names.add(row == ROWS - 1 ? "末行" : texts.get(row % texts.size()));
            types.add(row % 7 == 0 ? null : row % 2 == 0 ? "许可" : "备案");
            if (row % 5 == 0) {
                amounts.addNothing();
            } else {
                amounts.add(WHOLE.get(row % WHOLE.size()));
            }
            counts.add(NUMBERS.get(row % NUMBERS.size()).movePointRight(6).longValueExact());
            shares.add(row % 1000);
        }
        ListedRows rows = new ListedRows(null, List.of(names, types, amounts, counts, shares), ROWS);
        return new AppendixTable(
                definition, "市政务服务办公室", "2023年", List.of("序号"), columns, rows, List.of("一注。"), "应报1家，实报1家");
    }
}
