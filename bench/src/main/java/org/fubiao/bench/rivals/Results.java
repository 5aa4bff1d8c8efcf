package org.fubiao.bench.rivals;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.bench.rivals.Spec.Column;
import org.fubiao.bench.rivals.Spec.Form;

/** Checks and totals what a database holds of a case, and writes {@code findings}, {@code fields} and {@code measures}. */
public final class Results {
    private final Spec spec;
    private final Sql sql;
    private final Typing typing;
    private final Path out;

    /**
     * @param typing knows which cells could not be read
     * @param out the folder to write to, which exists
     */
    public Results(Spec spec, Sql sql, Typing typing, Path out) {
        this.spec = spec;
        this.sql = sql;
        this.typing = typing;
        this.out = out;
    }

    /** Writes the three files, and returns the measures for the appendices. */
    public Totals write(Connection database) throws SQLException, IOException {
        Totals totals = Totals.of(spec, database);
        try (BufferedWriter measures = Files.newBufferedWriter(out.resolve("measures.csv"))) {
            measures.write("measure,value\n");
            for (Spec.Measure measure : spec.measures()) {
                BigDecimal value = totals.total(measure);
                measures.write(measure.name() + "," + (value == null ? "" : value.toPlainString()) + "\n");
            }
        }
        List<String> findings = new ArrayList<>(List.of("code,count"));
        List<String> fields = new ArrayList<>(List.of("form,column,check,count"));
        for (Form form : spec.forms()) {
            check(database, form, findings, fields);
        }
        Files.write(out.resolve("findings.csv"), findings);
        Files.write(out.resolve("fields.csv"), fields);
        return totals;
    }

    private void check(Connection database, Form form, List<String> findings, List<String> fields) throws SQLException {
        Map<String, String> broken = new LinkedHashMap<>();
        form.rules().forEach(rule -> broken.put(rule.code(), Sql.broken(form, rule)));
        for (Column column : form.columns()) {
            String place = form.id() + "," + column.name() + ",";
            fields.add(place + "type," + typing.unreadable(form, column));
            sql.checks(column).forEach((check, condition) -> broken.put(place + check, condition));
        }
        List<String> counts = counts(database, form, broken);
        findings.addAll(counts.subList(0, form.rules().size()));
        fields.addAll(counts.subList(form.rules().size(), counts.size()));
        if (!form.key().isEmpty()) {
            findings.add("key:" + form.id() + "," + repeatedKeys(database, form));
        }
    }

    private static List<String> counts(Connection database, Form form, Map<String, String> broken) throws SQLException {
        List<String> lines = new ArrayList<>();
        if (!broken.isEmpty()) {
            try (Statement statement = database.createStatement();
                    ResultSet row = statement.executeQuery(Sql.count(form, List.copyOf(broken.values())))) {
                row.next();
                for (String label : broken.keySet()) {
                    lines.add(label + "," + row.getLong(lines.size() + 1));
                }
            }
        }
        return lines;
    }

    /** Comes last: H2 would use the index where reading the whole table is faster. */
    private long repeatedKeys(Connection database, Form form) throws SQLException {
        try (Statement statement = database.createStatement()) {
            String index = sql.createKeyIndex(form);
            if (index != null) {
                statement.execute(index);
            }
            try (ResultSet row = statement.executeQuery(Sql.repeatedKeys(form))) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
