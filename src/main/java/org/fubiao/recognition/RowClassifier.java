package org.fubiao.recognition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;

/**
 * Says what each row below a head is. Conservative: a row is a note only if it begins as notes do and lacks what an item
 * must have; in doubt it is an item, and what it lacks is found.
 */
final class RowClassifier {

    /** What a row below a head is. */
    enum RowKind {
        ITEM,
        SUBTOTAL,
        TOTAL,
        /** A declared total without numbers of its own: 共12项. */
        COUNT,
        BLANK,
        NOTE,
        TOO_WIDE
    }

    private static final Pattern COLUMN_NUMBER =
            Pattern.compile("[甲乙丙丁戊己庚辛]|[A-Za-z]|[（(\\[]?\\d{1,3}[）)\\]]?(?:\\s*=.+)?|栏次|行次|序号");
    private static final Pattern DIGIT = Pattern.compile("[（(\\[]?\\d{1,3}[）)\\]]?(?:\\s*=.+)?");
    /** Fields that are filled in before there is an item, and that say nothing of one. */
    private static final Set<String> SERIAL = Set.of("序号", "行次", "行号");

    private static final Set<String> REMARK = Set.of("备注", "说明");
    private static final int FEWEST_COLUMN_NUMBERS = 3;

    private final SheetLayout layout;
    private final Form form;
    private final int[] columns;
    private final boolean[] isLabel;
    private final boolean[] isSerial;
    private final boolean[] isRemark;
    private final int[] labelColumns;
    private final Set<String> items;
    private final Set<String> upperFirsts = new HashSet<>();
    private final Set<List<String>> upper = new HashSet<>();
    private boolean firstBelowHead = true;
    private boolean inRemarks;

    RowClassifier(SheetLayout layout, Form form, Set<String> items) {
        this.layout = layout;
        this.form = form;
        this.items = items;
        columns = layout.columns().stream().mapToInt(Integer::intValue).toArray();
        isLabel = new boolean[columns.length];
        isSerial = new boolean[columns.length];
        isRemark = new boolean[columns.length];
        for (int i = 0; i < columns.length; i++) {
            isSerial[i] = isSerial(form.fields().get(i));
            isRemark[i] = REMARK.contains(form.fields().get(i).name());
            isLabel[i] = columns[i] >= 0 && isWords(form.fields().get(i));
        }
        labelColumns = labelColumns(layout, form);
    }

    static boolean isSerial(Field field) {
        return SERIAL.contains(field.name());
    }

    static boolean isWords(Field field) {
        return field.type() == FieldType.TEXT || field.type() == FieldType.CODE;
    }

    private static boolean takesLabel(Field field) {
        return !field.type().isNumber() || isSerial(field);
    }

    /**
     * The columns in which a total's label can stand: those of anything but numbers, that of the serial number whatever its
     * type, and unmapped ones to the left of numbers.
     */
    static int[] labelColumns(SheetLayout layout, Form form) {
        List<Integer> found = new ArrayList<>();
        int firstNumber = layout.width();
        for (int i = 0; i < form.fields().size(); i++) {
            int column = layout.columns().get(i);
            if (column >= 0 && !takesLabel(form.fields().get(i))) {
                firstNumber = Math.min(firstNumber, column);
            }
        }
        for (int column = 0; column < layout.width(); column++) {
            int field = layout.columns().indexOf(column);
            if (field >= 0 ? takesLabel(form.fields().get(field)) : column < firstNumber) {
                found.add(column);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Takes a row of the head or above it, so that its repetition on a later page is known. */
    void above(Row row) {
        if (row.filled() > 0) {
            upperFirsts.add(row.firstText());
            upper.add(row.cells());
        }
    }

    /** Takes note that there were items between the last row and the next, which somebody else reads. */
    void itemsPassed() {
        firstBelowHead = false;
        inRemarks = false;
    }

    RowKind classify(Row row) {
        if (row.filled() == 0) {
            return RowKind.BLANK;
        }
        RowKind kind = classifyFilled(row);
        firstBelowHead = false;
        if (kind == RowKind.ITEM) {
            inRemarks = false;
        }
        return kind;
    }

    private RowKind classifyFilled(Row row) {
        String first = row.firstText();
        if (upperFirsts.contains(first) && upper.contains(row.cells())) {
            return RowKind.NOTE;
        }
        if (firstBelowHead && isColumnNumbers(row)) {
            return RowKind.NOTE;
        }
        RowKind total = total(row);
        if (total != RowKind.ITEM) {
            return total;
        }
        if (isNote(row)) {
            return RowKind.NOTE;
        }
        if (row.width() > layout.width() && hasTextBeyond(row)) {
            return RowKind.TOO_WIDE;
        }
        return hasAnyValue(row) && !saysNothingToReport(row) ? RowKind.ITEM : RowKind.NOTE;
    }

    private boolean hasTextBeyond(Row row) {
        for (int column = layout.width(); column < row.width(); column++) {
            if (!row.text(column).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** False for a row with nothing but a serial number or a text in a column that is not used. */
    private boolean hasAnyValue(Row row) {
        if (layout.itemColumn() >= 0 && !row.text(layout.itemColumn()).isEmpty()) {
            return true;
        }
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] >= 0 && !isSerial[i] && !row.text(columns[i]).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a row of a list has nothing but the words that there is nothing to report. */
    private boolean saysNothingToReport(Row row) {
        if (layout.itemColumn() >= 0) {
            return false;
        }
        String only = "";
        for (int column = 0; column < row.width(); column++) {
            String text = row.text(column);
            int field = layout.columns().indexOf(column);
            boolean serial = field >= 0 ? isSerial[field] : isNumber(text);
            if (!text.isEmpty() && !serial) {
                if (!only.isEmpty()) {
                    return false;
                }
                only = text;
            }
        }
        return NilReport.isStatement(only) && !isComplete(row);
    }

    private RowKind total(Row row) {
        if (layout.itemColumn() >= 0) {
            return totalOfMatrix(row);
        }
        for (int column : labelColumns) {
            String text = row.text(column);
            if (TotalLabels.isCandidate(text)) {
                RowKind kind = totalOf(row, text);
                if (kind != RowKind.ITEM) {
                    return kind;
                }
            }
        }
        return RowKind.ITEM;
    }

    private RowKind totalOf(Row row, String label) {
        String key = Labels.key(label);
        boolean total = TotalLabels.isTotal(key);
        if (total || TotalLabels.isSubtotal(key)) {
            int others = otherLabels(row, label);
            if (others <= 1) {
                return total && others == 0 ? RowKind.TOTAL : RowKind.SUBTOTAL;
            }
        }
        if (row.filled() == 1 && TotalLabels.isCountInWords(label)) {
            return RowKind.COUNT;
        }
        boolean namedTotal = TotalLabels.isNamedTotal(key);
        boolean named = namedTotal || TotalLabels.isNamedSubtotal(key);
        if (!named || mappedLabels() <= 1 || otherLabels(row, label) > 0) {
            return RowKind.ITEM;
        }
        return namedTotal ? RowKind.TOTAL : RowKind.SUBTOTAL;
    }

    private RowKind totalOfMatrix(Row row) {
        String label = row.text(layout.itemColumn());
        if (!TotalLabels.isCandidate(label) || items.contains(ItemLabels.key(label))) {
            return RowKind.ITEM;
        }
        String key = Labels.key(label);
        if (TotalLabels.isTotal(key)) {
            return RowKind.TOTAL;
        }
        return TotalLabels.isSubtotal(key) ? RowKind.SUBTOTAL : RowKind.ITEM;
    }

    /** How many fields other than numbers say something in words beside the label itself. */
    private int otherLabels(Row row, String label) {
        int others = 0;
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] >= 0 && !isRemark[i] && !form.fields().get(i).type().isNumber()) {
                String text = row.text(columns[i]);
                boolean says = !text.isEmpty()
                        && !text.equals(label)
                        && !EmptyMarks.isMark(text)
                        && !isNumber(text)
                        && !TotalLabels.isCountInWords(text);
                others += says ? 1 : 0;
            }
        }
        return others;
    }

    private int mappedLabels() {
        int count = 0;
        for (boolean label : isLabel) {
            count += label ? 1 : 0;
        }
        return count;
    }

    private boolean isNote(Row row) {
        String first = row.firstText();
        if (inRemarks && row.filled() == 1 && !isComplete(row) && !isNumber(first)) {
            return true;
        }
        if (!NoteRows.isCandidate(first) || isItem(row) || !NoteRows.isNote(row.texts())) {
            return false;
        }
        // Signatures and their values can stand in any column; a remark can not where an item has all that it must
        // have.
        boolean remark = NoteRows.isRemark(first);
        inRemarks = inRemarks || remark;
        return !remark || !isComplete(row);
    }

    private boolean isItem(Row row) {
        return layout.itemColumn() >= 0 && items.contains(ItemLabels.key(row.text(layout.itemColumn())));
    }

    /** Whether all required fields are filled in, of which there must be some. */
    private boolean isComplete(Row row) {
        boolean any = false;
        for (int i = 0; i < columns.length; i++) {
            Field field = form.fields().get(i);
            if (field.required() && columns[i] >= 0) {
                any = true;
                if (row.text(columns[i]).isEmpty()) {
                    return false;
                }
            }
        }
        return any;
    }

    private static boolean isNumber(String text) {
        return NumberTyper.parse(NumberTyper.normal(text)) != null;
    }

    /** A line such as 甲 | 乙 | 1 | 2 right below the head. */
    private boolean isColumnNumbers(Row row) {
        List<String> texts = row.texts();
        if (texts.size() < FEWEST_COLUMN_NUMBERS || !hasColumnNumberInText(row)) {
            return false;
        }
        int last = 0;
        for (String text : texts) {
            if (!COLUMN_NUMBER.matcher(text).matches()) {
                return false;
            }
            if (DIGIT.matcher(text).matches()) {
                int number = Integer.parseInt(text.replaceAll("=.*|\\D", ""));
                if (number != last + 1) {
                    return false;
                }
                last = number;
            }
        }
        return last > 0;
    }

    /** Every column filled, and a column number where an item would have words: no row of an honest table looks so. */
    private boolean hasColumnNumberInText(Row row) {
        boolean inText = layout.itemColumn() >= 0 && !isItem(row);
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] >= 0) {
                if (row.text(columns[i]).isEmpty()) {
                    return false;
                }
                inText |= !form.fields().get(i).type().isNumber();
            }
        }
        return inText;
    }
}
