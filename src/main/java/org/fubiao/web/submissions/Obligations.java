package org.fubiao.web.submissions;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.publishing.PublishedReview.ReportLine;
import org.fubiao.reviewing.ReviewShelf;
import org.fubiao.run.Run;
import org.fubiao.upload.Upload;
import org.jspecify.annotations.Nullable;

/** What a unit has to report for a period, until when, and how far it is. */
final class Obligations {
    private final ReviewShelf shelf;
    private final Clock clock;

    Obligations(ReviewShelf shelf, Clock clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    /** How far a report is: as the latest run says, or later than that. */
    enum State {
        ACCEPTED,
        ACCEPTED_WITH_WARNINGS,
        ACCEPTED_WITH_ERRORS,
        EXCLUDED,
        NIL,
        NIL_WITH_WARNINGS,
        MISSING,
        NOT_YET_DUE,
        EXEMPT,
        /** Sent through the pages after the latest run. */
        SENT,
        /** Nothing came, as far as is known. */
        NOTHING
    }

    /**
     * One form.
     *
     * @param due the last day, an extension included; null if there is none
     * @param late whether that day has passed and nothing came
     * @param remark what the latest run noted
     */
    record Line(Form form, boolean owed, @Nullable LocalDate due, boolean late, State state, String remark) {}

    /** All forms that a unit must or may report. */
    List<Line> of(Scope scope, Unit unit, Optional<Run> latest, List<Upload> uploads) throws IOException {
        Job job = scope.job();
        Map<String, ReportLine> reports = reports(job, scope.period(), unit);
        LocalDate today = LocalDate.now(clock);
        List<Line> lines = new ArrayList<>();
        for (Form form : job.forms()) {
            boolean exempt =
                    job.expectations().exemption(unit, form, scope.period()).isPresent();
            boolean owed = job.expectations().owes(unit, form, scope.period());
            if (!owed && !exempt && !form.may().contains(unit.kind())) {
                continue;
            }
            ReportLine report = reports.get(form.title());
            State state = isSentSince(form, latest, uploads) ? State.SENT : state(report, exempt);
            LocalDate due = job.expectations().due(unit, form, scope.period()).orElse(null);
            boolean open = state == State.MISSING || state == State.NOTHING || state == State.NOT_YET_DUE;
            lines.add(new Line(
                    form,
                    owed,
                    owed ? due : null,
                    owed && open && due != null && due.isBefore(today),
                    state,
                    report == null ? "" : report.remark()));
        }
        return lines;
    }

    private static boolean isSentSince(Form form, Optional<Run> latest, List<Upload> uploads) {
        return uploads.stream()
                .filter(upload -> upload.path() != null && upload.forms().contains(form.id()))
                .anyMatch(upload ->
                        latest.isEmpty() || upload.at().isAfter(latest.get().started()));
    }

    /** What the latest run published of a unit's reports, by the title of the form. */
    private Map<String, ReportLine> reports(Job job, Period period, Unit unit) throws IOException {
        Map<String, ReportLine> reports = new HashMap<>();
        shelf.latest(job.id(), period)
                .ifPresent(reviewed -> reviewed.review().reports().stream()
                        .filter(report -> report.unit().equals(unit.code()))
                        .forEach(report -> reports.put(report.form(), report)));
        return reports;
    }

    private static State state(@Nullable ReportLine report, boolean exempt) {
        if (report != null) {
            return State.valueOf(report.state().name());
        }
        return exempt ? State.EXEMPT : State.NOTHING;
    }
}
