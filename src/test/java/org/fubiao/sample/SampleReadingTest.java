package org.fubiao.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fubiao.compute.Compute;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.Severity;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.JobLoader;
import org.fubiao.reading.Workbook;
import org.fubiao.reading.Workbooks;
import org.fubiao.recognition.Recognition;
import org.fubiao.recognition.Recognizer;
import org.fubiao.recognition.RowContext;
import org.fubiao.recognition.TypedRows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However untidily a unit writes, what is read from its files is what it meant. */
class SampleReadingTest {
    private static final List<SampleYear> YEARS = new SampleYears().make();
    private static final Job JOB = load();

    /** What was read: rows by unit and form, a version for each file. */
    private final Map<String, List<List<List<Object>>>> read = new HashMap<>();

    private final List<Finding> findings = new ArrayList<>();

    private static Job load() {
        try (Compute compute = new Compute()) {
            return JobLoader.load(Path.of("jobs/rule-of-law"), compute);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2022, 2023})
    void everyReportIsReadAsItWasMeant(int year) throws IOException {
        SampleYear meant = YEARS.get(year - 2022);
        readAll(SampleGenerator.INPUT.resolve("rule-of-law").resolve(String.valueOf(year)), year);

        Mishaps mishaps = new Mishaps(YEARS.get(0), year, new Outbox(year, new Chance(0)));
        for (Report report : mishaps.before(meant.reports())) {
            String key = report.agency().name() + " " + report.form().title();
            List<List<Object>> rows =
                    report.rows().stream().map(row -> plain(report.form(), row)).toList();
            assertThat(read.getOrDefault(key, List.of())).as(key).contains(rows);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2022, 2023})
    void onlyTheFilesThatWereMeantToBeWrongAreWrong(int year) throws IOException {
        readAll(SampleGenerator.INPUT.resolve("rule-of-law").resolve(String.valueOf(year)), year);

        assertThat(findings.stream()
                        .filter(finding -> finding.severity() == Severity.ERROR
                                || finding.code().equals(FindingCode.WRONG_PERIOD.code()))
                        .map(finding -> finding.code() + " " + finding.place().file())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        year == 2022
                                ? List.of()
                                : List.of(
                                        "SJ-03 市级部门/市体育局/政务服务事项台账.xls",
                                        "TX-01 市级部门/市公安局/告知承诺事项变动情况.xlsx",
                                        "TX-02 市级部门/市教委/政务服务事项台账（市教委）.csv",
                                        "TX-05 市级部门/市教委/政务服务事项台账（市教委）.csv",
                                        "TX-04 市级部门/市教委/政务服务事项台账（市教委）.csv"));
    }

    private void readAll(Path folder, int year) throws IOException {
        Period period = Period.parse(String.valueOf(year)).orElseThrow();
        Recognizer recognizer = new Recognizer(JOB.during(period));
        List<Path> files;
        try (Stream<Path> paths = Files.walk(folder)) {
            files = paths.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            try (Workbook workbook = Workbooks.open(file)) {
                Recognition recognition = recognizer.recognize(workbook, path, period);
                findings.addAll(recognition.findings());
                assertThat(recognition.parts()).as(path).isNotEmpty();
                for (Recognition.Part part : recognition.parts()) {
                    read(workbook, path, part);
                }
            }
        }
    }

    private void read(Workbook workbook, String path, Recognition.Part part) throws IOException {
        String unit = part.unit();
        assertThat(unit).as(path).isNotNull();
        if (unit == null || !part.counts()) {
            return;
        }
        Form form = JOB.form(part.layout().form());
        List<List<Object>> items = new ArrayList<>();
        try (TypedRows rows =
                TypedRows.open(workbook, part.layout(), form, new RowContext(path, unit), findings::add)) {
            while (rows.next()) {
                if (rows.kind() == TypedRows.Kind.ITEM) {
                    items.add(values(form, rows));
                }
            }
            assertThat(rows.balance().holds()).as(path).isTrue();
        }
        String key = JOB.unit(unit).name() + " " + form.title();
        read.computeIfAbsent(key, any -> new ArrayList<>()).add(items);
    }

    /** The values of a row: texts and numbers as they are, days from 1970, yes as 1, shares in ten-thousandths, money in hundredths. */
    private static List<Object> values(Form form, TypedRows rows) {
        List<Object> values = new ArrayList<>();
        if (form.isMatrix()) {
            values.add(rows.item());
        }
        for (int field = 0; field < form.fields().size(); field++) {
            boolean text = switch (form.fields().get(field).type()) {
                case TEXT, CODE -> true;
                default -> false;
            };
            boolean nothing = rows.isNull(field) || (!text && rows.value(field) == 0);
            values.add(nothing ? "" : text ? rows.text(field) : (Object) rows.value(field));
        }
        return values;
    }

    /** The same of what was meant; nought is nothing, since some write a dash for it. */
    private static List<Object> plain(FormText form, List<Object> row) {
        List<Object> plain = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            long number = number(value, form.columns().get(i).uom().isEmpty());
            plain.add(value instanceof String ? value : number == 0 ? "" : number);
        }
        return plain;
    }

    private static long number(Object value, boolean share) {
        if (value instanceof Integer number) {
            return number;
        }
        if (value instanceof Boolean yes) {
            return yes ? 1 : 0;
        }
        if (value instanceof LocalDate day) {
            return day.toEpochDay();
        }
        return value instanceof BigDecimal number
                ? number.movePointRight(share ? 4 : 2).longValueExact()
                : 0;
    }
}
