package org.fubiao.run;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.staging.Segments;
import org.fubiao.submission.ReceivedPart;
import org.fubiao.submission.Reception;
import org.fubiao.submission.Register;
import org.fubiao.template.LastValues;

/** What the units reported for a period, as its latest run read it: for the templates of the period after. */
public final class LastPeriod {
    private final Job job;
    private final Path segments;
    private final Map<String, Map<String, Long>> rows = new HashMap<>();
    private final Map<String, Map<String, Map<LastValues.Cell, String>>> cells = new HashMap<>();

    private LastPeriod(Job job, Path segments) {
        this.job = job;
        this.segments = segments;
    }

    /** The values of a completed run. Of the definitions at hand only names are taken that the run knew too. */
    public static LastPeriod of(Job job, Run run, Register register, Path work) throws SQLException {
        LastPeriod last = new LastPeriod(job, Segments.folder(work));
        Set<String> known = job.forms().stream().map(Form::id).collect(Collectors.toSet());
        List<ReceivedPart> parts = register.parts(run.id()).stream()
                .filter(part -> known.contains(part.form()))
                .toList();
        List<ReceivedPart> counting = Reception.countingOf(parts);
        for (ReceivedPart part : counting) {
            last.rows
                    .computeIfAbsent(part.unit(), unit -> new HashMap<>())
                    .put(part.form(), part.balance().staged());
        }
        try (Connection connection = Compute.alone()) {
            for (Form form : job.forms()) {
                if (form.isMatrix()) {
                    last.read(
                            connection,
                            form,
                            counting.stream()
                                    .filter(part -> part.form().equals(form.id()))
                                    .toList());
                }
            }
        }
        return last;
    }

    /** The latest completed run of the period before, if there is one. */
    public static Optional<Run> runBefore(Runs runs, Job job, Period period) {
        return runs.latestDone(job.id(), period.previous());
    }

    /** What a unit reported, under whatever code: of units that were merged into it the sums, where there are such. */
    public LastValues of(Unit unit) {
        Map<String, Long> ofRows = new HashMap<>();
        Map<String, Map<LastValues.Cell, String>> ofCells = new HashMap<>();
        for (Form form : job.forms()) {
            List<String> reported = Stream.concat(Stream.of(unit.code()), unit.former().stream())
                    .filter(code -> rows.getOrDefault(code, Map.of()).containsKey(form.id()))
                    .toList();
            for (String code : reported) {
                ofRows.merge(form.id(), rows.getOrDefault(code, Map.of()).getOrDefault(form.id(), 0L), Long::sum);
            }
            List<Map<LastValues.Cell, String>> cellsOfEach = reported.stream()
                    .map(code -> cells.getOrDefault(code, Map.of()).getOrDefault(form.id(), Map.of()))
                    .toList();
            if (form.isMatrix() && !cellsOfEach.isEmpty()) {
                ofCells.put(form.id(), cellsOfEach.size() == 1 ? cellsOfEach.get(0) : sums(form, cellsOfEach));
            }
        }
        return new LastValues(ofRows, ofCells);
    }

    /** Of the cells that all have, and that have a sum: a part is not shown for the whole. */
    private static Map<LastValues.Cell, String> sums(Form form, List<Map<LastValues.Cell, String>> cellsOfEach) {
        Map<LastValues.Cell, String> sums = new HashMap<>();
        for (LastValues.Cell cell : cellsOfEach.get(0).keySet()) {
            List<BigDecimal> terms = cellsOfEach.stream()
                    .flatMap(values -> Optional.ofNullable(values.get(cell)).stream())
                    .filter(value -> canBeSummed(form.field(cell.field()).type()))
                    .map(BigDecimal::new)
                    .toList();
            if (terms.size() == cellsOfEach.size()) {
                sums.put(
                        cell,
                        terms.stream().reduce(BigDecimal.ZERO, BigDecimal::add).toPlainString());
            }
        }
        return sums;
    }

    private static boolean canBeSummed(FieldType type) {
        return type == FieldType.INTEGER || type == FieldType.DECIMAL;
    }

    private void read(Connection connection, Form form, List<ReceivedPart> parts) throws SQLException {
        Map<Long, String> units = new HashMap<>();
        Set<Path> files = new HashSet<>();
        for (ReceivedPart part : parts) {
            if (part.segment() != null) {
                units.put(part.id(), part.unit());
                files.add(segments.resolve(part.segment()).toAbsolutePath());
            }
        }
        List<Path> there = files.stream()
                .sorted()
                .flatMap(Segments::files)
                .filter(java.nio.file.Files::isRegularFile)
                .toList();
        for (Path file : there) {
            read(connection, form, file, units);
        }
    }

    private void read(Connection connection, Form form, Path file, Map<Long, String> units) throws SQLException {
        String source = Compute.parquet(List.of(file));
        Set<String> columns = Segments.columns(connection, file).keySet();
        if (!columns.contains(Form.ITEM)) {
            return;
        }
        List<String> fields = form.fields().stream()
                .map(Field::name)
                .filter(columns::contains)
                .toList();
        String sql = Stream.concat(Stream.of(FormTable.PART, Form.ITEM), fields.stream())
                .map(name -> "CAST(" + Compute.name(name) + " AS VARCHAR)")
                .collect(
                        Collectors.joining(", ", "SELECT ", " FROM " + source + " WHERE " + FormTable.KIND + " = 'R'"));
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                String unit = units.get(Long.valueOf(result.getString(1)));
                String item = result.getString(2);
                for (int i = 0; unit != null && i < fields.size(); i++) {
                    String value = result.getString(i + 3);
                    if (value != null) {
                        cells.computeIfAbsent(unit, key -> new HashMap<>())
                                .computeIfAbsent(form.id(), key -> new HashMap<>())
                                .put(new LastValues.Cell(item, fields.get(i)), value);
                    }
                }
            }
        }
    }
}
