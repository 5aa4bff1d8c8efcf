package org.fubiao.batch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fubiao.finding.FindingTally.Group;
import org.fubiao.finding.Severity;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.publishing.Publication;
import org.fubiao.publishing.Publication.FindingGroup;
import org.fubiao.publishing.Publication.Received;
import org.fubiao.publishing.Publication.Report;
import org.fubiao.publishing.RuleReview;
import org.fubiao.receipt.Titles;
import org.fubiao.recognition.RowBalance;
import org.fubiao.rulebook.Fired;
import org.fubiao.run.Corrections;
import org.fubiao.run.Exclusions;
import org.fubiao.submission.ReceivedFile;
import org.fubiao.submission.ReceivedPart;
import org.fubiao.submission.Reception;
import org.jspecify.annotations.Nullable;

/** Puts together the parts of a publication that tell who reported what, and what is wrong with it. */
final class PublicationAssembler {
    private final Job job;
    private final Period period;
    private final Reception reception;
    private final List<Group> findings;
    private final Exclusions exclusions;
    private final Titles titles;

    PublicationAssembler(Job job, Period period, Reception reception, List<Group> findings, Exclusions exclusions) {
        this.job = job;
        this.period = period;
        this.reception = reception;
        this.findings = findings;
        this.exclusions = exclusions;
        this.titles = new Titles(job);
    }

    /** What each unit owes or sent, by unit, then form. */
    List<Report> reports() {
        Map<String, Severity> worst = new HashMap<>();
        for (Group group : findings) {
            worst.merge(key(group.unit(), group.form()), group.severity(), PublicationAssembler::worse);
        }
        Map<String, Map<String, ReceivedPart>> counting = reception.byUnitAndForm();
        List<Report> reports = new ArrayList<>();
        for (Unit unit : job.units()) {
            for (Form form : job.forms()) {
                ReceivedPart part = counting.getOrDefault(unit.code(), Map.of()).get(form.id());
                if (part != null) {
                    reports.add(came(unit, form, part, worst.get(key(unit.code(), form.id()))));
                } else if (form.from().contains(unit.kind())) {
                    reports.add(absent(unit, form));
                }
            }
        }
        return reports;
    }

    private Report came(Unit unit, Form form, ReceivedPart part, @Nullable Severity worst) {
        LocalDate due = job.expectations().due(unit, form, period).orElse(null);
        LocalDate dated = reception.firstDated(part).orElse(null);
        String corrected = reception
                .dated(part)
                .filter(day -> dated != null && day.isAfter(dated))
                .map(day -> "更正于" + day)
                .orElse("");
        return new Report(
                part.unit(),
                part.form(),
                job.expectations().owes(unit, form, period),
                part.path(),
                part.layout().sheetName(),
                part.filled(),
                part.balance().staged(),
                state(form, part, worst),
                due,
                dated,
                timeliness(form, due, dated),
                Stream.of(remark(unit, form), corrected)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("；")));
    }

    private Report.State state(Form form, ReceivedPart part, @Nullable Severity worst) {
        if (exclusions.isExcluded(part.id())) {
            return Report.State.EXCLUDED;
        }
        if (worst == Severity.ERROR) {
            return Report.State.ACCEPTED_WITH_ERRORS;
        }
        RowBalance rows = part.balance();
        boolean nil = !form.isMatrix() && rows.staged() + rows.rejected() + rows.declaredTotals() == 0;
        if (worst == Severity.WARNING) {
            return nil ? Report.State.NIL_WITH_WARNINGS : Report.State.ACCEPTED_WITH_WARNINGS;
        }
        return nil ? Report.State.NIL : Report.State.ACCEPTED;
    }

    private Report absent(Unit unit, Form form) {
        boolean owes = job.expectations().owes(unit, form, period);
        Report.State state = !owes
                ? Report.State.EXEMPT
                : reception.isNotYetDue(unit, form) ? Report.State.NOT_YET_DUE : Report.State.MISSING;
        LocalDate due = owes ? job.expectations().due(unit, form, period).orElse(null) : null;
        return new Report(
                unit.code(),
                form.id(),
                owes,
                "",
                "",
                "",
                0,
                state,
                due,
                null,
                Report.Timeliness.UNKNOWN,
                remark(unit, form));
    }

    private Report.Timeliness timeliness(Form form, @Nullable LocalDate due, @Nullable LocalDate dated) {
        if (due == null || dated == null) {
            return Report.Timeliness.UNKNOWN;
        }
        if (dated.isAfter(due)) {
            return Report.Timeliness.LATE;
        }
        return job.expectations().due(form, period).filter(dated::isAfter).isPresent()
                ? Report.Timeliness.EXTENDED
                : Report.Timeliness.IN_TIME;
    }

    private String remark(Unit unit, Form form) {
        return job.expectations()
                .exemption(unit, form, period)
                .map(one -> "豁免：" + one.reason() + "（批准人：" + one.granted() + "）")
                .or(() -> job.expectations()
                        .extension(unit, form, period)
                        .map(one -> "延期至" + one.until() + "：" + one.reason()))
                .orElse("");
    }

    private static Severity worse(Severity a, Severity b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static String key(String unit, String form) {
        return unit + '\u0000' + form;
    }

    /** Every part that was received, and every file in which none was recognised, by path. */
    List<Received> submissions(List<ReceivedFile> files) {
        List<Received> received = new ArrayList<>();
        Set<String> withParts = new HashSet<>();
        for (ReceivedPart part : reception.parts()) {
            withParts.add(part.path());
            RowBalance balance = part.balance();
            received.add(new Received(
                    part.path(),
                    part.layout().sheetName(),
                    part.sha256(),
                    part.size(),
                    part.unit(),
                    part.form(),
                    reception.describe(part),
                    balance.read(),
                    balance.staged(),
                    balance.rejected(),
                    balance.declaredTotals(),
                    balance.blank() + balance.notes()));
        }
        for (ReceivedFile file : files) {
            if (!withParts.contains(file.path())) {
                received.add(new Received(
                        file.path(), "", file.sha256(), file.size(), "", "", "未采用（未识别出报表）", 0, 0, 0, 0, 0));
            }
        }
        received.sort(Comparator.comparing(Received::file).thenComparing(Received::sheet));
        return received;
    }

    /** What new versions changed. */
    List<Publication.Correction> corrections(List<Corrections.Correction> corrections) {
        return corrections.stream()
                .map(correction -> new Publication.Correction(
                        correction.after().unit(),
                        correction.after().form(),
                        correction.before().place(),
                        correction.after().place(),
                        correction.added(),
                        correction.removed(),
                        correction.changed(),
                        correction.cells(),
                        correction.problem(),
                        correction.changes().stream()
                                .map(change -> new Publication.Change(
                                        Publication.Change.Kind.valueOf(
                                                change.kind().name()),
                                        change.row(),
                                        change.rowBefore(),
                                        change.rowNow(),
                                        change.field(),
                                        change.before(),
                                        change.now()))
                                .toList()))
                .toList();
    }

    /** What the rules of the job came to. */
    RuleReview rules(List<Fired> fired) {
        return new RuleReview(
                fired,
                exclusions.entries().stream()
                        .map(one -> new RuleReview.Excluded(
                                one.consequence(),
                                one.unit(),
                                one.form(),
                                one.file(),
                                one.sheet(),
                                one.row(),
                                one.code(),
                                titles.of(one.code()),
                                one.reason()))
                        .toList());
    }

    List<FindingGroup> findings() {
        return findings.stream()
                .map(group -> new FindingGroup(
                        group.code(),
                        group.severity(),
                        titles.of(group.code()),
                        group.unit(),
                        group.form(),
                        group.count(),
                        group.examples()))
                .toList();
    }
}
