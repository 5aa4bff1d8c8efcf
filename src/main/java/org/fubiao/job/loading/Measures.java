package org.fubiao.job.loading;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fubiao.job.FieldType;

/** The measures of a job, found by name. */
final class Measures {
    private final Map<String, MeasureDraft> drafts;
    private final boolean complete;
    private boolean wanted;

    /**
     * @param complete whether all measures could be read, so that a name that is not among them is wrong
     */
    Measures(Map<String, MeasureDraft> drafts, boolean complete) {
        this.drafts = drafts;
        this.complete = complete;
    }

    Map<String, MeasureDraft> all() {
        return drafts;
    }

    boolean isComplete() {
        return complete;
    }

    /** Whether somebody looked for a measure. */
    boolean isWanted() {
        return wanted;
    }

    /** The measure that a value names; says so if there is none. */
    Optional<MeasureDraft> find(Value name) {
        wanted = true;
        MeasureDraft found = drafts.get(name.text());
        if (found == null && complete && name.isText()) {
            name.problem("没有指标“" + name.text() + "”", Suggestion.among(name.text(), drafts.keySet()));
        }
        return Optional.ofNullable(found);
    }

    /** The forms whose rows a measure counts, by way of others or itself. */
    Set<FormDraft> forms(MeasureDraft measure) {
        Set<FormDraft> forms = new LinkedHashSet<>();
        collect(measure, forms, new TreeSet<>());
        return forms;
    }

    private void collect(MeasureDraft measure, Set<FormDraft> forms, Set<String> seen) {
        if (!seen.add(measure.measure().name())) {
            return;
        }
        if (measure.form() != null) {
            forms.add(measure.form());
        }
        for (String used : measure.uses()) {
            MeasureDraft draft = drafts.get(used);
            if (draft != null) {
                collect(draft, forms, seen);
            }
        }
    }

    /** How a column shows numbers of this many digits, unless its definition says otherwise. */
    static String numberFormat(int scale, boolean share) {
        int digits = share ? Math.max(scale - 2, 0) : scale;
        String point = digits == 0 ? "" : "." + "0".repeat(digits);
        return share ? "0" + point + "%" : "#,##0" + point;
    }

    static String fieldFormat(FieldType type, int scale) {
        return switch (type) {
            case INTEGER, DECIMAL -> numberFormat(scale, false);
            case PERCENT -> numberFormat(scale, true);
            case TEXT, CODE, DATE, YES_NO -> "";
        };
    }
}
