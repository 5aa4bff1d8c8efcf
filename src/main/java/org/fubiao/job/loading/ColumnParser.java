package org.fubiao.job.loading;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fubiao.compute.FormTable;
import org.fubiao.job.Appendix.ChangeColumn;
import org.fubiao.job.Appendix.Column;
import org.fubiao.job.Appendix.FieldColumn;
import org.fubiao.job.Appendix.Group;
import org.fubiao.job.Appendix.MeasureColumn;
import org.fubiao.job.Appendix.RatioColumn;
import org.fubiao.job.Field;
import org.fubiao.job.Measure;
import org.jspecify.annotations.Nullable;

/** The columns of one appendix. */
final class ColumnParser {
    private static final String SHARE = "0.0%";

    private final Measures measures;
    private final boolean listing;
    private final @Nullable FormDraft listed;
    private final Set<MeasureDraft> used = new LinkedHashSet<>();
    private final List<String> leaves = new ArrayList<>();

    /**
     * @param listing whether the columns are fields of listed rows instead of measures
     * @param listed the form whose rows are listed, if it is known
     */
    ColumnParser(Measures measures, boolean listing, @Nullable FormDraft listed) {
        this.measures = measures;
        this.listing = listing;
        this.listed = listed;
    }

    /** Reads columns; what could not be understood is left out. */
    List<Column> parse(List<Value> values) {
        return values.stream().flatMap(value -> column(value).stream()).toList();
    }

    /** The measures that the columns show. */
    Set<MeasureDraft> used() {
        return used;
    }

    /** The titles of the leaf columns, from left to right. */
    List<String> leaves() {
        return leaves;
    }

    private Optional<Column> column(Value value) {
        if (value.has("heading")) {
            List<Column> inner = parse(value.items("columns"));
            return Optional.of(new Group(value.text("heading", ""), inner));
        }
        Optional<Column> column = value.isText() ? plain(value) : described(value);
        column.map(Column::title).ifPresent(leaves::add);
        return column;
    }

    private Optional<Column> plain(Value value) {
        return listing
                ? Optional.of(field(value, value.text(), ""))
                : measure(value).map(measure -> ofMeasure(measure, measure.name(), false, ""));
    }

    private Optional<Column> described(Value value) {
        String format = value.text("format", "");
        if (value.has("field")) {
            if (!listing) {
                value.problem("只有逐行列出（rows: {list: …}）时才能用 field", "请改用指标。");
                return Optional.empty();
            }
            return value.get("field").map(name -> field(name, value.text("title", name.text()), format));
        }
        if (listing) {
            value.problem("逐行列出时，栏目应为字段", "请写成 {field: 字段名, title: 表头}。");
            return Optional.empty();
        }
        if (value.has("measure")) {
            return value.get("measure")
                    .flatMap(this::measure)
                    .map(measure -> ofMeasure(
                            measure,
                            value.text("title", measure.name()),
                            value.text("period", "current").equals("previous"),
                            format));
        }
        if (value.has("change")) {
            boolean relative = value.flag("relative", false);
            return value.get("change")
                    .flatMap(this::measure)
                    .map(measure -> new ChangeColumn(
                            value.text("title", ""),
                            measure.name(),
                            relative,
                            !format.isEmpty() ? format : relative ? SHARE : format(measure)));
        }
        List<Value> sides = value.items("ratio");
        List<Measure> found =
                sides.stream().flatMap(side -> measure(side).stream()).toList();
        return found.size() < 2
                ? Optional.empty()
                : Optional.of(new RatioColumn(
                        value.text("title", ""),
                        found.get(0).name(),
                        found.get(1).name(),
                        format.isEmpty() ? SHARE : format));
    }

    private Optional<Measure> measure(Value name) {
        Optional<MeasureDraft> found = measures.find(name);
        found.ifPresent(used::add);
        return found.map(MeasureDraft::measure);
    }

    private static Column ofMeasure(Measure measure, String title, boolean previous, String format) {
        return new MeasureColumn(title, measure.name(), previous, format.isEmpty() ? format(measure) : format);
    }

    private static String format(Measure measure) {
        return Measures.numberFormat(measure.scale(), measure.uom().equals("%"));
    }

    private Column field(Value place, String title, String format) {
        String name = place.text();
        Optional<Field> field = listed == null
                ? Optional.empty()
                : listed.form().fields().stream()
                        .filter(candidate -> candidate.name().equals(name))
                        .findFirst();
        boolean known = field.isPresent()
                || listed == null
                || !listed.isUsable()
                || listed.names().contains(name);
        if (!known && listed != null) {
            place.problem("“" + listed.form().title() + "”没有字段“" + name + "”", Suggestion.among(name, listed.names()));
        }
        String natural = field.filter(present -> !FormTable.SYSTEM_NAMES.contains(name))
                .map(present -> Measures.fieldFormat(present.type(), present.scale()))
                .orElse("");
        return new FieldColumn(title, name, format.isEmpty() ? natural : format);
    }
}
