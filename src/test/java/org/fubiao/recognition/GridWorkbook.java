package org.fubiao.recognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fubiao.reading.FileType;
import org.fubiao.reading.RowReader;
import org.fubiao.reading.SheetInfo;
import org.fubiao.reading.Workbook;

/** A workbook written down in a test: cells apart by {@code |}, {@code \n} for a line break in a cell. */
final class GridWorkbook implements Workbook {
    private final FileType type;
    private final List<SheetInfo> sheets = new ArrayList<>();
    private final List<List<List<String>>> grids = new ArrayList<>();

    GridWorkbook(FileType type) {
        this.type = type;
    }

    static GridWorkbook of(String... lines) {
        return new GridWorkbook(FileType.CSV).sheet("", false, Arrays.asList(lines));
    }

    GridWorkbook sheet(String name, boolean hidden, List<String> lines) {
        sheets.add(new SheetInfo(name, hidden));
        grids.add(lines.stream()
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .map(cell -> cell.strip().replace("\\n", "\n"))
                        .toList())
                .toList());
        return this;
    }

    @Override
    public FileType type() {
        return type;
    }

    @Override
    public List<SheetInfo> sheets() {
        return sheets;
    }

    @Override
    public RowReader open(int index) {
        return new GridReader(grids.get(index));
    }

    @Override
    public void close() {}

    private static final class GridReader implements RowReader {
        private final List<List<String>> rows;
        private int row = -1;

        GridReader(List<List<String>> rows) {
            this.rows = rows;
        }

        @Override
        public boolean next() {
            row++;
            return row < rows.size();
        }

        @Override
        public long number() {
            return row + 1L;
        }

        @Override
        public int width() {
            int width = rows.get(row).size();
            while (width > 0 && rows.get(row).get(width - 1).isEmpty()) {
                width--;
            }
            return width;
        }

        @Override
        public String text(int column) {
            return column < rows.get(row).size() ? rows.get(row).get(column) : "";
        }

        @Override
        public void close() {}
    }
}
