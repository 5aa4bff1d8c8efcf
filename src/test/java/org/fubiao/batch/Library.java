package org.fubiao.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fubiao.compute.Compute;
import org.fubiao.control.DatabaseInUseException;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.JobLoader;

/** A small job of two forms and five libraries in a folder of its own, and what they report for 2023. */
public final class Library {
    public static final String ID = "library";
    public static final Period PERIOD = Period.parse("2023").orElseThrow();
    public static final List<String> UNITS = List.of("市图书馆", "市少年儿童图书馆", "和平区图书馆", "河东区图书馆", "河西区图书馆");

    private static final Map<String, String> JOB = new LinkedHashMap<>();

    static {
        JOB.put("job.yml", """
                title: 公共图书馆年度统计附表
                office: 市文化和旅游局
                period: year
                """);
        JOB.put("units.csv", """
                代码,名称,别名,上级,类别
                T01,市图书馆,,,市级馆
                T02,市少年儿童图书馆,少儿馆,,市级馆
                Q01,和平区图书馆,,,区级馆
                Q02,河东区图书馆,,,区级馆
                Q03,河西区图书馆,,,区级馆
                """);
        JOB.put("forms/events.yml", """
                form: 读者活动台账
                from: [市级馆, 区级馆]
                key: [活动编号]
                fields:
                  活动编号: {type: text, required: true}
                  活动类型: {type: code, required: true, codes: [讲座, 展览, 培训]}
                  举办日期: {type: date, required: true}
                  参加人次: {type: integer, uom: 人次, min: 0}
                rules:
                  - {code: HD-01, check: 参加人次 > 0, level: warning, message: 活动没有人参加，请核对参加人次}
                """);
        JOB.put("forms/stock.yml", """
                form: 馆藏变动表
                from: [市级馆, 区级馆]
                rows: [上年末, 本年新增, 本年末]
                columns:
                  图书: {type: integer, uom: 册, required: true}
                  报刊: {type: integer, uom: 册, required: true}
                rules:
                  - {code: GC-01, down: 上年末 + 本年新增 = 本年末, message: 上年末加新增应等于本年末}
                """);
        JOB.put("measures.yml", """
                活动场次: {form: 读者活动台账, value: count(*), uom: 场}
                参加人次: {form: 读者活动台账, value: sum(参加人次)}
                年末图书: {form: 馆藏变动表, cell: [本年末, 图书]}
                场均人次: {value: 参加人次 / 活动场次, uom: 人次, scale: 1}
                """);
        JOB.put("reconciliations.yml", """
                - {code: DZ-01, title: 图书不少于活动, left: 活动场次, right: 活动场次, by: total}
                """);
        JOB.put("appendices/01.yml", """
                title: 附表1 公共图书馆服务情况
                rows: {unit: [市级馆, 区级馆], subtotal: true}
                columns: [活动场次, 参加人次, 场均人次, 年末图书]
                """);
        JOB.put("figures.yml", """
                - {id: T01, theme: 公共文化, title: 读者活动, measure: 活动场次, say: "举办读者活动{}场", uom: 场}
                - {id: T02, theme: 公共文化, title: 年末图书, measure: 年末图书, say: "馆藏{}余册", round: down 100, uom: 册}
                """);
    }

    private final Path root;

    private Library(Path root) {
        this.root = root;
    }

    /** The job alone, without any report. */
    public static Library empty(Path root) {
        Library library = new Library(root);
        JOB.forEach(library::define);
        return library;
    }

    /** The job with both reports of each library: 20 events, 10 files. */
    public static Library reported(Path root) {
        Library library = empty(root);
        for (int unit = 0; unit < UNITS.size(); unit++) {
            library.put(UNITS.get(unit) + "/读者活动台账.csv", events(unit, unit + 2));
            library.put(UNITS.get(unit) + "/馆藏变动表.csv", stock(1000 * (unit + 1)));
        }
        return library;
    }

    /** A list of events with the keys and numbers of one library. */
    public static String events(int unit, int rows) {
        StringBuilder text = new StringBuilder("活动编号,活动类型,举办日期,参加人次\n");
        for (int row = 1; row <= rows; row++) {
            String kind = List.of("讲座", "展览", "培训").get(row % 3);
            text.append(String.format("%c%03d,%s,2023-%02d-05,%d%n", 'A' + unit, row, kind, row % 12 + 1, 10 * row));
        }
        return text.toString();
    }

    /** A matrix of books and magazines that adds up. */
    public static String stock(int books) {
        return "项目,图书,报刊\n上年末," + books + ",50\n本年新增,100,5\n本年末," + (books + 100) + ",55\n";
    }

    public Library define(String file, String text) {
        return write(jobs().resolve(ID).resolve(file), text);
    }

    /** Replaces a text in a definition. */
    public Library define(String file, String old, String now) {
        try {
            String text = Files.readString(jobs().resolve(ID).resolve(file));
            if (!text.contains(old)) {
                throw new IllegalArgumentException(file + " does not say " + old);
            }
            return define(file, text.replace(old, now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a file into the input of 2023. */
    public Library put(String file, String text) {
        return write(input().resolve(file), text);
    }

    public Library remove(String file) {
        try {
            Files.delete(input().resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Library write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path jobs() {
        return root.resolve("jobs");
    }

    /** Folder of the input of 2023. */
    public Path input() {
        return root.resolve("input").resolve(ID).resolve(PERIOD.toString());
    }

    public Path output() {
        return root.resolve("output");
    }

    public Path work() {
        return root.resolve("work");
    }

    public Path latest() {
        return output().resolve(ID).resolve(PERIOD.toString()).resolve("latest");
    }

    /** The options of the command line that lead to its folders. */
    public List<String> options() {
        return List.of(
                "--jobs=" + jobs(), "--input=" + root.resolve("input"), "--output=" + output(), "--work=" + work());
    }

    RunRequest request() {
        return new RunRequest(
                load(jobs().resolve(ID)), PERIOD, root.resolve("input").resolve(ID), output().resolve(ID), work(), "");
    }

    /** Loads the job in a folder. */
    static Job load(Path folder) {
        try (Compute compute = new Compute()) {
            return JobLoader.load(folder, compute);
        }
    }

    /** Runs it once, as a process of its own would. */
    public RunReport run() throws RunException, IOException, DatabaseInUseException {
        return run(Progress.SILENT);
    }

    public RunReport run(Progress progress) throws RunException, IOException, DatabaseInUseException {
        try (BatchRunner runner = BatchRunner.open(work())) {
            return runner.run(request(), progress);
        }
    }

    /** What is published, but for the section of the manifest that is about the run. */
    public Map<String, String> published() {
        return Outputs.of(latest());
    }

    /** The findings that are published, each as {@code code file message}. */
    List<String> findings() throws IOException {
        return Outputs.csv(latest().resolve("findings.csv")).stream()
                .map(row -> row.get("code") + " " + row.get("file") + " " + row.get("message"))
                .toList();
    }

    /** Value of a published figure. */
    String figure(String id) throws IOException {
        return Outputs.csv(latest().resolve("figures.csv")).stream()
                .filter(row -> id.equals(row.get("id")))
                .map(row -> String.valueOf(row.get("value")))
                .findFirst()
                .orElseThrow();
    }

    /** Changes the control database behind the program's back. */
    public void update(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Rows of the control database, their columns joined by a space. */
    public List<String> select(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                String[] row = new String[result.getMetaData().getColumnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = String.valueOf(result.getString(i + 1));
                }
                rows.add(String.join(" ", Arrays.asList(row)));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:async:" + work().resolve("fubiao") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "sa", "");
    }
}
