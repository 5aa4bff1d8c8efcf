package org.fubiao.sample;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a person writes a single value. */
final class Words {
    private static final Map<String, String> OLDER = Map.ofEntries(
            entry("行政许可", "许可"),
            entry("非许可类政务服务", "非许可类"),
            entry("行政备案", "备案"),
            entry("上年末", "年初"),
            entry("本年新增", "新增"),
            entry("本年取消", "取消"),
            entry("本年末", "年末"),
            entry("第一季度", "一季度"),
            entry("第二季度", "二季度"),
            entry("第三季度", "三季度"),
            entry("第四季度", "四季度"),
            entry("部门核验", "部门间核验"),
            entry("证照替代", "电子证照"),
            entry("政企沟通会", "沟通会"),
            entry("党组会议", "党组会"));
    private static final Set<FormText> OLDER_FORMS = Set.of(
            FormText.SERVICE_ITEMS,
            FormText.COMMITMENT,
            FormText.LEGAL_REVIEW,
            FormText.CANCELLED_PROOFS,
            FormText.MEETINGS,
            FormText.STUDY);
    /** Columns and rows that must be filled in, whatever a person likes. */
    private static final Set<String> NEVER_DASHED = Set.of("合计", "小计", "事项总数", "进驻事项", "本年受理", "实考人数", "通过人数", "参会企业");

    private final Set<Habit> habits;
    private final boolean workbook;

    Words(Set<Habit> habits, boolean workbook) {
        this.habits = habits;
        this.workbook = workbook;
    }

    /** The cell for a value of this column, in the row with this first value. */
    Cell cell(FormText form, Column column, Object first, Object value) {
        if (value instanceof LocalDate day) {
            return day(day);
        }
        if (value instanceof Boolean yes) {
            return Cell.text(yesNo(form, yes));
        }
        if (value instanceof Integer number) {
            return number(column, first, number);
        }
        if (value instanceof BigDecimal number) {
            return new Cell.Amount(number, column.uom().isEmpty());
        }
        String text = value.toString();
        if (column.head().equals("序号") && workbook) {
            return new Cell.Amount(new BigDecimal(text), false);
        }
        boolean older = habits.contains(Habit.OLDER_WORDS) && OLDER_FORMS.contains(form);
        return Cell.text(older ? OLDER.getOrDefault(text, text) : text);
    }

    private Cell number(Column column, Object first, int number) {
        boolean fixed = NEVER_DASHED.contains(column.head()) || NEVER_DASHED.contains(first.toString());
        if (number == 0 && !fixed && habits.contains(Habit.DASHES)) {
            return new Cell.Text("—");
        }
        String text =
                habits.contains(Habit.THOUSANDS) && number >= 1000 ? "%,d".formatted(number) : Integer.toString(number);
        if (habits.contains(Habit.FULL_WIDTH)) {
            text = fullWidth(text);
        }
        if (habits.contains(Habit.WITH_UNITS)) {
            text += column.uom();
        }
        return text.equals(Integer.toString(number))
                ? new Cell.Amount(BigDecimal.valueOf(number), false)
                : new Cell.Text(text);
    }

    private Cell day(LocalDate day) {
        String pattern = pattern();
        if (pattern.isEmpty()) {
            return workbook ? new Cell.Day(day) : new Cell.Text(day.toString());
        }
        return new Cell.Text(day.format(DateTimeFormatter.ofPattern(pattern)));
    }

    private String pattern() {
        if (habits.contains(Habit.CHINESE_DATES)) {
            return "yyyy年M月d日";
        }
        if (habits.contains(Habit.SLASH_DATES)) {
            return "yyyy/M/d";
        }
        if (habits.contains(Habit.COMPACT_DATES)) {
            return "yyyyMMdd";
        }
        return habits.contains(Habit.DOT_DATES) ? "yyyy.M.d" : "";
    }

    private String yesNo(FormText form, boolean yes) {
        if (habits.contains(Habit.LETTERS)) {
            return yes ? "Y" : "N";
        }
        if (habits.contains(Habit.TICKS)) {
            return yes ? "√" : "×";
        }
        if (habits.contains(Habit.TICK_OR_NOTHING) && form == FormText.SERVICE_ITEMS) {
            return yes ? "√" : "";
        }
        return yes ? "是" : "否";
    }

    /** The head of a column; {@code flat} if it must stand without its group. */
    String head(Column column, boolean flat) {
        boolean older = flat ? !column.group().isEmpty() : column.group().isEmpty();
        boolean always = flat && older;
        String head = always || (older && habits.contains(Habit.OLDER_WORDS)) ? column.older() : column.head();
        return broken(head);
    }

    /** A head, spaced out or broken over two lines. */
    String broken(String head) {
        if (!habits.contains(Habit.BROKEN_HEADS) || head.length() < 2) {
            return head;
        }
        if (head.length() == 2) {
            return head.charAt(0) + "　" + head.charAt(1);
        }
        int half = head.length() / 2;
        return head.substring(0, half) + (workbook ? "\n" : " ") + head.substring(half);
    }

    static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            wide.append(c >= '0' && c <= '9' ? (char) (c - '0' + '０') : c);
        }
        return wide.toString();
    }

    /** Sums that a ledger's total row shows. */
    static boolean summed(Column column) {
        return List.of("件", "户", "份", "人").contains(column.uom());
    }
}
