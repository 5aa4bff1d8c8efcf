package org.fubiao.web.findings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fubiao.answering.AnswerDesk;
import org.fubiao.answering.PageWaiver;
import org.fubiao.answering.PageWaiver.State;
import org.fubiao.answering.Scope;
import org.fubiao.finding.FindingIdentity;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.publishing.PublishedReview.FindingLine;
import org.fubiao.submission.PageExplanation;
import org.jspecify.annotations.Nullable;

/** What was answered on pages to the findings of a period, by the finding. */
final class Given {
    private final Job job;
    private final Map<FindingIdentity, List<PageExplanation>> explanations;
    private final List<PageWaiver> waivers;
    private final Map<String, String> forms = new HashMap<>();

    Given(Job job, Period period, AnswerDesk desk) {
        this.job = job.during(period);
        this.explanations = desk.explanations(job.id(), period).stream()
                .collect(Collectors.groupingBy(one -> one.explanation().about()));
        this.waivers = desk.waivers(job.id(), period);
        job.forms().forEach(form -> forms.put(form.title(), form.id()));
    }

    /** What a finding that can be explained is about; empty if its form is no more. */
    Optional<FindingIdentity> about(FindingLine line) {
        return form(line)
                .map(form -> new FindingIdentity(
                        line.code(), line.unit(), form, line.item(), line.field(), line.valuesHash()));
    }

    private Optional<String> form(FindingLine line) {
        return line.form().isEmpty() ? Optional.of("") : Optional.ofNullable(forms.get(line.form()));
    }

    /** The form of a finding, if it is one's. */
    Optional<Form> formOf(FindingLine line) {
        return Optional.ofNullable(forms.get(line.form())).map(job::form);
    }

    /** The widest scope in which a finding can be waived. */
    Optional<Scope> scope(FindingLine line) {
        boolean reconciliation =
                job.reconciliations().stream().anyMatch(one -> one.code().equals(line.code()));
        return form(line).map(form -> new Scope(line.code(), line.unit(), reconciliation ? "" : form, List.of(), ""));
    }

    /** What was written about a warning, the oldest first. */
    List<PageExplanation> explanations(FindingLine line) {
        return line.isExplainable()
                ? about(line)
                        .map(about -> explanations.getOrDefault(about, List.of()))
                        .orElse(List.of())
                : List.of();
    }

    /** What was asked for with the rule, unit and form of a finding, the oldest first. */
    List<PageWaiver> waivers(FindingLine line) {
        Optional<Scope> wide = scope(line);
        return waivers.stream()
                .filter(one -> wide.isPresent()
                        && one.scope().rule().equals(wide.get().rule())
                        && one.scope().unit().equals(wide.get().unit())
                        && one.scope().form().equals(wide.get().form()))
                .toList();
    }

    /** What was answered since the run that published a finding, as a part of a key of words; null if nothing. */
    @Nullable String since(FindingLine line) {
        List<PageExplanation> written = explanations(line);
        if (!written.isEmpty()) {
            String latest = written.get(written.size() - 1).explanation().text();
            return latest.equals(line.explanation()) ? null : "EXPLAINED";
        }
        List<PageWaiver> asked = waivers(line);
        if (asked.isEmpty() || line.severity() != org.fubiao.finding.Severity.ERROR) {
            return null;
        }
        State state = asked.get(asked.size() - 1).state();
        return state == State.WITHDRAWN ? null : state.name();
    }
}
