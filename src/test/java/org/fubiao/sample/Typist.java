package org.fubiao.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.poi.ss.util.CellReference;

/** Lays a report out on a sheet, with the habits of the person who does it. */
final class Typist {
    private static final Cell BLANK = new Cell.Blank();
    private static final Set<String> GROUPED = Set.of("联办类别", "一级任务", "工作内容");

    private final Report report;
    private final Set<Habit> habits;
    private final Words words;
    private final boolean workbook;
    private final int year;
    private final List<Integer> order;
    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<Sheet.Merge> merges = new ArrayList<>();

    private Typist(Report report, Set<Habit> habits, boolean workbook, int year, Chance chance) {
        this.report = report;
        this.habits = habits;
        this.words = new Words(habits, workbook);
        this.workbook = workbook;
        this.year = year;
        this.order = order(chance);
    }

    /** The sheet for a report of this year; {@code signed} says who filled it in, {@code filled} when. */
    static Sheet sheet(
            Report report,
            Set<Habit> habits,
            boolean workbook,
            int year,
            String signed,
            LocalDate filled,
            Chance chance) {
        Typist typist = new Typist(report, habits, workbook, year, chance);
        typist.preamble();
        int head = typist.rows.size();
        typist.head();
        int body = typist.rows.size();
        typist.body();
        int foot = typist.rows.size();
        typist.footer(signed, filled);
        String name = report.form().title();
        return new Sheet(name, false, typist.rows, typist.merges, head, body, foot);
    }

    private boolean has(Habit habit) {
        return habits.contains(habit);
    }

    private List<Column> columns() {
        return report.form().columns();
    }

    /** Columns in the order of the sheet: the first stays, groups stay together. */
    private List<Integer> order(Chance chance) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < columns().size(); i++) {
            places.add(i);
        }
        if (!has(Habit.OTHER_ORDER)) {
            return places;
        }
        List<List<Integer>> groups = new ArrayList<>();
        for (int i = 1; i < places.size(); i++) {
            String group = columns().get(i).group();
            if (!group.isEmpty() && group.equals(columns().get(i - 1).group())) {
                groups.get(groups.size() - 1).add(i);
            } else {
                groups.add(new ArrayList<>(List.of(i)));
            }
        }
        List<Integer> shuffled = new ArrayList<>(List.of(0));
        chance.shuffled(groups).forEach(shuffled::addAll);
        return shuffled;
    }

    private int width() {
        return order.size() + (has(Habit.EXTRA_COLUMN) ? 1 : 0);
    }

    private void preamble() {
        if (has(Habit.TITLE)) {
            merges.add(new Sheet.Merge(rows.size(), rows.size(), 0, width() - 1));
            rows.add(List.of(new Cell.Text(year + "年度" + report.form().title())));
        }
        List<Cell> line = new ArrayList<>();
        if (has(Habit.UNIT_LINE)) {
            line.add(new Cell.Text("报送单位：" + report.agency().fullName()));
        }
        if (has(Habit.PERIOD_LINE)) {
            line.add(new Cell.Text("报告期：" + year + "年"));
        }
        if (!line.isEmpty()) {
            line.addAll(1, Collections.nCopies(Math.max(0, width() - line.size() - 2), BLANK));
            rows.add(line);
        }
        if (has(Habit.BLANK_ROWS)) {
            rows.add(List.of());
        }
    }

    private void head() {
        boolean nested = columns().stream().anyMatch(column -> !column.group().isEmpty());
        if (!nested || has(Habit.FLAT_HEADS)) {
            List<Cell> heads = new ArrayList<>();
            order.forEach(place -> heads.add(new Cell.Text(words.head(columns().get(place), nested))));
            extra(heads, "联系电话");
            rows.add(heads);
            return;
        }
        int top = rows.size();
        List<Cell> upper = new ArrayList<>();
        List<Cell> lower = new ArrayList<>();
        String group = "";
        for (int place : order) {
            Column column = columns().get(place);
            String text = words.head(column, false);
            if (column.group().isEmpty()) {
                merges.add(new Sheet.Merge(top, top + 1, upper.size(), upper.size()));
                upper.add(new Cell.Text(text));
                lower.add(BLANK);
            } else {
                boolean first = !column.group().equals(group);
                upper.add(first ? new Cell.Text(words.broken(column.group())) : BLANK);
                lower.add(new Cell.Text(text));
            }
            group = column.group();
        }
        mergeGroups(top, upper);
        extra(upper, "联系电话");
        extra(lower, "");
        rows.add(upper);
        rows.add(lower);
    }

    private void mergeGroups(int top, List<Cell> upper) {
        for (int left = 0; left < upper.size(); left++) {
            if (upper.get(left) instanceof Cell.Text) {
                int right = left;
                while (right + 1 < upper.size() && upper.get(right + 1) instanceof Cell.Blank) {
                    right++;
                }
                if (right > left) {
                    merges.add(new Sheet.Merge(top, top, left, right));
                }
            }
        }
    }

    private void extra(List<Cell> cells, String text) {
        if (has(Habit.EXTRA_COLUMN)) {
            cells.add(Cell.text(text));
        }
    }

    private void body() {
        int body = rows.size();
        List<List<Object>> values = report.rows();
        int from = 0;
        for (int i = 0; i < values.size(); i++) {
            rows.add(line(values, i, body));
            boolean last = i + 1 == values.size();
            if (has(Habit.SUBTOTALS)
                    && report.form() == FormText.SERVICE_ITEMS
                    && (last || !values.get(i).get(3).equals(values.get(i + 1).get(3)))) {
                rows.add(sum("小计", values.subList(from, i + 1), -1, has(Habit.WRONG_SUBTOTAL) && from == 0 ? 50 : 0));
                from = i + 1;
            }
        }
        if (has(Habit.MERGED_GROUPS)) {
            mergeDown(body, values);
        }
        if (values.isEmpty()) {
            rows.add(List.of(new Cell.Text("零报告")));
        } else if (has(Habit.TOTAL) && report.form().isList()) {
            boolean formula = formulas() && !has(Habit.SUBTOTALS) && !has(Habit.WRONG_TOTAL);
            rows.add(sum("合计", values, formula ? body : -1, has(Habit.WRONG_TOTAL) ? 100 : 0));
        }
    }

    /** Formulas are only right where the numbers above them are numbers. */
    private boolean formulas() {
        return workbook
                && has(Habit.FORMULAS)
                && Collections.disjoint(habits, EnumSet.of(Habit.FULL_WIDTH, Habit.THOUSANDS, Habit.WITH_UNITS));
    }

    private List<Cell> line(List<List<Object>> values, int i, int body) {
        List<Object> row = values.get(i);
        boolean last = i + 1 == values.size();
        List<Cell> cells = new ArrayList<>();
        for (int place : order) {
            Column column = columns().get(place);
            Object value = row.get(place);
            if (last
                    && formulas()
                    && value instanceof Integer number
                    && report.form().last() != FormText.Last.ITEMS) {
                cells.add(new Cell.Formula(formula(body, cells.size()), number));
            } else if (has(Habit.MERGED_GROUPS)
                    && GROUPED.contains(column.head())
                    && i > 0
                    && value.equals(values.get(i - 1).get(place))) {
                cells.add(BLANK);
            } else {
                cells.add(words.cell(report.form(), column, row.get(0), value));
            }
        }
        extra(cells, i % 3 == 0 ? "022-2453" + (6000 + i) : "");
        return cells;
    }

    private String formula(int body, int column) {
        String letter = CellReference.convertNumToColString(column);
        return report.form().last() == FormText.Last.SUM
                ? "SUM(%s%d:%s%d)".formatted(letter, body + 1, letter, rows.size())
                : "%s%d+%s%d-%s%d".formatted(letter, body + 1, letter, body + 2, letter, body + 3);
    }

    /** A declared total; {@code body} is the first row of a formula, or -1 for a plain number. */
    private List<Cell> sum(String label, List<List<Object>> values, int body, int wrong) {
        List<Cell> cells = new ArrayList<>();
        for (int place : order) {
            Column column = columns().get(place);
            if (cells.isEmpty()) {
                cells.add(new Cell.Text(label));
            } else if (!Words.summed(column)) {
                cells.add(cells.size() == 2 && place == 2 ? new Cell.Text("共" + values.size() + "项") : BLANK);
            } else {
                long sum = wrong;
                for (List<Object> row : values) {
                    sum += (Integer) row.get(place);
                }
                String letter = CellReference.convertNumToColString(cells.size());
                cells.add(
                        body >= 0
                                ? new Cell.Formula(
                                        "SUM(%s%d:%s%d)".formatted(letter, body + 1, letter, rows.size()), sum)
                                : new Cell.Amount(BigDecimal.valueOf(sum), false));
            }
        }
        return cells;
    }

    private void mergeDown(int body, List<List<Object>> values) {
        for (int column = 0; column < order.size(); column++) {
            int place = order.get(column);
            if (!GROUPED.contains(columns().get(place).head())) {
                continue;
            }
            int from = 0;
            for (int i = 1; i <= values.size(); i++) {
                if (i == values.size()
                        || !values.get(i).get(place).equals(values.get(from).get(place))) {
                    if (i - from > 1) {
                        merges.add(new Sheet.Merge(body + from, body + i - 1, column, column));
                    }
                    from = i;
                }
            }
        }
    }

    private void footer(String signed, LocalDate filled) {
        if (has(Habit.BLANK_ROWS)) {
            rows.add(List.of());
        }
        if (has(Habit.REMARKS)) {
            rows.add(List.of(new Cell.Text("备注：本表数据截至" + year + "年12月31日，由各业务处室提供。")));
        }
        if (has(Habit.SIGNATURES)) {
            String[] names = signed.split(";", -1);
            rows.add(List.of(
                    new Cell.Text("填表人：" + names[0]),
                    BLANK,
                    new Cell.Text("审核人：" + names[1]),
                    BLANK,
                    new Cell.Text("填报日期：%d年%d月%d日"
                            .formatted(filled.getYear(), filled.getMonthValue(), filled.getDayOfMonth()))));
        }
    }
}
