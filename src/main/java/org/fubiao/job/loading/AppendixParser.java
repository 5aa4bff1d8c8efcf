package org.fubiao.job.loading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fubiao.job.Appendix;
import org.fubiao.job.Appendix.ByField;
import org.fubiao.job.Appendix.ByMeasure;
import org.fubiao.job.Appendix.ByUnit;
import org.fubiao.job.Appendix.Chart;
import org.fubiao.job.Appendix.Chart.ChartRows;
import org.fubiao.job.Appendix.Column;
import org.fubiao.job.Appendix.Listing;
import org.fubiao.job.Appendix.Rows;
import org.fubiao.job.PeriodKind;
import org.jspecify.annotations.Nullable;

/** The appendices of a job: {@code appendices/*.yml}. */
final class AppendixParser {
    private static final Map<String, String> NUMBERS = Map.of("BIGINT", "整数", "DECIMAL", "小数");

    private final List<String> kinds;
    private final PeriodKind period;
    private final Forms forms;
    private final Measures measures;
    private final Labels titles = new Labels();

    AppendixParser(List<String> kinds, PeriodKind period, Forms forms, Measures measures) {
        this.kinds = kinds;
        this.period = period;
        this.forms = forms;
        this.measures = measures;
    }

    AppendixDraft parse(String id, Value value) {
        Value rows = value.get("rows").orElse(value);
        FormDraft listed = rows.get("list").flatMap(forms::find).orElse(null);
        ColumnParser parser = new ColumnParser(measures, rows.has("list"), listed);
        List<Column> columns = parser.parse(value.items("columns"));
        checkColumns(value, rows);
        if (period != PeriodKind.YEAR && AppendixDraft.looksBack(columns)) {
            rows.get("field").ifPresent(field -> checkMonths(field, parser.used()));
        }
        String title = value.text("title", id);
        value.get("title")
                .flatMap(place -> titles.claim(title, id).map(other -> Map.entry(place, other)))
                .ifPresent(
                        clash -> clash.getKey().problem("与 appendices/" + clash.getValue() + ".yml 同名", "请改用不同的名称。"));
        Set<MeasureDraft> used = new LinkedHashSet<>(parser.used());
        Rows kind = rows(rows, listed, used);
        List<String> leaves = rows.has("measures") ? byMeasure() : parser.leaves();
        Appendix appendix = new Appendix(
                id,
                title,
                value.text("uom", ""),
                value.text("stub", "报送单位"),
                kind,
                columns,
                value.texts("notes"),
                value.text("source", ""),
                value.flag("landscape", false),
                chart(value, title, kind, leaves));
        return new AppendixDraft(
                appendix,
                value,
                listed,
                used.stream().map(draft -> draft.measure().name()).toList());
    }

    /** The columns of an appendix with a row for each measure. */
    private List<String> byMeasure() {
        return List.of(period.currentWord(), period.previousWord(), "增减");
    }

    /** The months of a quarter are not those of the quarter before: nothing stands beside them. */
    private void checkMonths(Value field, Set<MeasureDraft> used) {
        boolean months = used.stream()
                .flatMap(measure -> measures.forms(measure).stream())
                .anyMatch(form -> "DATE".equals(form.columns().get(field.text())));
        if (months) {
            field.problem(
                    "按月分行时，各月在" + period.previousWord() + "没有对应的数，不能比较",
                    "请删去 change 和 period: previous 的栏目，或改用其他字段分行。");
        }
    }

    private void checkColumns(Value value, Value rows) {
        if (rows.has("measures")) {
            value.get("columns")
                    .ifPresent(columns ->
                            columns.problem("每个指标一行时，栏目固定为计量单位、" + String.join("、", byMeasure()), "请删去 columns。"));
        } else if (!value.has("columns") && value.isSound()) {
            value.problem("缺少 columns（各栏）", "请补上。");
        }
    }

    private Rows rows(Value rows, @Nullable FormDraft listed, Set<MeasureDraft> used) {
        if (rows.has("list")) {
            String form = listed == null ? "" : listed.form().id();
            return new Listing(
                    form, rows.text("where").orElse(null), rows.text("order").orElse(null));
        }
        if (rows.has("measures")) {
            rows.items("measures").forEach(name -> measures.find(name).ifPresent(used::add));
            return new ByMeasure(rows.texts("measures"));
        }
        if (rows.has("field")) {
            rows.get("field").ifPresent(field -> checkField(field, used));
            return new ByField(rows.text("field", ""));
        }
        for (Value kind : rows.items("unit")) {
            if (kind.isText() && !kinds.isEmpty() && !kinds.contains(kind.text())) {
                kind.problem("名册中没有“" + kind.text() + "”这一类单位", Suggestion.kind(kind.text(), kinds));
            }
        }
        return new ByUnit(rows.texts("unit"), rows.flag("subtotal", false));
    }

    /** Rows by a field need the field in every form that the columns count, and no number. */
    private void checkField(Value field, Set<MeasureDraft> used) {
        String name = field.text();
        for (MeasureDraft measure : used) {
            for (FormDraft form : measures.forms(measure)) {
                if (!form.isUsable() || form.broken().contains(name)) {
                    continue;
                }
                String type = form.columns().get(name);
                if (type == null) {
                    field.problem(
                            "指标“%s”取数的“%s”没有字段“%s”"
                                    .formatted(
                                            measure.measure().name(),
                                            form.form().title(),
                                            name),
                            Suggestion.among(name, form.names()));
                    return;
                }
                String number = NUMBERS.get(type.replaceAll("\\(.*", ""));
                if (number != null) {
                    field.problem("“" + name + "”是" + number + "，不能逐值成行", "请用代码、文字、日期或是否类型的字段。");
                    return;
                }
            }
        }
    }

    private static @Nullable Chart chart(Value appendix, String title, Rows rows, List<String> leaves) {
        Optional<Value> found = appendix.get("chart");
        if (found.isEmpty()) {
            return null;
        }
        Value chart = found.get();
        boolean complete = appendix.get("columns").map(Value::isSound).orElse(true);
        for (Value column : chart.items("columns")) {
            int count = Collections.frequency(leaves, column.text());
            if (count == 0 && complete && !leaves.isEmpty()) {
                column.problem("本表没有“" + column.text() + "”这一栏", Suggestion.among(column.text(), leaves));
            } else if (count > 1) {
                column.problem("本表有" + count + "栏叫“" + column.text() + "”，不知画哪一栏", "请用 title 使各栏名称不同。");
            }
        }
        boolean subtotals = chart.text("rows", "details").equals("subtotals");
        if (subtotals && !(rows instanceof ByUnit units && units.subtotal())) {
            chart.problemAt("rows", "本表没有小计行", "请写 rows: {unit: […], subtotal: true}，或画明细行（details）。");
        }
        String kind = chart.text("kind", "column");
        List<String> columns = new ArrayList<>(chart.texts("columns"));
        if (kind.equals("pie") && columns.size() > 1) {
            chart.problemAt("columns", "饼图只能画一栏，写了" + columns.size() + "栏", "请只留一栏，或改用 column。");
        }
        if (!chart.isSound()) {
            return null;
        }
        return new Chart(
                Format.constant(Chart.Kind.class, kind),
                chart.text("title", title),
                columns,
                subtotals ? ChartRows.SUBTOTALS : ChartRows.DETAILS);
    }
}
