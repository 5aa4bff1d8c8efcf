package org.fubiao.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fubiao.batch.Library;
import org.fubiao.checking.Checker;
import org.fubiao.checking.RuleOutcome;
import org.fubiao.compute.Compute;
import org.fubiao.compute.Excluded;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.finding.Place;
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
import org.fubiao.staging.Segments;
import org.fubiao.staging.Snapshot;
import org.fubiao.staging.StagedPart;
import org.fubiao.totals.MeasureValue;
import org.fubiao.totals.MeasureValue.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * When results of the last run are taken over, and each way in which they no longer fit. Every result that was left is
 * replaced by a forged one, so that it shows where a result comes from.
 */
class FormResultsTest {
    private static final Optional<String> BUILD = Optional.of("1-1");
    private static final String FORGED = "伪造";
    private static final int HASH_LENGTH = 64;

    @TempDir
    private Path folder;

    private Library library;
    private Job job;
    private Snapshot.Member events;

    /** What is asked for: everything that results follow from. */
    private record Asked(
            Job job, Period period, List<Snapshot.Member> members, List<Group> read, Optional<String> build) {
        Asked with(Job other) {
            return new Asked(other, period, members, read, build);
        }

        Asked with(Period other) {
            return new Asked(job, other, members, read, build);
        }

        Asked with(Snapshot.Member... others) {
            return new Asked(job, period, List.of(others), read, build);
        }

        Asked with(Optional<String> other) {
            return new Asked(job, period, members, read, other);
        }
    }

    private Asked asked;

    @BeforeEach
    void stageEvents() throws Exception {
        library = Library.empty(folder);
        job = load();
        events = stage(1, "Q01", "和平区图书馆/读者活动台账.csv", Library.events(2, 4).replace("培训", "聚会"));
        asked = new Asked(job, Library.PERIOD, List.of(events), List.of(), BUILD);
    }

    @Test
    void whatFollowsFromTheSameIsTakenOver() throws Exception {
        leaveForged();

        assertThat(measures(asked)).extracting(MeasureValue::measure).containsOnly(FORGED);
        assertThat(codes(asked)).containsOnly(FORGED);
    }

    @Test
    void whatIsTakenOverIsWhatWasComputed() throws Exception {
        List<MeasureValue> computed = measures(asked);
        FormResults.Checked checked = check(asked);

        assertThat(computed).isNotEmpty();
        assertThat(checked.findings()).isNotEmpty();
        assertThat(measures(asked)).isEqualTo(computed);
        assertThat(check(asked)).isEqualTo(checked);
    }

    @Test
    void ofAFormThatNobodyReportedItIsWhatTheEngineWouldSay() throws Exception {
        try (Snapshot nothing = Snapshot.open(job, List.of())) {
            List<RuleOutcome> outcomes = Checker.check(job, nothing, new FindingTally());

            assertThat(outcomes).isNotEmpty();
            assertThat(check(asked.with()).outcomes()).isEqualTo(outcomes);
        }
    }

    @Test
    void otherRowsAreComputed() throws Exception {
        leaveForged();

        requireComputed(asked.with(stage(1, "Q01", events.file(), Library.events(2, 5))));
    }

    @Test
    void aSegmentOfTheSameNameWithOtherBytesIsComputed() throws Exception {
        leaveForged();
        Snapshot.Member other = stage(1, "Q01", events.file(), Library.events(2, 5));
        Files.delete(events.segment());
        Files.move(other.segment(), events.segment());

        requireComputed(asked);
    }

    @Test
    void onePartMoreIsComputed() throws Exception {
        leaveForged();

        requireComputed(asked.with(events, stage(2, "Q02", "河东区图书馆/读者活动台账.csv", Library.events(3, 2))));
    }

    @Test
    void rowsOfAnotherUnitOrFileAreComputed() throws Exception {
        leaveForged();

        requireComputed(asked.with(new Snapshot.Member(1, "Q02", events.file(), events.layout(), events.segment())));
        requireComputed(asked.with(new Snapshot.Member(1, "Q01", "别处.csv", events.layout(), events.segment())));
    }

    @Test
    void otherDefinitionsAreComputed() throws Exception {
        leaveForged();
        library.define("measures.yml", Files.readString(job.folder().resolve("measures.yml")) + "# 附注\n");

        requireComputed(asked.with(load()));
    }

    @Test
    void measuresWithoutSomeRowsAreComputedAndKeptByThemselves() throws Exception {
        leaveForged();
        Excluded third = new Excluded(Set.of(), Map.of(events.registered(), Set.of(3L)));

        assertThat(total(measures(asked, third))).isEqualByComparingTo("3");
        assertThat(total(measures(asked, new Excluded(Set.of(events.registered()), Map.of()))))
                .isNull();
        assertThat(measures(asked)).extracting(MeasureValue::measure).containsOnly(FORGED);
    }

    private List<MeasureValue> measures(Asked now, Excluded without) throws Exception {
        Kept kept = keptFor(now);
        try (Snapshot snapshot = Snapshot.open(now.job(), now.members())) {
            FormResults results = new FormResults(now.job(), now.period(), snapshot, kept);
            List<MeasureValue> before = results.measures();
            results.exclude(without);
            List<MeasureValue> after = results.measures();
            assertThat(results.measures()).isEqualTo(after).isNotEqualTo(before);
            return after;
        }
    }

    private static @Nullable BigDecimal total(List<MeasureValue> values) {
        return values.stream()
                .filter(value -> value.measure().equals("活动场次") && value.level() == Level.TOTAL)
                .map(MeasureValue::value)
                .findFirst()
                .orElse(null);
    }

    @Test
    void anotherPeriodIsComputed() throws Exception {
        leaveForged();

        requireComputed(asked.with(Period.parse("2024").orElseThrow()));
    }

    @Test
    void anotherBuildComputes() throws Exception {
        leaveForged();

        requireComputed(asked.with(Optional.of("1-2")));
        requireComputed(asked.with(Optional.empty()));
    }

    @Test
    void whatWasFoundInReadingDecidesOnChecksToo() throws Exception {
        leaveForged();
        FindingTally read = new FindingTally();
        read.addAll(check(asked.with(Optional.empty())).findings());
        Asked otherwise = new Asked(job, Library.PERIOD, asked.members(), read.groups(), BUILD);

        assertThat(codes(otherwise)).isNotEmpty().doesNotContain(FORGED);
    }

    @Test
    void aDamagedFileHoldsNothing() throws Exception {
        leaveForged();
        byte[] bytes = Files.readAllBytes(kept());
        for (byte[] damaged :
                List.of(changed(bytes, bytes.length / 2), Arrays.copyOf(bytes, bytes.length - 1), new byte[3])) {
            Files.write(kept(), damaged);

            requireComputed(asked);
        }
    }

    @Test
    void whatIsNoLongerUsedIsNotKept() throws Exception {
        leave(asked);
        long size = Files.size(kept());
        leave(asked.with());
        leave(asked);

        assertThat(Files.size(kept())).isEqualTo(size);
    }

    private static byte[] changed(byte[] bytes, int place) {
        byte[] changed = bytes.clone();
        changed[place] ^= 1;
        return changed;
    }

    private void requireComputed(Asked other) throws Exception {
        assertThat(measures(other))
                .isNotEmpty()
                .extracting(MeasureValue::measure)
                .doesNotContain(FORGED);
        assertThat(codes(other)).doesNotContain(FORGED);
    }

    private Path kept() {
        return folder.resolve("kept/" + Library.ID + "-2023");
    }

    private Kept keptFor(Asked now) throws IOException {
        return Kept.in(folder, now.job().id(), Library.PERIOD, now.build());
    }

    private List<MeasureValue> measures(Asked now) throws Exception {
        try (Snapshot snapshot = Snapshot.open(now.job(), now.members())) {
            return new FormResults(now.job(), now.period(), snapshot, keptFor(now)).measures();
        }
    }

    private FormResults.Checked check(Asked now) throws Exception {
        try (Snapshot snapshot = Snapshot.open(now.job(), now.members())) {
            return new FormResults(now.job(), now.period(), snapshot, keptFor(now)).check(now.read());
        }
    }

    private List<String> codes(Asked now) throws Exception {
        return check(now).findings().stream().map(Group::code).toList();
    }

    private void leave(Asked now) throws Exception {
        Kept kept = keptFor(now);
        try (Snapshot snapshot = Snapshot.open(now.job(), now.members())) {
            FormResults results = new FormResults(now.job(), now.period(), snapshot, kept);
            results.check(now.read());
            results.measures();
        }
        kept.save();
    }

    /** Leaves results of the right hashes that no computation can have. */
    private void leaveForged() throws Exception {
        List<String> ofChecks = keys(results -> results.check(asked.read()));
        List<String> ofMeasures = keys(FormResults::measures);
        Kept forged = keptFor(asked);
        Finding finding = new Finding(FORGED, Severity.ERROR, "", "", Place.NOWHERE, "", "", "", FORGED);
        FindingTally findings = new FindingTally();
        findings.add(finding);
        FormResults.Checked checked = new FormResults.Checked(Map.of(), findings.groups(), List.of(), List.of());
        MeasureValue value = new MeasureValue(FORGED, Level.TOTAL, "", BigDecimal.ONE);
        ofChecks.forEach(key -> forged.put(key, ResultBytes.write(out -> ResultBytes.checked(out, checked))));
        ofMeasures.forEach(key -> forged.put(key, ResultBytes.write(out -> ResultBytes.values(out, List.of(value)))));
        forged.save();
    }

    /** Computes some results of what is asked for. */
    private interface Computation {
        void of(FormResults results) throws SQLException;
    }

    /** Under which hashes a computation leaves its results of the form that was reported. */
    private List<String> keys(Computation computation) throws Exception {
        List<String> keys = keys(asked, computation);
        keys.removeAll(keys(asked.with(), computation));
        return keys;
    }

    private List<String> keys(Asked now, Computation computation) throws Exception {
        Kept kept = keptFor(now);
        try (Snapshot snapshot = Snapshot.open(now.job(), now.members())) {
            computation.of(new FormResults(now.job(), now.period(), snapshot, kept));
        }
        kept.save();
        if (Files.notExists(kept())) {
            return new ArrayList<>();
        }
        byte[] bytes = Files.readAllBytes(kept());
        Files.delete(kept());
        return ResultBytes.read(Arrays.copyOfRange(bytes, HASH_LENGTH, bytes.length), in -> {
            in.readUTF();
            List<String> keys = new ArrayList<>();
            for (int count = in.readInt(); count > 0; count--) {
                keys.add(in.readUTF());
                in.skipNBytes(in.readInt());
            }
            return keys;
        });
    }

    private Job load() {
        try (Compute compute = new Compute()) {
            return JobLoader.load(library.jobs().resolve(Library.ID), compute);
        }
    }

    private Snapshot.Member stage(long number, String unit, String path, String text) throws IOException, SQLException {
        Path file = Files.writeString(folder.resolve(number + ".csv"), text);
        try (Workbook workbook = Workbooks.open(file);
                Segments segments = new Segments(folder)) {
            Recognition.Part part = new Recognizer(job)
                    .recognize(workbook, path, Library.PERIOD)
                    .parts()
                    .get(0);
            Form form = job.form(part.layout().form());
            Segments.Written written = segments.write(
                    form,
                    List.of(new StagedPart(
                            number,
                            Files.size(file),
                            () -> Workbooks.open(file),
                            part.layout(),
                            new RowContext(path, unit),
                            new FindingTally())));
            return new Snapshot.Member(
                    number, unit, path, part.layout(), segments.folder().resolve(written.file()));
        }
    }
}
