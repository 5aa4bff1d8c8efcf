package org.fubiao.bench.rivals.duckdb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.fubiao.bench.rivals.PoiAppendices;
import org.fubiao.bench.rivals.Results;
import org.fubiao.bench.rivals.Spec;
import org.fubiao.bench.rivals.Sql;
import org.fubiao.bench.rivals.Typing;

/** Takes a case folder and an output folder. Ends with 64 if there are workbooks; fails if a cell cannot be read. */
public final class Main {
    private static final int CANNOT = 64;

    private Main() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path out = Files.createDirectories(Path.of(args[1]));
        Spec spec = Spec.read(folder);
        if (!spec.files().stream().allMatch(Spec.Source::isCsv)) {
            System.exit(CANNOT);
        }
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:")) {
            try (Statement statement = database.createStatement()) {
                for (Spec.Form form : spec.forms()) {
                    // Made of what is read, a table takes less than one that is filled.
                    statement.execute("CREATE TABLE " + Sql.name(form.id()) + " AS "
                            + spec.files().stream()
                                    .filter(file -> file.form().equals(form.id()))
                                    .map(file -> select(folder, file, form))
                                    .collect(Collectors.joining(" UNION ALL ")));
                }
            }
            // Reading would have failed on a cell that is not of its type.
            Results results = new Results(spec, Sql.DUCKDB, new Typing(), out);
            PoiAppendices.write(spec, Sql.DUCKDB, database, results.write(database), out);
        }
    }

    private static String select(Path folder, Spec.Source file, Spec.Form form) {
        String types = form.columns().stream()
                .map(column -> Sql.text(column.name()) + ": " + Sql.text(readAs(column)))
                .collect(Collectors.joining(", "));
        String values = form.columns().stream().map(Main::value).collect(Collectors.joining(", "));
        return "SELECT " + Sql.text(file.unit()) + " AS " + Sql.UNIT + ", " + values + " FROM read_csv("
                + Sql.text(folder.resolve(file.path()).toString()) + ", header = true, skip = " + (file.headRow() - 1)
                + ", delim = ',', quote = '\"', types = {" + types + "})";
    }

    private static String readAs(Spec.Column column) {
        return switch (column.type()) {
            case YES_NO, PERCENT -> "VARCHAR";
            default -> Sql.type(column);
        };
    }

    private static String value(Spec.Column column) {
        String name = Sql.name(column.name());
        return switch (column.type()) {
            case YES_NO -> "CASE " + name + " WHEN '是' THEN TRUE WHEN '否' THEN FALSE END AS " + name;
            case PERCENT ->
                "(replace(" + name + ", '%', '')::DECIMAL(18, 4) / 100)::" + Sql.type(column) + " AS " + name;
            default -> name;
        };
    }
}
