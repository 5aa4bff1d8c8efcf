package org.fubiao.answering;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.Severity;
import org.fubiao.job.Consequence;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Reconciliation;
import org.fubiao.job.Rule;

/**
 * How far a waiver reaches.
 *
 * @param rule code of the finding
 * @param unit code of the unit
 * @param form id of the form; empty where the finding is no form's
 * @param item label of a row, or the values of the fields that identify one; empty for any
 * @param field name of the field; empty for any
 */
public record Scope(String rule, String unit, String form, List<String> item, String field) {
    /** What fails on the office's side is nobody's to be excused from. */
    private static final Set<String> NEVER =
            Set.of(FindingCode.RULE_BROKEN.code(), FindingCode.BALANCE.code(), FindingCode.WRONG_PARENT.code());

    public Scope {
        item = List.copyOf(item);
    }

    /** Whether findings of a code and severity can be waived at all. */
    public static boolean isWaivable(String code, Severity severity, String unit) {
        return severity == Severity.ERROR && !unit.isEmpty() && !NEVER.contains(code);
    }

    /** What the job's definitions allow: the same that is checked in {@code waivers.yml}. */
    public boolean isAllowedIn(Job job) {
        Optional<Form> named =
                job.forms().stream().filter(one -> one.id().equals(form)).findFirst();
        boolean known = job.register().stream().anyMatch(one -> one.code().equals(unit))
                && (form.isEmpty() || named.isPresent());
        return known
                && (field.isEmpty() || mayNameField(job, rule))
                && (item.isEmpty() || named.filter(one -> fits(job, one)).isPresent())
                && (field.isEmpty()
                        || named.filter(one -> one.fields().stream()
                                        .anyMatch(column -> column.name().equals(field)))
                                .isPresent());
    }

    private boolean fits(Job job, Form named) {
        return mayNameItem(job, rule)
                && (named.isMatrix()
                        ? item.size() == 1
                                && named.items().stream()
                                        .anyMatch(row -> row.name().equals(item.get(0)))
                        : !named.key().isEmpty() && item.size() == named.key().size());
    }

    /** Whether failures of a rule can be waived in one field alone: what is left out as a whole can only count as a whole. */
    public static boolean mayNameField(Job job, String rule) {
        return !consequence(job, rule).blocks();
    }

    /** Whether failures of a rule can be waived in one row alone. */
    public static boolean mayNameItem(Job job, String rule) {
        Consequence consequence = consequence(job, rule);
        return !consequence.blocks() || consequence == Consequence.ROW;
    }

    private static Consequence consequence(Job job, String rule) {
        Stream<Consequence> ofRules = job.forms().stream()
                .flatMap(form -> form.rules().stream())
                .filter(one -> one.code().equals(rule))
                .map(Rule::consequence);
        Stream<Consequence> ofReconciliations = job.reconciliations().stream()
                .filter(one -> one.code().equals(rule))
                .map(Reconciliation::consequence);
        return Stream.concat(ofRules, ofReconciliations).findFirst().orElse(Consequence.NOTHING);
    }
}
