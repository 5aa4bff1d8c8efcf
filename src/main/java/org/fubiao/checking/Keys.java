package org.fubiao.checking;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.Place;
import org.fubiao.job.Form;
import org.jspecify.annotations.Nullable;

/** Rows whose key was used before. The first by unit, file and row is taken as the right one. */
final class Keys {
    private static final String CANDIDATES = "_repeated_keys";

    private final Connection snapshot;
    private final Form form;
    private final Report report;

    Keys(Connection snapshot, Form form, Report report) {
        this.snapshot = snapshot;
        this.form = form;
        this.report = report;
    }

    void run() throws SQLException {
        if (form.key().isEmpty()) {
            return;
        }
        List<String> scope = new ArrayList<>();
        if (form.keyScope() == Form.KeyScope.UNIT) {
            scope.add(Compute.name(FormTable.UNIT_CODE));
        }
        form.key().forEach(field -> scope.add(Compute.name(field)));
        String key = String.join(", ", scope);
        String view = Compute.name(form.title());
        String filled = form.key().stream()
                .map(field -> Compute.name(field) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        String rows = " FROM " + view + " WHERE " + filled;
        // Hashes alone find the few candidates: a table of all keys would be far larger.
        // To sort them takes two thirds of the time of grouping them. Of their bits as many as the engine sorts as one
        // word.
        String bits = "(hash(" + key + ") >> 16)";
        Compute.execute(
                snapshot,
                "CREATE OR REPLACE TEMP TABLE " + CANDIDATES + " AS SELECT DISTINCT high * 65536::UBIGINT + low FROM ("
                        + "SELECT high, low, high = lag(high) OVER same AND low = lag(low) OVER same AS again FROM ("
                        + "SELECT (bits >> 16)::UINTEGER AS high, (bits & 65535)::USMALLINT AS low FROM (SELECT " + bits
                        + " AS bits" + rows + ")) WINDOW same AS (ORDER BY high, low)) WHERE again");
        if (Compute.number(snapshot, "SELECT count(*) FROM " + CANDIDATES) == 0) {
            return;
        }
        String repeated = "SELECT f.*, first_value({o: p.unit_order, f: p.file, s: p.sheet, r: f." + FormTable.ROW
                + "}) OVER same AS _first, row_number() OVER same AS _nth FROM " + view + " f JOIN " + FormTable.PARTS
                + " p ON p.part = f." + FormTable.PART + " WHERE " + filled + " AND " + bits + " IN (FROM "
                + CANDIDATES
                + ") WINDOW same AS (PARTITION BY " + key + " ORDER BY p.unit_order, p.file, p.sheet, f."
                + FormTable.ROW
                + ")";
        List<String> values = new ArrayList<>(List.of("_first.f", "_first.s", "_first.r"));
        form.key().forEach(field -> values.add(Compute.name(field)));
        Samples samples = Samples.of(snapshot, "SELECT * FROM (" + repeated + ") WHERE _nth > 1", "NULL", values);
        FindingCode code = FindingCode.KEY_TWICE;
        report.failures(new Check(null, code.code(), code.severity(), "", List.of(), form.key(), this::words), samples);
    }

    private Check.Words words(List<@Nullable Object> values) {
        Place first = new Place(
                Show.value(values.get(0)), Show.value(values.get(1)), Long.parseLong(Show.value(values.get(2))), "");
        List<String> names = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < form.key().size(); i++) {
            names.add("“" + form.key().get(i) + "”");
            found.add(Show.value(values.get(3 + i)));
        }
        String scope = form.keyScope() == Form.KeyScope.UNIT ? "同一单位内" : "各单位之间";
        String value = String.join("，", found);
        return new Check.Words(
                value,
                scope + "不重复",
                String.join("、", names) + "为“" + value + "”，与 " + first.describe() + " 重复，" + scope
                        + "不得重复，请核对后删除或更正。");
    }
}
