package org.fubiao.settling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormRows;
import org.fubiao.compute.FormTable;
import org.fubiao.finding.Finding;
import org.fubiao.job.Expression;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what findings are about. A finding of a rule is about all values that its condition names; any other about what was
 * found and what was expected.
 */
public final class Subjects implements SubjectSource {
    /** A statement with more places takes long to be parsed. */
    private static final int AT_ONCE = 500;

    private final FormRows rows;
    private final List<Form> forms;
    private final Map<String, Rule> rules = new HashMap<>();

    public Subjects(Job job, FormRows rows) {
        this.rows = rows;
        this.forms = job.forms();
        for (Form form : forms) {
            form.rules().forEach(rule -> rules.put(rule.code(), rule));
        }
    }

    private record Sheet(String file, String sheet) {}

    /** A row as it was read: what it is called, and its values as texts of the engine; null where a cell is empty. */
    private record Read(long number, Map<String, @Nullable String> values) {}

    @Override
    public Map<Finding, Subject> of(Collection<Finding> findings) throws SQLException {
        Map<Finding, Subject> subjects = new HashMap<>();
        Map<String, Set<Finding>> byForm = new HashMap<>();
        for (Finding finding : findings) {
            subjects.put(finding, ofWords(finding, List.of(), ""));
            if (finding.place().row() > 0) {
                byForm.computeIfAbsent(finding.form(), form -> new LinkedHashSet<>())
                        .add(finding);
            }
        }
        for (Form form : forms) {
            List<Finding> all = List.copyOf(byForm.getOrDefault(form.id(), Set.of()));
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                List<Finding> part = all.subList(from, Math.min(all.size(), from + AT_ONCE));
                subjects.putAll(form.isMatrix() ? ofMatrix(form, part) : ofList(form, part));
            }
        }
        return subjects;
    }

    /** By what was found, and what was expected. */
    private static Subject ofWords(Finding finding, List<String> key, String item) {
        return Subject.of(key, item, List.of(finding.value(), finding.expected()), words(finding));
    }

    private static String words(Finding finding) {
        return finding.expected().isEmpty() ? finding.value() : finding.value() + "（应为" + finding.expected() + "）";
    }

    private Map<Finding, Subject> ofList(Form form, List<Finding> findings) throws SQLException {
        Set<String> columns = new LinkedHashSet<>(form.key());
        if (form.key().isEmpty()) {
            form.fields().forEach(field -> columns.add(field.name()));
        }
        findings.forEach(finding -> columns.addAll(names(form, finding)));
        Map<Sheet, List<Read>> read = read(form, findings, columns, true);
        Map<Finding, Subject> subjects = new HashMap<>();
        for (Finding finding : findings) {
            for (Read row : read.getOrDefault(sheet(finding), List.of())) {
                if (row.number() == finding.place().row()) {
                    subjects.put(finding, ofListRow(form, finding, row));
                }
            }
        }
        return subjects;
    }

    private Subject ofListRow(Form form, Finding finding, Read row) {
        List<String> key = new ArrayList<>();
        form.key().forEach(field -> key.add(text(row.values().get(field))));
        List<String> words = new ArrayList<>();
        if (form.key().isEmpty()) {
            row.values().forEach((field, value) -> {
                if (value != null) {
                    words.add(field + "：" + show(value, form.field(field).type()));
                }
            });
        }
        String item = form.key().isEmpty() ? String.join("；", words) : String.join("，", key);
        return ofRow(finding, key, item, names(form, finding), row, form);
    }

    private static Subject ofRow(
            Finding finding, List<String> key, String item, List<String> names, Read row, Form form) {
        if (names.isEmpty()) {
            return ofWords(finding, key, item);
        }
        List<String> values = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        for (String name : names) {
            String value = row.values().get(name);
            values.add(name);
            values.add(text(value));
            shown.add(name + "=" + show(value, form.field(name).type()));
        }
        return Subject.of(key, item, values, String.join("，", shown));
    }

    /** Forms with fixed rows are small: a rule down a column may name any of its rows. */
    private Map<Finding, Subject> ofMatrix(Form form, List<Finding> findings) throws SQLException {
        Set<String> columns = new LinkedHashSet<>(List.of(Form.ITEM));
        form.fields().forEach(field -> columns.add(field.name()));
        Map<Sheet, List<Read>> read = read(form, findings, columns, false);
        Map<Finding, Subject> subjects = new HashMap<>();
        for (Finding finding : findings) {
            List<Read> all = read.getOrDefault(sheet(finding), List.of());
            for (Read row : all) {
                if (row.number() == finding.place().row()) {
                    String label = text(row.values().get(Form.ITEM));
                    subjects.put(
                            finding,
                            isDown(finding)
                                    ? ofColumn(form, finding, label, all)
                                    : ofRow(finding, List.of(label), label, names(form, finding), row, form));
                }
            }
        }
        return subjects;
    }

    private boolean isDown(Finding finding) {
        Rule rule = rules.get(finding.code());
        return rule != null && rule.kind() == Rule.Kind.DOWN;
    }

    private Subject ofColumn(Form form, Finding finding, String label, List<Read> all) {
        Map<String, @Nullable String> byItem = new HashMap<>();
        all.forEach(row ->
                byItem.put(text(row.values().get(Form.ITEM)), row.values().get(finding.field())));
        FieldType type = form.field(finding.field()).type();
        List<String> values = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        Rule rule = rules.get(finding.code());
        List<String> items = form.items().stream().map(Form.Item::name).toList();
        for (String item : rule == null ? items : Expression.names(rule.condition(), items)) {
            values.add(item);
            values.add(text(byItem.get(item)));
            shown.add(item + "=" + show(byItem.get(item), type));
        }
        return Subject.of(List.of(label), label, values, String.join("，", shown));
    }

    /** The fields that the condition of a finding's rule names; none if it is no finding of a rule over rows. */
    private List<String> names(Form form, Finding finding) {
        Rule rule = rules.get(finding.code());
        return rule == null || rule.kind() != Rule.Kind.ROW
                ? List.of()
                : Expression.names(
                        rule.condition(),
                        form.fields().stream().map(Field::name).toList());
    }

    private static Sheet sheet(Finding finding) {
        return new Sheet(finding.place().file(), finding.place().sheet());
    }

    /** @param few whether only the rows are wanted in which the findings stand, or all of their sheets */
    private Map<Sheet, List<Read>> read(Form form, List<Finding> findings, Set<String> columns, boolean few)
            throws SQLException {
        String wanted = findings.stream()
                .map(finding -> "(" + Compute.literal(finding.place().file()) + ", "
                        + Compute.literal(finding.place().sheet()) + ", "
                        + finding.place().row() + ")")
                .distinct()
                .collect(Collectors.joining(", "));
        String cells =
                columns.stream().map(column -> ", " + Compute.name(column)).collect(Collectors.joining());
        String view = "SELECT " + FormTable.PART + ", " + FormTable.ROW + cells + " FROM ";
        String texts = columns.stream()
                .map(column -> ", CAST(f." + Compute.name(column) + " AS VARCHAR)")
                .collect(Collectors.joining());
        String sql = "SELECT DISTINCT p.file, p.sheet, f." + FormTable.ROW + texts + " FROM (VALUES " + wanted
                + ") w(file, sheet, line) JOIN " + FormTable.PARTS + " p ON p.file = w.file AND p.sheet = w.sheet"
                + " AND p.form = " + Compute.literal(form.id()) + " JOIN (" + view + Compute.name(form.title())
                + " UNION ALL " + view + Compute.name(FormTable.totalsView(form)) + ") f ON f." + FormTable.PART
                + " = p.part" + (few ? " AND f." + FormTable.ROW + " = w.line" : "");
        Map<Sheet, List<Read>> read = new HashMap<>();
        try (Statement statement = rows.of(form).createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                Map<String, @Nullable String> values = new LinkedHashMap<>();
                int place = 4;
                for (String column : columns) {
                    values.put(column, result.getString(place++));
                }
                read.computeIfAbsent(new Sheet(result.getString(1), result.getString(2)), sheet -> new ArrayList<>())
                        .add(new Read(result.getLong(3), values));
            }
        }
        return read;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** As people write it. */
    private static String show(@Nullable String value, FieldType type) {
        return value == null ? "空" : type.inWords(value);
    }
}
