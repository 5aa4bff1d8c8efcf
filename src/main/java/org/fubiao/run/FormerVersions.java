package org.fubiao.run;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Measure;
import org.fubiao.job.Period;
import org.fubiao.job.PlausibilityCheck.FormerVersion;
import org.fubiao.plausibility.Corrected;
import org.fubiao.staging.Snapshot;
import org.fubiao.submission.ReceivedPart;
import org.fubiao.submission.Reception;
import org.fubiao.submission.Replacement;
import org.fubiao.totals.MeasureException;
import org.fubiao.totals.MeasureValue;
import org.fubiao.totals.MeasureValue.Level;
import org.fubiao.totals.MeasureValues;
import org.fubiao.totals.Totals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The measures of units as the versions of their reports give them that were replaced: the same definitions over other rows. It
 * therefore does not matter whether a run ever published the former version, or with which definitions.
 */
public final class FormerVersions {
    private static final Logger LOG = LoggerFactory.getLogger(FormerVersions.class);

    private final Job job;
    private final Period period;
    private final Path segments;

    /** @param segments folder of the segments */
    public FormerVersions(Job job, Period period, Path segments) {
        this.job = job;
        this.period = period;
        this.segments = segments;
    }

    /**
     * What the reports that count gave in the version next before; nothing is read if no check asks for it.
     *
     * @param now the measures of this period, before anything was excluded
     * @param prior those of the period before
     */
    public Corrected of(List<Replacement> replacements, Reception reception, MeasureValues now, MeasureValues prior)
            throws SQLException {
        Map<String, Replacement> latest = latest(replacements, reception);
        if (latest.isEmpty()
                || job.plausibility().stream().noneMatch(check -> check.against() instanceof FormerVersion)) {
            return Corrected.NOTHING;
        }
        Map<Replacement, String> problems = new LinkedHashMap<>();
        List<Snapshot.Member> members = new ArrayList<>();
        for (Replacement replacement : latest.values()) {
            ReceivedPart before = replacement.before();
            String segment = before.segment();
            problems.put(replacement, "");
            if (segment == null || before.unreadable()) {
                problems.put(replacement, "更正前的一稿未能读完");
            } else {
                members.add(new Snapshot.Member(
                        before.id(), before.unit(), before.path(), before.layout(), segments.resolve(segment)));
            }
        }
        MeasureValues values;
        try (Snapshot snapshot = Snapshot.open(job, members)) {
            List<MeasureValue> base = base(snapshot, problems);
            base.addAll(stillSo(now, latest));
            values = Totals.derive(job, snapshot, base, prior);
        }
        return new Corrected(values, reports(problems));
    }

    /** Of each report that counts the version next before; what stood under its own path was there last. */
    private static Map<String, Replacement> latest(List<Replacement> replacements, Reception reception) {
        Set<Long> counting = new HashSet<>();
        reception.counting().forEach(part -> counting.add(part.id()));
        Map<String, Replacement> latest = new TreeMap<>();
        for (Replacement replacement : replacements) {
            ReceivedPart after = replacement.after();
            if (counting.contains(after.id())) {
                latest.merge(key(after.unit(), after.form()), replacement, (a, b) -> b.inPlace() ? b : a);
            }
        }
        return latest;
    }

    private List<MeasureValue> base(Snapshot former, Map<Replacement, String> problems) throws SQLException {
        List<MeasureValue> values = new ArrayList<>();
        for (String id : former.reported().keySet()) {
            try {
                Totals.ofForm(job, period, job.form(id), former).stream()
                        .filter(value -> value.level() == Level.UNIT)
                        .forEach(values::add);
            } catch (SQLException | MeasureException e) {
                LOG.warn("cannot compute the measures of replaced versions of {}", id, e);
                problems.replaceAll((replacement, problem) ->
                        replacement.after().form().equals(id) && problem.isEmpty() ? "更正前的一稿是按另一种表式读取的" : problem);
            }
        }
        return values;
    }

    /** What the units' other reports give, which were not replaced. */
    private List<MeasureValue> stillSo(MeasureValues now, Map<String, Replacement> latest) {
        Map<String, String> forms = new LinkedHashMap<>();
        for (Measure measure : job.measures()) {
            if (!measure.isDerived()) {
                forms.put(measure.name(), String.valueOf(measure.form()));
            }
        }
        return now.list().stream()
                .filter(value -> value.level() == Level.UNIT)
                .filter(value -> forms.containsKey(value.measure())
                        && !latest.containsKey(key(value.key(), forms.get(value.measure()))))
                .toList();
    }

    private List<Corrected.Report> reports(Map<Replacement, String> problems) {
        Map<String, Integer> order = new LinkedHashMap<>();
        for (Form form : job.forms()) {
            order.put(form.id(), order.size());
        }
        return problems.entrySet().stream()
                .map(replaced -> new Corrected.Report(
                        replaced.getKey().after().unit(),
                        replaced.getKey().after().form(),
                        replaced.getKey().after().path(),
                        replaced.getValue()))
                .sorted(Comparator.comparing(Corrected.Report::unit)
                        .thenComparing(report -> order.getOrDefault(report.form(), -1)))
                .toList();
    }

    private static String key(String unit, @Nullable String form) {
        return unit + '\u0000' + form;
    }
}
