package org.fubiao.compute;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fubiao.finding.Severity;
import org.fubiao.job.Appendix;
import org.fubiao.job.Consequence;
import org.fubiao.job.Expectations;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Figure;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.PeriodKind;
import org.fubiao.job.Reconciliation;
import org.fubiao.job.Rule;
import org.fubiao.job.Unit;
import org.jspecify.annotations.Nullable;

/** A snapshot that a test fills by hand, and short words for the definitions that it needs. */
public final class HandMadeSnapshot implements AutoCloseable {
    private final Compute compute = new Compute();
    private final Connection connection = compute.connect();
    private final Job job;
    private long parts;

    public HandMadeSnapshot(Job job) {
        this.job = job;
        run("CREATE TABLE _parts (part BIGINT, form VARCHAR, unit VARCHAR, unit_name VARCHAR, kind VARCHAR,"
                + " unit_order INTEGER, file VARCHAR, sheet VARCHAR)");
        run("CREATE TABLE _part_columns (part BIGINT, field VARCHAR, col INTEGER)");
        for (Form form : job.forms()) {
            for (String table : List.of(form.title(), FormTable.totalsView(form))) {
                run("CREATE TABLE " + Compute.name(table)
                        + FormTable.columns(form).entrySet().stream()
                                .map(column -> Compute.name(column.getKey()) + " " + column.getValue())
                                .collect(Collectors.joining(", ", " (", ")")));
            }
        }
    }

    public Connection connection() {
        return connection;
    }

    /** A part whose fields stand in columns A, B, … in the order of the form, after the items of a matrix form. */
    public PartFiller part(String form, String unitCode, String file) {
        Form definition = job.form(form);
        Unit unit = job.unit(unitCode);
        parts++;
        insert(
                "_parts",
                parts,
                form,
                unitCode,
                unit.name(),
                unit.kind(),
                job.units().indexOf(unit),
                file,
                "");
        int column = 0;
        if (definition.isMatrix()) {
            insert("_part_columns", parts, Form.ITEM, column++);
        }
        for (Field field : definition.fields()) {
            insert("_part_columns", parts, field.name(), column++);
        }
        return new PartFiller(definition, unit, parts);
    }

    /** Adds rows to a part. */
    public final class PartFiller {
        private final Form form;
        private final Unit unit;
        private final long part;

        private PartFiller(Form form, Unit unit, long part) {
            this.form = form;
            this.unit = unit;
            this.part = part;
        }

        public long number() {
            return part;
        }

        public PartFiller row(long row, @Nullable Object... values) {
            return add(form.title(), row, "R", values);
        }

        public PartFiller total(long row, String kind, @Nullable Object... values) {
            return add(FormTable.totalsView(form), row, kind, values);
        }

        private PartFiller add(String table, long row, String kind, @Nullable Object... values) {
            Object[] all = new Object[values.length + 6];
            all[0] = part;
            all[1] = row;
            all[2] = kind;
            System.arraycopy(values, 0, all, 3, values.length);
            all[values.length + 3] = unit.code();
            all[values.length + 4] = unit.name();
            all[values.length + 5] = unit.kind();
            insert(table, all);
            return this;
        }
    }

    private void run(String sql) {
        try {
            Compute.execute(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void insert(String table, @Nullable Object... values) {
        String marks = Arrays.stream(values).map(value -> "?").collect(Collectors.joining(", ", "(", ")"));
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + Compute.name(table) + " VALUES " + marks)) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        compute.close();
    }

    public static Field field(String name, FieldType type) {
        return new Field(
                name,
                List.of(name),
                List.of(),
                type,
                type == FieldType.DECIMAL ? 2 : type == FieldType.PERCENT ? 4 : 0,
                false,
                null,
                List.of(),
                Map.of(),
                null,
                null,
                "",
                false);
    }

    public static Field codes(String name, String... codes) {
        return new Field(
                name,
                List.of(name),
                List.of(),
                FieldType.CODE,
                0,
                false,
                null,
                List.of(codes),
                Map.of(),
                null,
                null,
                "",
                false);
    }

    public static Field demanding(
            String name,
            FieldType type,
            boolean required,
            @Nullable String pattern,
            @Nullable String min,
            @Nullable String max) {
        return new Field(
                name,
                List.of(name),
                List.of(),
                type,
                type == FieldType.PERCENT ? 4 : 0,
                required,
                pattern,
                List.of(),
                Map.of(),
                min == null ? null : new BigDecimal(min),
                max == null ? null : new BigDecimal(max),
                "",
                false);
    }

    public static Form list(String id, String title, List<String> from, List<Field> fields, Rule... rules) {
        return new Form(
                id,
                title,
                List.of(),
                Form.FormKind.LIST,
                from,
                List.of(),
                List.of(),
                Form.KeyScope.UNIT,
                fields,
                List.of(),
                List.of(rules));
    }

    public static Form keyed(Form form, Form.KeyScope scope, String... key) {
        return new Form(
                form.id(),
                form.title(),
                form.aliases(),
                form.kind(),
                form.from(),
                form.may(),
                List.of(key),
                scope,
                form.fields(),
                form.items(),
                form.rules());
    }

    public static Form matrix(
            String id, String title, List<String> from, List<String> items, List<Field> fields, Rule... rules) {
        return new Form(
                id,
                title,
                List.of(),
                Form.FormKind.MATRIX,
                from,
                List.of(),
                List.of(),
                Form.KeyScope.UNIT,
                fields,
                items.stream().map(item -> new Form.Item(item, List.of())).toList(),
                List.of(rules));
    }

    public static Measure measure(String name, String form, String value, @Nullable String where) {
        boolean additive = !value.contains("distinct") && (value.startsWith("count(") || value.startsWith("sum("));
        return new Measure(name, form, value, where, "项", 0, additive);
    }

    public static Measure derived(String name, String value, String uom, int scale) {
        return new Measure(name, null, value, null, uom, scale, false);
    }

    /** A rule that blocks nothing. */
    public static Rule rule(String code, Rule.Kind kind, String condition, Severity level, String message) {
        return new Rule(code, kind, condition, level, message, Consequence.NOTHING, false, false);
    }

    public static Unit unit(String code, String name, String kind) {
        return new Unit(code, name, List.of(), null, kind, List.of());
    }

    public static Job job(List<Unit> units, List<Form> forms) {
        return job(units, forms, List.of(), List.of(), List.of(), List.of());
    }

    public static Job job(
            List<Unit> units,
            List<Form> forms,
            List<Measure> measures,
            List<Reconciliation> reconciliations,
            List<Appendix> appendices,
            List<Figure> figures) {
        return new Job(
                "test",
                Path.of("test"),
                "测试任务",
                "测试办公室",
                PeriodKind.YEAR,
                null,
                true,
                units,
                units,
                forms,
                measures,
                reconciliations,
                appendices,
                figures,
                Expectations.NONE,
                List.of(),
                List.of(),
                "");
    }
}
