package org.fubiao.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.checking.Checker;
import org.fubiao.checking.Clashes;
import org.fubiao.checking.RuleOutcome;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.control.ControlDatabase;
import org.fubiao.finding.FindingTally;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.plausibility.Corrected;
import org.fubiao.plausibility.Plausibility;
import org.fubiao.rulebook.RuleBook.Count;
import org.fubiao.staging.Segments;
import org.fubiao.staging.Snapshot;
import org.fubiao.submission.ReceivedPart;
import org.fubiao.submission.Reception;
import org.fubiao.submission.Register;
import org.fubiao.totals.MeasureException;
import org.fubiao.totals.MeasureValues;
import org.fubiao.totals.Reconciler;
import org.fubiao.totals.ReconciliationResult;
import org.fubiao.totals.Succession;
import org.fubiao.totals.Totals;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rules of today over what was reported in past periods, as the latest run of each read it. Nothing is published or
 * registered.
 */
public final class RuleRehearsal {
    private final Job job;
    private final Runs runs;
    private final Register register;
    private final Results results;
    private final Path segments;

    /** @param job as it is for the period that is rehearsed */
    public RuleRehearsal(Job job, Runs runs, ControlDatabase database, Path work) {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        this.job = job;
        this.runs = runs;
        this.register = new Register(jdbc);
        this.results = new Results(jdbc);
        this.segments = Segments.folder(work);
    }

    /**
     * What the rules came to in a period.
     *
     * @param counts by code, of the rules and reconciliations that could be executed
     * @param pairs conditions of a form, by id of the form
     * @param skipped forms that could not be rehearsed, and why
     */
    public record OfPeriod(
            Run run, long rows, Map<String, Count> counts, Map<String, List<Pair>> pairs, List<String> skipped) {
        public OfPeriod {
            counts = Map.copyOf(counts);
            pairs = Map.copyOf(pairs);
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * Two conditions over the rows or columns of a form, of which at least one is a rule of the job.
     *
     * @param one code of a rule
     * @param other code of a rule, or of a finding with the field that it is about
     * @param decided how often both could be decided
     * @param first how often the one was met then
     * @param second how often the other was
     * @param both how often both were
     */
    public record Pair(String one, String other, long decided, long first, long second, long both) {
        /** Whether each was met, and never both. */
        public boolean clashes() {
            return first > 0 && second > 0 && both == 0;
        }

        /** The same pair over more rows. */
        public Pair plus(Pair more) {
            return new Pair(
                    one, other, decided + more.decided, first + more.first, second + more.second, both + more.both);
        }
    }

    /** Rehearses over a period; empty if it was never run. */
    public Optional<OfPeriod> over(Period period) throws SQLException {
        Optional<Run> run = runs.latestDone(job.id(), period);
        return run.isPresent() ? Optional.of(over(run.get())) : Optional.empty();
    }

    private OfPeriod over(Run run) throws SQLException {
        List<String> skipped = new ArrayList<>();
        Map<Form, List<ReceivedPart>> readable = readable(run, skipped);
        List<Snapshot.Member> members = new ArrayList<>();
        long rows = 0;
        for (List<ReceivedPart> parts : readable.values()) {
            for (ReceivedPart part : parts) {
                members.add(new Snapshot.Member(part.id(), part.unit(), part.path(), part.layout(), segment(part)));
                rows += part.balance().staged();
            }
        }
        try (Snapshot snapshot = Snapshot.open(job, members)) {
            List<RuleOutcome> outcomes = new ArrayList<>();
            Map<String, List<Pair>> pairs = new HashMap<>();
            Checker checker = new Checker(job, List.of());
            for (Form form : job.forms()) {
                List<RuleOutcome> ofForm = checker.check(form, snapshot.of(form), new FindingTally())
                        .outcomes();
                outcomes.addAll(ofForm);
                if (ofForm.size() == form.rules().size()) {
                    pairs.put(form.id(), pairs(snapshot, form));
                }
            }
            Map<String, Count> counts = counts(run, snapshot, outcomes, skipped);
            return new OfPeriod(run, rows, counts, pairs, skipped);
        }
    }

    private static List<Pair> pairs(Snapshot snapshot, Form form) throws SQLException {
        return Clashes.of(snapshot.of(form), form).stream()
                .map(pair ->
                        new Pair(pair.one(), pair.other(), pair.decided(), pair.first(), pair.second(), pair.both()))
                .toList();
    }

    private Map<String, Count> counts(Run run, Snapshot snapshot, List<RuleOutcome> outcomes, List<String> skipped)
            throws SQLException {
        MeasureValues previous = Succession.carry(
                job,
                snapshot,
                runs.comparedWith(run.id()).map(results::measures).orElseGet(MeasureValues::none));
        try {
            MeasureValues values = Totals.compute(job, run.period(), snapshot, previous);
            List<ReconciliationResult> compared = Reconciler.reconcile(
                    job,
                    run.period(),
                    snapshot,
                    values,
                    previous,
                    new OtherRuns(job, run.period(), runs).published(results));
            // What was corrected then cannot be told from what counts.
            Plausibility plausibility = new Plausibility(job, values, values, previous, Corrected.NOTHING, Map.of());
            return RuleFirings.counts(job, outcomes, compared, plausibility.results());
        } catch (MeasureException e) {
            skipped.add("对账和合理性审核：" + e.getMessage());
            return RuleFirings.ofForms(outcomes);
        }
    }

    /** The parts that the definitions of today can read in the segments of then. */
    private Map<Form, List<ReceivedPart>> readable(Run run, List<String> skipped) throws SQLException {
        Set<String> units = job.units().stream().map(Unit::code).collect(Collectors.toSet());
        Set<String> forms = job.forms().stream().map(Form::id).collect(Collectors.toSet());
        List<ReceivedPart> counting = Reception.countingOf(register.parts(run.id()).stream()
                .filter(part -> forms.contains(part.form()) && units.contains(part.unit()))
                .toList());
        Map<Form, List<ReceivedPart>> readable = new LinkedHashMap<>();
        try (Connection connection = Compute.alone()) {
            for (Form form : job.forms()) {
                List<ReceivedPart> parts = counting.stream()
                        .filter(part -> part.form().equals(form.id()) && part.segment() != null)
                        .toList();
                String problem = parts.isEmpty() ? "" : problem(connection, form, parts);
                if (problem.isEmpty()) {
                    readable.put(form, parts);
                } else {
                    skipped.add("《" + form.title() + "》：" + problem);
                }
            }
        }
        return readable;
    }

    private String problem(Connection connection, Form form, List<ReceivedPart> parts) throws SQLException {
        List<Path> files = parts.stream()
                .map(this::segment)
                .distinct()
                .flatMap(Segments::files)
                .toList();
        if (!files.stream().allMatch(Files::isRegularFile)) {
            return "暂存数据已不在，请先重新汇总该期";
        }
        boolean known = parts.stream()
                .allMatch(
                        part -> part.layout().columns().size() == form.fields().size());
        for (Path file : files) {
            known = known
                    && Segments.columns(connection, file)
                            .entrySet()
                            .containsAll(FormTable.stored(form).entrySet());
        }
        return known ? "" : "表式在该期之后改动过，请先重新汇总该期";
    }

    private Path segment(ReceivedPart part) {
        return segments.resolve(String.valueOf(part.segment())).toAbsolutePath();
    }
}
