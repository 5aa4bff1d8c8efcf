package org.fubiao.receipt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.CreationHelper;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.fubiao.finding.Finding;
import org.fubiao.finding.Severity;
import org.jspecify.annotations.Nullable;

/** Marks faulty cells where they stand: a ground, and a comment in plain words. What the cell had before is noted. */
final class Marks {
    /** How each comment of ours begins: who saves the workbook may keep no author. */
    static final String SIGN = "【审核】";

    /** Stands between what a comment said before and what we add to it. */
    static final String BELOW = "\n——————\n";

    private static final String AUTHOR = "附表审核";

    /** A workbook with more comments is slow to open; the sheets in front tell the rest. */
    private static final int MOST = 3000;

    /** Characters of a comment in one line of its box. */
    private static final int COMMENT_WIDTH = 22;

    private static final int COMMENT_COLUMNS = 4;
    private static final int LONGEST = 1500;

    private final Workbook book;
    private final Map<Look, CellStyle> styles = new HashMap<>();
    private final Map<Sheet, Map<Long, CellRangeAddress>> merged = new HashMap<>();
    private final List<Mark> marks = new ArrayList<>();

    private record Look(int style, short color) {}

    private record Spot(Sheet sheet, int row, int column) {}

    /**
     * A marked cell, with what it had before.
     *
     * @param comment what its comment said, empty if it had none
     */
    record Mark(String sheet, String address, CellStyle style, String comment) {}

    Marks(Workbook book) {
        this.book = book;
    }

    /**
     * Marks the cells of all problems.
     *
     * @param sheets finds the sheet of a finding by its name; null where there is none
     * @return what was marked, in the order of the problems
     */
    List<Mark> mark(List<Receipt.Problem> problems, Function<String, @Nullable Sheet> sheets) {
        Map<Spot, List<Finding>> bySpot = new LinkedHashMap<>();
        for (Receipt.Problem problem : problems) {
            for (Finding finding : problem.group().examples()) {
                Spot spot = spot(finding, sheets);
                if (spot != null && (bySpot.size() < MOST || bySpot.containsKey(spot))) {
                    bySpot.computeIfAbsent(spot, key -> new ArrayList<>()).add(finding);
                }
            }
        }
        bySpot.forEach(this::mark);
        return List.copyOf(marks);
    }

    /** The cell that shows a finding: of a merged region its first, of a row its first that is filled in. */
    private @Nullable Spot spot(Finding finding, Function<String, @Nullable Sheet> sheets) {
        if (finding.place().row() == 0) {
            return null;
        }
        Sheet sheet = sheets.apply(finding.place().sheet());
        int row = (int) finding.place().row() - 1;
        if (sheet == null || row > book.getSpreadsheetVersion().getLastRowIndex()) {
            return null;
        }
        int column = finding.place().cell().isEmpty()
                ? firstFilled(sheet.getRow(row))
                : new CellReference(finding.place().cell()).getCol();
        if (column < 0 || column > book.getSpreadsheetVersion().getLastColumnIndex()) {
            return null;
        }
        CellRangeAddress region = merged.computeIfAbsent(sheet, Marks::regions).get(key(row, column));
        return region == null
                ? new Spot(sheet, row, column)
                : new Spot(sheet, region.getFirstRow(), region.getFirstColumn());
    }

    private static int firstFilled(@Nullable Row row) {
        if (row != null) {
            for (Cell cell : row) {
                if (cell.getCellType() != org.apache.poi.ss.usermodel.CellType.BLANK) {
                    return cell.getColumnIndex();
                }
            }
        }
        return 0;
    }

    private static Map<Long, CellRangeAddress> regions(Sheet sheet) {
        Map<Long, CellRangeAddress> regions = new HashMap<>();
        for (CellRangeAddress region : sheet.getMergedRegions()) {
            // A region over whole rows or columns is a title or an accident, not data of ours to point at.
            if (region.getNumberOfCells() <= 10_000) {
                region.forEach(cell -> regions.put(key(cell.getRow(), cell.getColumn()), region));
            }
        }
        return regions;
    }

    private static long key(int row, int column) {
        return (long) row << Integer.SIZE | column;
    }

    private void mark(Spot spot, List<Finding> findings) {
        Row row = spot.sheet().getRow(spot.row());
        if (row == null) {
            row = spot.sheet().createRow(spot.row());
        }
        Cell cell = row.getCell(spot.column());
        if (cell == null) {
            cell = row.createCell(spot.column());
            CellStyle inherited =
                    row.getRowStyle() == null ? spot.sheet().getColumnStyle(spot.column()) : row.getRowStyle();
            if (inherited != null) {
                cell.setCellStyle(inherited);
            }
        }
        CellStyle before = cell.getCellStyle();
        Comment comment = cell.getCellComment();
        String said = comment == null ? "" : comment.getString().getString();
        Severity worst = findings.stream()
                .map(Finding::severity)
                .min(Comparator.naturalOrder())
                .orElse(Severity.NOTE);
        cell.setCellStyle(marked(before, worst));
        comment(cell, comment, said, words(findings));
        marks.add(new Mark(spot.sheet().getSheetName(), cell.getAddress().formatAsString(), before, said));
    }

    private CellStyle marked(CellStyle style, Severity severity) {
        short color = Tone.of(severity);
        return styles.computeIfAbsent(new Look(style.getIndex(), color), look -> {
            CellStyle marked;
            try {
                marked = book.createCellStyle();
            } catch (IllegalStateException e) {
                // The workbook has as many styles as its format allows: the comment has to do.
                return style;
            }
            marked.cloneStyleFrom(style);
            marked.setFillForegroundColor(color);
            marked.setFillPattern(FillPatternType.SOLID_FOREGROUND);
            return marked;
        });
    }

    private static String words(List<Finding> findings) {
        StringBuilder words = new StringBuilder(SIGN);
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            words.append(i == 0 ? "" : "\n");
            if (findings.size() > 1) {
                words.append(i + 1).append('.');
            }
            words.append(finding.severity().label()).append("：").append(finding.message());
        }
        return words.length() <= LONGEST ? words.toString() : words.substring(0, LONGEST) + "……";
    }

    private void comment(Cell cell, @Nullable Comment existing, String said, String words) {
        CreationHelper helper = book.getCreationHelper();
        if (existing != null) {
            existing.setString(helper.createRichTextString(said + BELOW + words));
            return;
        }
        int lines = words.lines()
                .mapToInt(line -> line.length() / COMMENT_WIDTH + 1)
                .sum();
        // The library takes a comment for that of the cell where its box begins, and refuses a second one there.
        boolean taken =
                cell.getSheet().getCellComment(new CellAddress(cell.getRowIndex(), cell.getColumnIndex() + 1)) != null;
        int left = taken ? cell.getColumnIndex() : cell.getColumnIndex() + 1;
        ClientAnchor anchor = helper.createClientAnchor();
        anchor.setCol1(left);
        anchor.setCol2(left + COMMENT_COLUMNS);
        anchor.setRow1(cell.getRowIndex());
        anchor.setRow2(cell.getRowIndex() + lines + 1);
        Comment comment = cell.getSheet().createDrawingPatriarch().createCellComment(anchor);
        comment.setString(helper.createRichTextString(words));
        comment.setAuthor(AUTHOR);
        cell.setCellComment(comment);
    }
}
