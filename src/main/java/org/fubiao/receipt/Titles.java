package org.fubiao.receipt;

import java.util.HashMap;
import java.util.Map;
import org.fubiao.finding.FindingCode;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.PlausibilityCheck;
import org.fubiao.job.Reconciliation;
import org.fubiao.job.Rule;

/** What the codes of findings mean, in few words, and what forms are called. */
public final class Titles {
    private final Map<String, String> codes = new HashMap<>();
    private final Map<String, String> forms = new HashMap<>();

    public Titles(Job job) {
        for (FindingCode code : FindingCode.values()) {
            codes.put(code.code(), code.title());
        }
        for (Form form : job.forms()) {
            forms.put(form.id(), form.title());
            for (Rule rule : form.rules()) {
                codes.put(rule.code(), rule.message());
            }
        }
        for (PlausibilityCheck check : job.plausibility()) {
            codes.put(check.code(), check.title());
        }
        for (Reconciliation reconciliation : job.reconciliations()) {
            codes.put(reconciliation.code(), reconciliation.title());
        }
    }

    /** What a code means; the code itself if it is not known. */
    public String of(String code) {
        return codes.getOrDefault(code, code);
    }

    /** Title of a form by its id; the id itself if it is not known. */
    public String ofForm(String id) {
        return forms.getOrDefault(id, id);
    }
}
