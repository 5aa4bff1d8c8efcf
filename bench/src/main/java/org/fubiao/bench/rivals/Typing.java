package org.fubiao.bench.rivals;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns cells into values for the database: null if a cell is empty, or cannot be read, which is counted. */
public final class Typing {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Map<String, Map<String, Integer>> unreadable = new HashMap<>();

    /**
     * A row of a form's table.
     *
     * @param cells by column of the form: a text, or as a workbook holds it a number, a date or a truth value
     */
    public @Nullable Object[] row(Spec.Form form, String unit, List<? extends @Nullable Object> cells) {
        @Nullable Object[] row = new @Nullable Object[cells.size() + 1];
        row[0] = unit;
        for (int i = 0; i < cells.size(); i++) {
            Object cell = cells.get(i);
            if (cell != null && !cell.equals("")) {
                row[i + 1] = value(form, form.columns().get(i), cell);
            }
        }
        return row;
    }

    private @Nullable Object value(Spec.Form form, Spec.Column column, Object cell) {
        try {
            return switch (column.type()) {
                case TEXT, CODE -> cell instanceof BigDecimal number ? number.toPlainString() : cell.toString();
                case INTEGER -> number(cell).longValueExact();
                case DECIMAL -> number(cell);
                case PERCENT -> percent(cell);
                case DATE -> cell instanceof LocalDateTime time ? time.toLocalDate() : LocalDate.parse(cell.toString());
                case YES_NO -> yes(cell);
            };
        } catch (ArithmeticException | DateTimeException | IllegalArgumentException e) {
            unreadable.computeIfAbsent(form.id(), id -> new HashMap<>()).merge(column.name(), 1, Integer::sum);
            return null;
        }
    }

    private static BigDecimal number(Object cell) {
        return cell instanceof BigDecimal number ? number : new BigDecimal(cell.toString());
    }

    private static BigDecimal percent(Object cell) {
        String text = cell.toString();
        return text.endsWith("%") ? new BigDecimal(text.substring(0, text.length() - 1)).divide(HUNDRED) : number(cell);
    }

    private static boolean yes(Object cell) {
        return switch (cell.toString()) {
            case "是" -> true;
            case "否" -> false;
            default -> throw new IllegalArgumentException(cell.toString());
        };
    }

    /** How many cells of a column could not be read. */
    public int unreadable(Spec.Form form, Spec.Column column) {
        return unreadable.getOrDefault(form.id(), Map.of()).getOrDefault(column.name(), 0);
    }
}
