package org.fubiao.run;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fubiao.checking.Blocked;
import org.fubiao.checking.Checker;
import org.fubiao.checking.RuleOutcome;
import org.fubiao.compute.Excluded;
import org.fubiao.finding.Finding;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.FindingTally;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.recognition.SheetLayout;
import org.fubiao.settling.Subject;
import org.fubiao.settling.Subjects;
import org.fubiao.staging.Snapshot;
import org.fubiao.submission.Archive;
import org.fubiao.submission.Sha256;
import org.fubiao.totals.MeasureValue;
import org.fubiao.totals.Totals;

/**
 * What follows from the rows of each form alone: how many there are, what is wrong with them, and the measures over them. What
 * the last run computed from the same is taken over; what is left is computed, several forms at a time.
 *
 * <p>The same means: the bytes of the form's segments, which parts stand in them and where those came from, the definitions of
 * the job, the period, and for the checks what was found in reading the form.
 */
public final class FormResults {
    /** Beyond this size of its segments, to look at their bytes takes time that is better spent on computing. */
    private static final long MOST_BYTES = 64L << 20;

    private final Job job;
    private final Period period;
    private final Snapshot snapshot;
    private final Kept kept;
    /** By id of the form: hash of what its measures follow from; none for forms of which nothing is kept. */
    private final Map<String, Optional<String>> sources = new ConcurrentHashMap<>();
    /** By id of the form: its measures over all that was reported, as far as they were asked for. */
    private final Map<String, List<MeasureValue>> ofEverything = new ConcurrentHashMap<>();

    private Excluded excluded = Excluded.NOTHING;

    public FormResults(Job job, Period period, Snapshot snapshot, Kept kept) {
        this.job = job;
        this.period = period;
        this.snapshot = snapshot;
        this.kept = kept;
    }

    /**
     * What a snapshot's rows are found to be.
     *
     * @param rows how many there are of each part, by the number under which it is registered
     * @param findings what is wrong with them
     * @param outcomes of the rules of the job
     * @param blocked what the rules keep out of the totals, by the number under which a part is registered
     */
    public record Checked(
            Map<Long, Snapshot.Rows> rows, List<Group> findings, List<RuleOutcome> outcomes, List<Blocked> blocked) {
        public Checked {
            rows = Map.copyOf(rows);
            findings = List.copyOf(findings);
            outcomes = List.copyOf(outcomes);
            blocked = List.copyOf(blocked);
        }
    }

    /** Checks all forms. {@code read} is what was found in reading them. */
    public Checked check(List<Group> read) throws SQLException {
        Checker checker = new Checker(job, read);
        Map<String, List<Group>> readByForm = new HashMap<>();
        read.forEach(group -> readByForm
                .computeIfAbsent(group.form(), form -> new ArrayList<>())
                .add(group));
        Map<Long, Snapshot.Rows> rows = new HashMap<>();
        FindingTally findings = new FindingTally();
        List<RuleOutcome> outcomes = new ArrayList<>();
        List<Blocked> blocked = new ArrayList<>();
        for (Checked checked : each(form -> check(checker, form, readByForm.getOrDefault(form.id(), List.of())))) {
            rows.putAll(checked.rows());
            findings.addAll(checked.findings());
            outcomes.addAll(checked.outcomes());
            blocked.addAll(checked.blocked());
        }
        return new Checked(rows, findings.groups(), outcomes, blocked);
    }

    private Checked check(Checker checker, Form form, List<Group> read) throws SQLException {
        if (snapshot.parts(form).findAny().isEmpty()) {
            // The engine would bind all rules to tell the same, for as long as it checks half a million rows.
            return new Checked(Map.of(), List.of(), Checker.ofNothing(form), List.of());
        }
        Optional<String> key = source(form)
                .map(source -> key(out -> {
                    ResultBytes.text(out, "checked");
                    ResultBytes.text(out, source);
                    ResultBytes.groups(out, read);
                }));
        Optional<byte[]> known = key.flatMap(kept::get);
        if (known.isPresent()) {
            return ResultBytes.read(known.get(), ResultBytes::checked);
        }
        Map<Long, Snapshot.Rows> rows = snapshot.count(form);
        FindingTally findings = new FindingTally();
        Checker.Checked found = checker.check(form, snapshot.of(form), findings);
        Checked checked = new Checked(
                rows, findings.groups(), found.outcomes(), Exclusions.registered(snapshot, found.blocked()));
        if (checked.findings().stream().noneMatch(FormResults::isBroken)) {
            key.ifPresent(to -> kept.put(to, ResultBytes.write(out -> ResultBytes.checked(out, checked))));
        }
        return checked;
    }

    /** What the engine could not do this time, for want of memory perhaps, it may do the next time. */
    private static boolean isBroken(Group group) {
        return group.code().equals(FindingCode.RULE_BROKEN.code());
    }

    /** From here on, measures are made of what is left without these rows and parts. */
    public void exclude(Exclusions exclusions) throws SQLException {
        exclude(exclusions.rows());
    }

    void exclude(Excluded rows) throws SQLException {
        snapshot.exclude(rows);
        excluded = rows;
    }

    /** The measures over the rows of all forms. */
    public List<MeasureValue> measures() throws SQLException {
        List<MeasureValue> values = new ArrayList<>();
        each(this::measures).forEach(values::addAll);
        return values;
    }

    private List<MeasureValue> measures(Form form) throws SQLException {
        Map<Long, Set<Long>> without = without(form);
        if (!without.isEmpty()) {
            return measures(form, without);
        }
        List<MeasureValue> known = ofEverything.get(form.id());
        List<MeasureValue> values = known == null ? measures(form, without) : known;
        ofEverything.put(form.id(), values);
        return values;
    }

    /** The parts of a form of which something does not count: the rows that do not, none for the whole part. */
    private Map<Long, Set<Long>> without(Form form) {
        Map<Long, Set<Long>> without = new TreeMap<>();
        snapshot.parts(form)
                .map(Snapshot.Member::registered)
                .filter(excluded::concerns)
                .forEach(part -> without.put(part, excluded.rows().getOrDefault(part, Set.of())));
        return without;
    }

    private List<MeasureValue> measures(Form form, Map<Long, Set<Long>> without) throws SQLException {
        Optional<String> key = source(form)
                .map(source -> key(out -> {
                    ResultBytes.text(out, "measures");
                    ResultBytes.text(out, source);
                    describe(out, without);
                }));
        Optional<byte[]> known = key.flatMap(kept::get);
        if (known.isPresent()) {
            return ResultBytes.read(known.get(), ResultBytes::values);
        }
        List<MeasureValue> values = Totals.ofForm(job, period, form, snapshot);
        key.ifPresent(to -> kept.put(to, ResultBytes.write(out -> ResultBytes.values(out, values))));
        return values;
    }

    /** What findings are about, wherever they stand. */
    public Map<Finding, Subject> subjects(Collection<Finding> findings) throws SQLException {
        Subjects lookup = new Subjects(job, snapshot);
        Map<String, List<Finding>> byForm = new TreeMap<>();
        findings.forEach(finding -> byForm.computeIfAbsent(finding.form(), form -> new ArrayList<>())
                .add(finding));
        Map<Finding, Subject> subjects = new HashMap<>();
        for (Form form : job.forms()) {
            List<Finding> some = byForm.remove(form.id());
            if (some != null) {
                subjects.putAll(subjects(form, some, lookup));
            }
        }
        for (List<Finding> others : byForm.values()) {
            subjects.putAll(lookup.of(others));
        }
        return subjects;
    }

    private Map<Finding, Subject> subjects(Form form, List<Finding> findings, Subjects lookup) throws SQLException {
        Optional<String> key = source(form)
                .map(source -> key(out -> {
                    ResultBytes.text(out, "subjects");
                    ResultBytes.text(out, source);
                    // Findings may stand in rows that are left out, and are looked up among those that are not.
                    describe(out, without(form));
                    for (Finding finding : findings) {
                        ResultBytes.text(out, finding.toString());
                    }
                }));
        Optional<byte[]> known = key.flatMap(kept::get);
        if (known.isPresent()) {
            return ResultBytes.read(known.get(), in -> ResultBytes.subjects(in, findings));
        }
        Map<Finding, Subject> subjects = lookup.of(findings);
        key.ifPresent(to -> kept.put(to, ResultBytes.write(out -> ResultBytes.subjects(out, findings, subjects))));
        return subjects;
    }

    /** Version of the compute engine, which need not be started to know it. */
    public String engineVersion() throws SQLException {
        String key = "engine";
        Optional<byte[]> known = kept.get(key);
        if (known.isPresent()) {
            return new String(known.get(), StandardCharsets.UTF_8);
        }
        String version = snapshot.engine().getMetaData().getDatabaseProductVersion();
        kept.put(key, version.getBytes(StandardCharsets.UTF_8));
        return version;
    }

    private Optional<String> source(Form form) {
        return sources.computeIfAbsent(form.id(), id -> describe(form));
    }

    private Optional<String> describe(Form form) {
        try {
            List<String> segments = new ArrayList<>();
            long size = 0;
            for (Path file : snapshot.segmentFiles(form)) {
                size += Files.size(file);
                if (size > MOST_BYTES) {
                    return Optional.empty();
                }
                segments.add(Archive.hash(file).sha256());
            }
            return Optional.of(key(out -> {
                ResultBytes.text(out, job.hash());
                ResultBytes.text(out, period.toString());
                ResultBytes.text(out, form.id());
                for (String hash : segments) {
                    ResultBytes.text(out, hash);
                }
                for (Snapshot.Member part : snapshot.parts(form).toList()) {
                    describe(out, part);
                }
            }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void describe(DataOutputStream out, Map<Long, Set<Long>> without) throws IOException {
        for (var part : without.entrySet()) {
            out.writeLong(part.getKey());
            ResultBytes.text(out, new TreeSet<>(part.getValue()).toString());
        }
    }

    private static void describe(DataOutputStream out, Snapshot.Member part) throws IOException {
        out.writeLong(part.registered());
        ResultBytes.text(out, part.unit());
        ResultBytes.text(out, part.file());
        SheetLayout layout = part.layout();
        out.writeInt(layout.sheet());
        ResultBytes.text(out, layout.sheetName());
        out.writeLong(layout.headRow());
        ResultBytes.text(out, layout.columns().toString());
        out.writeInt(layout.itemColumn());
        out.writeInt(layout.width());
    }

    private static String key(ResultBytes.Writing writing) {
        return Sha256.of(ResultBytes.write(writing));
    }

    /** Computes something of a form. */
    private interface OfForm<T> {
        T of(Form form) throws SQLException;
    }

    /** In the order of the forms. Of several that fail, the first says why. */
    private <T> List<T> each(OfForm<T> work) throws SQLException {
        List<Callable<T>> tasks = new ArrayList<>();
        job.forms().forEach(form -> tasks.add(() -> work.of(form)));
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while computing", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("cannot compute", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
