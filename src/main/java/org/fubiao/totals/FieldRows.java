package org.fubiao.totals;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fubiao.job.Appendix;
import org.fubiao.job.Appendix.ByField;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.totals.AppendixTable.Row;
import org.fubiao.totals.AppendixTable.RowKind;
import org.fubiao.totals.MeasureValue.Level;

/** The rows of an appendix by the values of a field, with a total. */
final class FieldRows {
    private final Job job;
    private final ByField definition;
    private final Cells cells;
    private final Set<String> measures;
    private final List<Form> forms;

    FieldRows(Job job, Appendix appendix, ByField definition) {
        this.job = job;
        this.definition = definition;
        this.cells = new Cells(job, appendix);
        this.measures = Columns.measures(appendix);
        this.forms = Uses.forms(job, measures);
    }

    List<Row> rows(Period period, MeasureValues values, MeasureValues prior) {
        List<Row> rows = new ArrayList<>();
        List<Integer> details = new ArrayList<>();
        for (String label : new Grouping(field(), period).labels(occurring(values))) {
            details.add(rows.size());
            Line line = new Line(values, prior, Slot.group(definition.field(), label));
            rows.add(new Row(RowKind.DETAIL, List.of(label), cells.row(line), line));
        }
        Line total = new Line(values, prior, Slot.TOTAL);
        rows.add(new Row(RowKind.TOTAL, List.of("合计"), cells.sum(total, rows, details), total));
        return rows;
    }

    private Field field() {
        return forms.stream()
                .flatMap(form -> form.fields().stream())
                .filter(field -> field.name().equals(definition.field()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no field " + definition.field()));
    }

    /** Labels under which some measure is not 0. */
    private Set<String> occurring(MeasureValues values) {
        String prefix = Slot.group(definition.field(), "").key();
        Set<String> labels = new LinkedHashSet<>();
        for (String measure : measures) {
            for (Slot slot : values.slots(measure)) {
                boolean shown = slot.level() == Level.GROUP && slot.key().startsWith(prefix);
                var value = shown ? values.get(measure, slot) : null;
                if (value != null && value.signum() != 0) {
                    labels.add(slot.key().substring(prefix.length()));
                }
            }
        }
        return labels;
    }

    String coverage(Period period, Reported reported) {
        return reported.coverage(job, period, forms, job.kinds());
    }
}
