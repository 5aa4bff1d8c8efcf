package org.fubiao.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fubiao.finding.Explanation;
import org.fubiao.finding.FindingIdentity;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Rule;
import org.fubiao.settling.Explained;
import org.fubiao.settling.Settlement;
import org.fubiao.totals.AppendixTable;
import org.fubiao.totals.Uses;

/** Prints what units wrote about warnings below the appendices that show the form, where the job wants it. */
final class ExplanationNotes {
    /** More of them would be a table of their own, which the review has. */
    private static final int MOST = 10;

    private final Job job;
    private final List<Explanation> printed;

    ExplanationNotes(Job job, Settlement settlement) {
        this.job = job;
        Set<String> rules = new HashSet<>();
        for (Form form : job.forms()) {
            form.rules().stream().filter(Rule::explainedInNotes).forEach(rule -> rules.add(rule.code()));
        }
        this.printed = settlement.explanations().stream()
                .filter(explained -> explained.state() == Explained.State.VALID)
                .map(Explained::explanation)
                .filter(explanation -> rules.contains(explanation.about().code()))
                .toList();
    }

    List<AppendixTable> addTo(List<AppendixTable> tables) {
        return printed.isEmpty() ? tables : tables.stream().map(this::addTo).toList();
    }

    private AppendixTable addTo(AppendixTable table) {
        List<Form> forms = Uses.forms(job, table.definition());
        List<Explanation> own = printed.stream()
                .filter(explanation -> forms.stream()
                        .anyMatch(form -> form.id().equals(explanation.about().form())))
                .toList();
        if (own.isEmpty()) {
            return table;
        }
        List<String> notes = new ArrayList<>(table.notes());
        own.stream().limit(MOST).map(this::words).forEach(notes::add);
        if (own.size() > MOST) {
            notes.add("情况说明共" + own.size() + "条，以上列出" + MOST + "条，其余见《审核情况》。");
        }
        return new AppendixTable(
                table.definition(),
                table.office(),
                table.period(),
                table.stub(),
                table.columns(),
                table.rows(),
                notes,
                table.coverage());
    }

    private String words(Explanation explanation) {
        FindingIdentity about = explanation.about();
        String end = explanation.text().matches("(?s).*[。！？]") ? "" : "。";
        return job.unit(about.unit()).name() + "《" + job.form(about.form()).title() + "》"
                + (about.item().isEmpty() ? "" : "“" + about.item() + "”") + "情况说明（" + explanation.shown() + "）："
                + explanation.text() + end;
    }
}
