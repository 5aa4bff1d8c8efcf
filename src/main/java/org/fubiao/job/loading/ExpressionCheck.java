package org.fubiao.job.loading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.compute.Compute;
import org.fubiao.compute.FormTable;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Rule;
import org.fubiao.job.Unit;

/** Checks every expression of a job over the names that it may use. */
final class ExpressionCheck {
    private static final String MEASURE_TYPE = "DECIMAL(38,6)";

    private final Binder binder;
    private final List<Unit> units;
    private final Set<String> qualifiers;
    private final Map<String, Scope> scopes = new HashMap<>();

    /**
     * @param qualifiers words before the name of a measure that stand for the period before
     */
    ExpressionCheck(Binder binder, List<Unit> units, Set<String> qualifiers) {
        this.binder = binder;
        this.units = units;
        this.qualifiers = qualifiers;
    }

    void rules(Forms forms) {
        for (FormDraft form : forms.all()) {
            if (!form.isUsable()) {
                continue;
            }
            for (int i = 0; i < form.conditions().size(); i++) {
                Value condition = form.conditions().get(i);
                if (form.form().rules().get(i).kind() == Rule.Kind.ROW) {
                    binder.condition(condition, scope(form));
                } else if (form.form().isMatrix() && form.broken().isEmpty()) {
                    downScopes(form).forEach(scope -> binder.condition(condition, scope));
                }
            }
        }
    }

    void measures(Measures measures) {
        Scope others = scope(measures);
        for (MeasureDraft measure : measures.all().values()) {
            Value source = measure.source();
            FormDraft form = measure.form();
            if (measure.measure().isDerived()) {
                if (source.isSound()) {
                    source.get("value").ifPresent(value -> number(value, others, measures));
                }
            } else if (form != null && form.isUsable()) {
                source.get("where").ifPresent(where -> binder.condition(where, scope(form)));
                source.get("value").ifPresent(value -> binder.aggregate(value, scope(form)));
            }
        }
    }

    void reconciliations(Value file, Measures measures) {
        Scope scope = scope(measures);
        for (Value reconciliation : file.items()) {
            // With a job that is elsewhere, its side is checked there.
            for (String side : reconciliation.has("of") ? List.of("left") : List.of("left", "right")) {
                reconciliation.get(side).ifPresent(value -> number(value, scope, measures));
            }
        }
    }

    void appendices(List<AppendixDraft> appendices) {
        for (AppendixDraft appendix : appendices) {
            FormDraft listed = appendix.listed();
            if (listed != null && listed.isUsable()) {
                Value rows = appendix.source().get("rows").orElseThrow();
                rows.get("where").ifPresent(where -> binder.condition(where, scope(listed)));
                rows.get("order").ifPresent(order -> binder.order(order, scope(listed)));
            }
        }
    }

    /** An expression over measures; looked into only if all of them are known. */
    private void number(Value value, Scope scope, Measures measures) {
        if (measures.isComplete()) {
            binder.number(value, scope);
        }
    }

    private Scope scope(FormDraft draft) {
        return scopes.computeIfAbsent(draft.form().id(), id -> {
            Map<String, List<String>> choices = new HashMap<>();
            for (Field field : draft.form().fields()) {
                if (field.type() == FieldType.CODE) {
                    choices.put(field.name(), field.codes());
                }
            }
            if (draft.form().isMatrix()) {
                choices.put(
                        Form.ITEM,
                        draft.form().items().stream().map(Form.Item::name).toList());
            }
            if (!units.isEmpty()) {
                choices.put(
                        FormTable.UNIT_KIND,
                        units.stream().map(Unit::kind).distinct().toList());
                choices.put(FormTable.UNIT_CODE, units.stream().map(Unit::code).toList());
                choices.put(FormTable.UNIT_NAME, units.stream().map(Unit::name).toList());
            }
            return new Scope(
                    binder.table(draft.columns()),
                    "“" + draft.form().title() + "”没有字段",
                    draft.columns(),
                    Set.of(),
                    draft.broken(),
                    choices);
        });
    }

    /** The items of a matrix form as columns, once for each type of number in it. */
    private List<Scope> downScopes(FormDraft form) {
        Set<String> types = form.form().fields().stream()
                .filter(field -> field.type().isNumber())
                .map(field -> field.type().sqlType(field.scale()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<Scope> scopes = new ArrayList<>();
        for (String type : types) {
            Map<String, String> columns = new LinkedHashMap<>();
            form.form().items().forEach(item -> columns.put(item.name(), type));
            scopes.add(new Scope(
                    binder.table(columns), "“" + form.form().title() + "”没有项目", columns, Set.of(), Set.of(), Map.of()));
        }
        return scopes;
    }

    private Scope scope(Measures measures) {
        Map<String, String> columns = new LinkedHashMap<>();
        Set<String> broken = new LinkedHashSet<>();
        measures.all().forEach((name, draft) -> {
            columns.put(name, MEASURE_TYPE);
            if (!draft.source().isSound()) {
                broken.add(name);
            }
        });
        String fields = columns.keySet().stream()
                .map(name -> Compute.name(name) + " " + MEASURE_TYPE)
                .collect(Collectors.joining(", "));
        Map<String, String> table = new LinkedHashMap<>(columns);
        if (!columns.isEmpty()) {
            qualifiers.forEach(qualifier -> table.put(qualifier, "STRUCT(" + fields + ")"));
        }
        return new Scope(binder.table(table), "没有指标", columns, qualifiers, broken, Map.of());
    }
}
