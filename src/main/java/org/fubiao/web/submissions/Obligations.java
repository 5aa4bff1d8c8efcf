package org.fubiao.web.submissions;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Unit;
import org.fubiao.run.Run;
import org.fubiao.upload.Upload;
import org.jspecify.annotations.Nullable;

/** What a unit has to report for a period, until when, and how far it is. */
final class Obligations {
    private final LatestOutputs outputs;
    private final Clock clock;

    Obligations(LatestOutputs outputs, Clock clock) {
        this.outputs = outputs;
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
        Map<String, Map<String, String>> reports = outputs.reports(job, scope.period(), unit.code());
        LocalDate today = LocalDate.now(clock);
        List<Line> lines = new ArrayList<>();
        for (Form form : job.forms()) {
            boolean exempt =
                    job.expectations().exemption(unit, form, scope.period()).isPresent();
            boolean owed = job.expectations().owes(unit, form, scope.period());
            if (!owed && !exempt && !form.may().contains(unit.kind())) {
                continue;
            }
            Map<String, String> report = reports.getOrDefault(form.title(), Map.of());
            State state = isSentSince(form, latest, uploads) ? State.SENT : state(report, exempt);
            LocalDate due = job.expectations().due(unit, form, scope.period()).orElse(null);
            boolean open = state == State.MISSING || state == State.NOTHING || state == State.NOT_YET_DUE;
            lines.add(new Line(
                    form,
                    owed,
                    owed ? due : null,
                    owed && open && due != null && due.isBefore(today),
                    state,
                    LatestOutputs.text(report, "remark")));
        }
        return lines;
    }

    private static boolean isSentSince(Form form, Optional<Run> latest, List<Upload> uploads) {
        return uploads.stream()
                .filter(upload -> upload.path() != null && upload.forms().contains(form.id()))
                .anyMatch(upload ->
                        latest.isEmpty() || upload.at().isAfter(latest.get().started()));
    }

    private static State state(Map<String, String> report, boolean exempt) {
        String state = LatestOutputs.text(report, "state");
        if (!state.isEmpty()) {
            return State.valueOf(state.toUpperCase(Locale.ROOT));
        }
        return exempt ? State.EXEMPT : State.NOTHING;
    }
}
