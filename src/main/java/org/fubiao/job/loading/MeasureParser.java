package org.fubiao.job.loading;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.compute.Compute;
import org.fubiao.job.Expression;
import org.fubiao.job.Expression.Token;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Measure;
import org.jspecify.annotations.Nullable;

/** The measures of a job: {@code measures.yml}. */
final class MeasureParser {
    private static final Set<String> SUMS = Set.of("count", "sum");
    private static final Set<String> ROUNDED = Set.of("sum", "avg", "mean", "min", "max", "median");

    private final Forms forms;

    MeasureParser(Forms forms) {
        this.forms = forms;
    }

    /** The measures, base measures first, then derived ones after those that they use. */
    Map<String, MeasureDraft> parse(Value file) {
        Map<String, Value> entries = file.entries();
        Map<String, MeasureDraft> drafts = new LinkedHashMap<>();
        Labels names = new Labels();
        entries.forEach((name, entry) -> {
            checkName(name, entry, names);
            drafts.put(
                    name,
                    entry.has("form") || entry.has("cell")
                            ? base(name, entry)
                            : derived(name, entry, entries.keySet()));
        });
        return sorted(drafts);
    }

    private static void checkName(String name, Value entry, Labels names) {
        if (name.equals(Expression.PREVIOUS) || name.equals(Expression.PREVIOUS_YEAR)) {
            entry.problem("“" + name + "”用来指上一报告期，指标不能用这个名称", "请换一个名称。");
        } else if (name.contains(".") || name.contains("\"")) {
            entry.problem("指标名不能含有“.”和双引号", "请换一个名称。");
        }
        names.claim(name, name).ifPresent(other -> entry.problem("与指标“" + other + "”只差大小写、全角半角或空格", "请换一个名称。"));
    }

    private MeasureDraft base(String name, Value entry) {
        FormDraft form = entry.get("form").flatMap(forms::find).orElse(null);
        String formId = form == null ? "" : form.form().id();
        if (entry.has("cell")) {
            return cell(name, entry, form, formId);
        }
        String value = entry.text("value", "");
        String uom = entry.text("uom").orElseGet(() -> form == null ? "" : uomOfSum(value, form.form()));
        Measure measure = new Measure(
                name,
                formId,
                value,
                entry.text("where").orElse(null),
                uom,
                entry.whole("scale", 0),
                rounded(entry, value),
                entry.flag("additive", isAdditive(value)));
        return new MeasureDraft(measure, entry, form, List.of());
    }

    private static MeasureDraft cell(String name, Value entry, @Nullable FormDraft form, String formId) {
        List<Value> pair = entry.items("cell");
        String item = pair.isEmpty() ? "" : pair.get(0).text();
        String column = pair.size() < 2 ? "" : pair.get(1).text();
        Optional<Field> field = Optional.empty();
        if (form != null && pair.size() == 2 && form.isUsable()) {
            field = form.form().fields().stream()
                    .filter(candidate -> candidate.name().equals(column))
                    .findFirst();
            checkCell(form, pair, field);
        }
        String condition = Compute.name(Form.ITEM) + " = " + Compute.literal(item);
        Measure measure = new Measure(
                name,
                formId,
                "sum(" + Compute.name(column) + ")",
                entry.text("where")
                        .map(where -> condition + " AND (" + where + ")")
                        .orElse(condition),
                entry.text("uom").orElse(field.map(Field::uom).orElse("")),
                entry.whole("scale", 0),
                rounded(entry, "sum(" + Compute.name(column) + ")"),
                true);
        return new MeasureDraft(measure, entry, form, List.of());
    }

    private static void checkCell(FormDraft form, List<Value> pair, Optional<Field> field) {
        if (!form.form().isMatrix()) {
            pair.get(0).problem("“" + form.form().title() + "”是台账，没有固定的格", "请改用 value 和 where。");
            return;
        }
        List<String> items = form.form().items().stream().map(Form.Item::name).toList();
        String item = pair.get(0).text();
        if (!items.contains(item)) {
            pair.get(0).problem("“" + form.form().title() + "”没有项目“" + item + "”", Suggestion.among(item, items));
        }
        List<String> columns = form.form().fields().stream().map(Field::name).toList();
        String column = pair.get(1).text();
        if (field.isEmpty()) {
            pair.get(1).problem("“" + form.form().title() + "”没有栏目“" + column + "”", Suggestion.among(column, columns));
        } else if (!field.get().type().isNumber() && !form.broken().contains(column)) {
            pair.get(1).problem("栏目“" + column + "”不是数字", "请改用 value 和 where。");
        }
    }

    /** Whether the values of a measure may be added up, as far as its definition alone tells. */
    static boolean isAdditive(Value entry) {
        return entry.has("cell") || (entry.has("form") && entry.flag("additive", isAdditive(entry.text("value", ""))));
    }

    private static MeasureDraft derived(String name, Value entry, Set<String> names) {
        String value = entry.text("value", "");
        for (String key : List.of("where", "additive")) {
            entry.get(key).ifPresent(place -> place.problem("由其他指标算出的指标没有这一项", "请删去；如果要对报表取数，请写明 form。"));
        }
        entry.get("rounded").ifPresent(place -> place.problem("由其他指标算出的指标没有这一项", "请写在它所用的指标中。"));
        Measure measure = new Measure(name, null, value, null, entry.text("uom", ""), entry.whole("scale", 0), false);
        return new MeasureDraft(measure, entry, null, Expression.names(value, names));
    }

    /** To what the reported values are rounded; known only of what is a sum, a mean or one of the values of a field. */
    private static BigDecimal rounded(Value entry, String value) {
        BigDecimal rounded = entry.number("rounded").orElse(BigDecimal.ZERO);
        List<Token> tokens = Expression.tokens(value);
        boolean known = tokens.size() == 4
                && ROUNDED.contains(tokens.get(0).text().toLowerCase(Locale.ROOT))
                && tokens.get(2).isName()
                && Expression.isOneCall(value);
        if (rounded.signum() < 0) {
            entry.get("rounded").orElse(entry).problem("写的是“" + rounded + "”，应大于 0", "");
        } else if (rounded.signum() > 0 && !known) {
            entry.get("rounded")
                    .orElse(entry)
                    .problem("不知道“" + value + "”的各数舍入后相差多少", "只用于一个栏目的 sum、avg、min、max、median 和 cell；条件写在 where 中。");
        }
        return rounded;
    }

    /** The unit of measure of a plain sum over one field is that of the field. */
    private static String uomOfSum(String value, Form form) {
        return form.fields().stream()
                .filter(field -> value.replace(" ", "").replace("\"", "").equalsIgnoreCase("sum(" + field.name() + ")"))
                .map(Field::uom)
                .findFirst()
                .orElse("");
    }

    /** Whether the value as a whole is a count or sum of all rows, so that parts may be added up. */
    static boolean isAdditive(String value) {
        List<Token> tokens = Expression.tokens(value);
        boolean sum = !tokens.isEmpty()
                && SUMS.contains(tokens.get(0).text().toLowerCase(Locale.ROOT))
                && tokens.stream().noneMatch(MeasureParser::isDistinct);
        int end = Expression.afterParentheses(tokens, 1);
        boolean filtered =
                end > 0 && end < tokens.size() && tokens.get(end).text().equalsIgnoreCase("filter");
        return sum && (filtered ? Expression.afterParentheses(tokens, end + 1) : end) == tokens.size();
    }

    private static boolean isDistinct(Token token) {
        return token.kind() == Expression.Kind.WORD && token.text().equalsIgnoreCase("distinct");
    }

    private static Map<String, MeasureDraft> sorted(Map<String, MeasureDraft> drafts) {
        Map<String, MeasureDraft> sorted = new LinkedHashMap<>();
        drafts.forEach((name, draft) -> {
            if (!draft.measure().isDerived()) {
                sorted.put(name, draft);
            }
        });
        List<MeasureDraft> rest = new ArrayList<>(drafts.values());
        boolean moved = true;
        while (moved) {
            rest.removeIf(draft -> sorted.containsKey(draft.measure().name()));
            moved = false;
            for (MeasureDraft draft : rest) {
                if (sorted.keySet().containsAll(draft.uses())) {
                    sorted.put(draft.measure().name(), draft);
                    moved = true;
                }
            }
        }
        for (MeasureDraft draft : rest) {
            String circle = rest.stream()
                    .map(other -> "“" + other.measure().name() + "”")
                    .collect(Collectors.joining("、"));
            draft.source().problem("算式绕成了圈，涉及 " + circle, "请改正算式，使指标不由自己算出。");
            sorted.put(draft.measure().name(), draft);
        }
        return sorted;
    }
}
