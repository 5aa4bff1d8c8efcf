package org.fubiao.bench.rivals;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a case asks for: {@code spec.json} of its folder. */
public record Spec(
        List<Unit> units, List<Form> forms, List<Measure> measures, List<Appendix> appendices, List<Source> files) {

    public static Spec read(Path caseFolder) {
        return JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .withConfigOverride(
                        List.class, lists -> lists.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
                .build()
                .readValue(caseFolder.resolve("spec.json"), Spec.class);
    }

    /** Who reports. */
    public record Unit(String code, String name) {}

    /** A file to be read: by whom, of which form, and the number of the row of its heads, from 1. */
    public record Source(String path, String unit, String form, int headRow) {
        public boolean isCsv() {
            return path.endsWith(".csv");
        }
    }

    /** A list (one row an item) or a matrix (one row for each of its items, named by the item column). */
    public record Form(
            String id,
            String kind,
            @Nullable String itemColumn,
            List<String> items,
            List<Column> columns,
            List<String> key,
            @Nullable String unique,
            List<Rule> rules) {

        public Form {
            columns = new ArrayList<>(columns);
            if (itemColumn != null) {
                columns.add(0, new Column(itemColumn, Type.CODE, false, null, items, 0, null, null));
            }
        }

        public Column column(String name) {
            return columns.stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no column " + name + " in " + id));
        }
    }

    public enum Type {
        @JsonProperty("text")
        TEXT,
        @JsonProperty("code")
        CODE,
        @JsonProperty("date")
        DATE,
        @JsonProperty("integer")
        INTEGER,
        @JsonProperty("decimal")
        DECIMAL,
        @JsonProperty("yes-no")
        YES_NO,
        @JsonProperty("percent")
        PERCENT
    }

    /** A column and what its cells must be; the bounds of a percentage are fractions. */
    public record Column(
            String name,
            Type type,
            boolean required,
            @Nullable String pattern,
            List<String> codes,
            int scale,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max) {}

    /** A condition of every row, compared with another column or with a value; an empty cell does not break it. */
    public record Rule(
            String code,
            String left,
            String op,
            @Nullable String rightColumn,
            @Nullable String value) {}

    /** Which rows a measure is over. */
    public record Where(String column, String op, String value) {}

    /** An aggregate (count, sum, max, min) over the rows of a form, published with {@code scale} digits. */
    public record Measure(
            String name,
            String form,
            String aggregate,
            @Nullable String column,
            int scale,
            @Nullable Where where) {}

    /** A workbook to be written: a row for each unit and one for all, or a list of all rows of a form. */
    public record Appendix(
            String file,
            String title,
            List<String> measures,
            @Nullable String listing,
            List<String> columns) {}

    public Form form(String id) {
        return forms.stream()
                .filter(form -> form.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no form " + id));
    }

    public Measure measure(String name) {
        return measures.stream()
                .filter(measure -> measure.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no measure " + name));
    }

    /** The measures over a form. */
    public List<Measure> measures(Form form) {
        return measures.stream()
                .filter(measure -> measure.form().equals(form.id()))
                .toList();
    }
}
