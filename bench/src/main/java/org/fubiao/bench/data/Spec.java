package org.fubiao.bench.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A case as all programs are told of it: what is collected, how it is checked and what is published. Fubiao's definitions and
 * {@code spec.json} are both written from this, so they cannot differ.
 *
 * @param name of the case, which is also Fubiao's job
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Spec(
        @JsonProperty("case") String name,
        String period,
        List<UnitSpec> units,
        List<FormSpec> forms,
        List<MeasureSpec> measures,
        List<AppendixSpec> appendices,
        List<FileSpec> files) {

    public static final String LIST = "list";
    public static final String MATRIX = "matrix";

    /** Who reports. */
    public record UnitSpec(String code, String name, String kind) {}

    /**
     * A form.
     *
     * @param kind {@link #LIST} or {@link #MATRIX}
     * @param items of a matrix, in order
     * @param itemColumn head of the column that names the items
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record FormSpec(
            String id,
            String title,
            String kind,
            List<String> items,
            @Nullable String itemColumn,
            List<ColumnSpec> columns,
            List<String> key,
            List<RuleSpec> rules) {

        static FormSpec list(String id, String title, List<ColumnSpec> columns, String key, List<RuleSpec> rules) {
            return new FormSpec(id, title, LIST, List.of(), null, columns, List.of(key), rules);
        }

        static FormSpec matrix(
                String id, String title, List<String> items, List<ColumnSpec> columns, List<RuleSpec> rules) {
            return new FormSpec(id, title, MATRIX, items, "项目", columns, List.of(), rules);
        }

        boolean isList() {
            return kind.equals(LIST);
        }

        /** Where a column stands in a row. A matrix has its item first. */
        int position(String column) {
            if (column.equals(itemColumn)) {
                return 0;
            }
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).name().equals(column)) {
                    return itemColumn == null ? i : i + 1;
                }
            }
            throw new IllegalArgumentException(title + " has no column " + column);
        }

        /** The type of a column; that of the items is text. */
        String type(String column) {
            return columns.stream()
                    .filter(other -> other.name().equals(column))
                    .map(ColumnSpec::type)
                    .findFirst()
                    .orElse("text");
        }
    }

    /** A column; {@code type} is one of Fubiao's. Limits that do not apply are left out. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ColumnSpec(
            String name,
            String type,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean required,
            @Nullable String pattern,
            List<String> codes,
            @Nullable Integer scale,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max) {

        static ColumnSpec of(String name, String type) {
            return new ColumnSpec(name, type, false, null, List.of(), null, null, null);
        }

        static ColumnSpec codes(String name, List<String> codes) {
            return new ColumnSpec(name, "code", true, null, codes, null, null, null);
        }

        static ColumnSpec decimal(String name) {
            return new ColumnSpec(name, "decimal", false, null, List.of(), 2, BigDecimal.ZERO, null);
        }

        static ColumnSpec count(String name) {
            return new ColumnSpec(name, "integer", false, null, List.of(), null, BigDecimal.ZERO, null);
        }

        static ColumnSpec percent(String name) {
            return new ColumnSpec(name, "percent", false, null, List.of(), null, null, BigDecimal.ONE);
        }

        ColumnSpec filled() {
            return new ColumnSpec(name, type, true, pattern, codes, scale, min, max);
        }

        ColumnSpec like(String regex) {
            return new ColumnSpec(name, type, required, regex, codes, scale, min, max);
        }
    }

    /**
     * A condition that every row must meet; undecided where it meets an empty cell.
     *
     * @param op {@code =}, {@code <>}, {@code <}, {@code <=}, {@code >}, {@code >=}, {@code length<=} or {@code length>=}
     * @param rightColumn what the left is compared with, unless {@code value} is given
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record RuleSpec(
            String code,
            String left,
            String op,
            @Nullable String rightColumn,
            @Nullable String value) {
        static RuleSpec columns(String code, String left, String op, String right) {
            return new RuleSpec(code, left, op, right, null);
        }

        static RuleSpec value(String code, String left, String op, String value) {
            return new RuleSpec(code, left, op, null, value);
        }
    }

    /** A condition on the rows that a measure takes. */
    public record WhereSpec(String column, String op, String value) {}

    /** A number over all rows of a form: {@code count}, or {@code sum}, {@code min} or {@code max} of a column. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record MeasureSpec(
            String name,
            String form,
            String aggregate,
            @Nullable String column,
            @Nullable Integer scale,
            @Nullable WhereSpec where) {

        static MeasureSpec count(String name, String form) {
            return new MeasureSpec(name, form, "count", null, null, null);
        }

        static MeasureSpec of(String name, String form, String aggregate, String column, int scale) {
            return new MeasureSpec(name, form, aggregate, column, scale, null);
        }

        MeasureSpec where(String where, String op, String value) {
            return new MeasureSpec(name, form, aggregate, column, scale, new WhereSpec(where, op, value));
        }

        Optional<WhereSpec> condition() {
            return Optional.ofNullable(where);
        }
    }

    /** What is published: measures by unit with a total ({@code rows} is {@code unit}), or the rows of a form. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record AppendixSpec(
            String file,
            String title,
            @Nullable String rows,
            List<String> measures,
            @Nullable String listing,
            List<String> columns) {

        static AppendixSpec byUnit(String file, String title, List<String> measures) {
            return new AppendixSpec(file, title, "unit", measures, null, List.of());
        }

        static AppendixSpec listing(String file, String title, String form, List<String> columns) {
            return new AppendixSpec(file, title, null, List.of(), form, columns);
        }
    }

    /** A file that was sent: the sheet is its first, the head stands in row {@code headRow}, counted from 1. */
    public record FileSpec(String path, String unit, String form, int headRow) {}

    FormSpec form(String id) {
        return forms.stream().filter(form -> form.id().equals(id)).findFirst().orElseThrow();
    }
}
