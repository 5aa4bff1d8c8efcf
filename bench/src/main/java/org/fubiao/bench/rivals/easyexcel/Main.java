package org.fubiao.bench.rivals.easyexcel;

import cn.idev.excel.FastExcel;
import cn.idev.excel.enums.ReadDefaultReturnEnum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.fubiao.bench.rivals.Results;
import org.fubiao.bench.rivals.Spec;
import org.fubiao.bench.rivals.Sql;
import org.fubiao.bench.rivals.Typing;

/** Takes a case folder and an output folder, where the database stands as well while the program runs. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException, SQLException {
        Path folder = Path.of(args[0]);
        Path out = Files.createDirectories(Path.of(args[1]));
        Spec spec = Spec.read(folder);
        Typing typing = new Typing();
        Path database = out.resolve("rows").toAbsolutePath();
        try (Connection h2 = DriverManager.getConnection("jdbc:h2:file:" + database)) {
            h2.setAutoCommit(false);
            try (Statement statement = h2.createStatement()) {
                for (Spec.Form form : spec.forms()) {
                    statement.execute(Sql.createTable(form));
                }
            }
            for (Spec.Source file : spec.files()) {
                read(h2, typing, folder.resolve(file.path()), file, spec.form(file.form()));
            }
            Results results = new Results(spec, Sql.H2, typing, out);
            Appendices.write(spec, h2, results.write(h2), out);
        }
        Files.delete(Path.of(database + ".mv.db"));
    }

    private static void read(Connection h2, Typing typing, Path path, Spec.Source file, Spec.Form form)
            throws IOException, SQLException {
        try (Rows rows = new Rows(h2, typing, form, file.unit())) {
            if (file.isCsv()) {
                readCsv(path, file.headRow(), rows);
            } else {
                FastExcel.read(path.toFile(), new SheetListener(rows))
                        .readDefaultReturn(ReadDefaultReturnEnum.ACTUAL_DATA)
                        .headRowNumber(file.headRow())
                        .sheet(0)
                        .doRead();
            }
        }
    }

    private static void readCsv(Path path, int headRow, Rows rows) throws IOException, SQLException {
        try (CSVParser parser = CSVParser.parse(path, StandardCharsets.UTF_8, CSVFormat.DEFAULT)) {
            Iterator<CSVRecord> records = parser.iterator();
            List<String> heads = List.of();
            for (int i = 0; i < headRow; i++) {
                heads = records.next().toList();
            }
            rows.heads(heads);
            while (records.hasNext()) {
                CSVRecord csv = records.next();
                rows.add(column -> column < csv.size() ? csv.get(column) : null);
            }
        }
    }
}
