package org.fubiao.bench.data;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.fubiao.bench.data.Spec.FormSpec;
import org.fubiao.bench.data.Spec.MeasureSpec;
import org.fubiao.bench.data.Spec.RuleSpec;
import org.jspecify.annotations.Nullable;

/** What must come out, computed of the rows as they are made and not of the files: every program is held against it. */
public final class Truth {
    private final Spec spec;
    private final Map<String, FormTruth> forms = new LinkedHashMap<>();
    private long rows;

    Truth(Spec spec) {
        this.spec = spec;
        spec.forms().forEach(form -> forms.put(form.id(), new FormTruth(form, spec.measures())));
    }

    void add(String form, @Nullable Object[] cells) {
        rows++;
        forms(form).add(cells);
    }

    void addRepeated(String form, @Nullable Object[] cells) {
        add(form, cells);
        forms(form).repeated++;
    }

    void add(Truth other) {
        rows += other.rows;
        forms.forEach((id, form) -> form.add(other.forms(id)));
    }

    private FormTruth forms(String id) {
        FormTruth form = forms.get(id);
        if (form == null) {
            throw new IllegalArgumentException("no form " + id);
        }
        return form;
    }

    /** How many rows there are. */
    public long rows() {
        return rows;
    }

    /** The value of each measure, in the order of the case. */
    public Map<String, BigDecimal> measures() {
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        for (MeasureSpec measure : spec.measures()) {
            values.put(measure.name(), forms(measure.form()).value(measure.name()));
        }
        return values;
    }

    /** How many rows break each rule; as {@code key:FORM}, how many repeat a key. */
    public Map<String, Long> findings() {
        Map<String, Long> counts = new LinkedHashMap<>();
        forms.forEach((id, form) -> {
            form.rules.forEach(rule -> counts.put(rule.code, rule.failed));
            if (form.spec.isList()) {
                counts.put("key:" + id, form.repeated);
            }
        });
        return counts;
    }

    /** Writes both as every program that is held against it does. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        StringBuilder measures = new StringBuilder("measure,value\n");
        measures().forEach((name, value) -> measures.append(name + "," + value.toPlainString() + "\n"));
        Files.writeString(folder.resolve("measures.csv"), measures);
        StringBuilder findings = new StringBuilder("code,count\n");
        findings().forEach((code, count) -> findings.append(code + "," + count + "\n"));
        Files.writeString(folder.resolve("findings.csv"), findings);
    }

    private static final class FormTruth {
        private final FormSpec spec;
        private final List<Rule> rules;
        private final List<Measure> measures = new ArrayList<>();
        private final Map<String, Measure> byName = new HashMap<>();
        private long repeated;

        FormTruth(FormSpec spec, List<MeasureSpec> all) {
            this.spec = spec;
            this.rules = spec.rules().stream().map(rule -> new Rule(spec, rule)).toList();
            for (MeasureSpec measure : all) {
                if (measure.form().equals(spec.id())) {
                    Measure made = new Measure(spec, measure);
                    measures.add(made);
                    byName.put(measure.name(), made);
                }
            }
        }

        void add(@Nullable Object[] cells) {
            rules.forEach(rule -> rule.add(cells));
            measures.forEach(measure -> measure.add(cells));
        }

        void add(FormTruth other) {
            repeated += other.repeated;
            for (int i = 0; i < rules.size(); i++) {
                rules.get(i).failed += other.rules.get(i).failed;
            }
            for (int i = 0; i < measures.size(); i++) {
                measures.get(i).merge(other.measures.get(i));
            }
        }

        BigDecimal value(String measure) {
            Measure found = byName.get(measure);
            if (found == null) {
                throw new IllegalArgumentException("no measure " + measure);
            }
            return found.value();
        }
    }

    private static final class Rule {
        private final String code;
        private final Predicate<@Nullable Object[]> fails;
        private long failed;

        Rule(FormSpec form, RuleSpec rule) {
            this.code = rule.code();
            int left = form.position(rule.left());
            String other = rule.rightColumn();
            if (other != null) {
                int right = form.position(other);
                this.fails = cells -> fails(cells[left], rule.op(), cells[right]);
            } else {
                String value = String.valueOf(rule.value());
                Object right =
                        rule.op().startsWith("length") ? Long.valueOf(value) : parse(form.type(rule.left()), value);
                this.fails = cells -> fails(cells[left], rule.op(), right);
            }
        }

        void add(@Nullable Object[] cells) {
            if (fails.test(cells)) {
                failed++;
            }
        }

        private static boolean fails(@Nullable Object left, String op, @Nullable Object right) {
            return left != null && right != null && !holds(left, op, right);
        }
    }

    private static final class Measure {
        private final MeasureSpec spec;
        private final int column;
        private final Predicate<@Nullable Object[]> takes;
        private long count;
        private long whole;
        private @Nullable BigDecimal value;

        Measure(FormSpec form, MeasureSpec spec) {
            this.spec = spec;
            String of = spec.column();
            this.column = of == null ? -1 : form.position(of);
            this.takes = spec.condition()
                    .<Predicate<@Nullable Object[]>>map(where -> {
                        int position = form.position(where.column());
                        Object right = parse(form.type(where.column()), where.value());
                        return cells -> {
                            Object left = cells[position];
                            return left != null && holds(left, where.op(), right);
                        };
                    })
                    .orElse(cells -> true);
        }

        void add(@Nullable Object[] cells) {
            if (!takes.test(cells)) {
                return;
            }
            if (column < 0) {
                count++;
                return;
            }
            Object cell = cells[column];
            if (cell == null) {
                return;
            }
            if (cell instanceof Long number && spec.aggregate().equals("sum")) {
                whole += number;
            } else {
                merge(number(cell));
            }
        }

        private void merge(BigDecimal other) {
            BigDecimal before = value;
            if (before == null) {
                value = other;
            } else {
                value = switch (spec.aggregate()) {
                    case "sum" -> before.add(other);
                    case "min" -> before.min(other);
                    case "max" -> before.max(other);
                    default -> throw new IllegalArgumentException(spec.aggregate());
                };
            }
        }

        void merge(Measure other) {
            count += other.count;
            whole += other.whole;
            BigDecimal theirs = other.value;
            if (theirs != null) {
                merge(theirs);
            }
        }

        BigDecimal value() {
            if (column < 0) {
                return BigDecimal.valueOf(count);
            }
            BigDecimal sum = BigDecimal.valueOf(whole);
            BigDecimal parts = value;
            return parts == null ? sum : spec.aggregate().equals("sum") ? sum.add(parts) : parts;
        }
    }

    private static Object parse(String type, String value) {
        return switch (type) {
            case "integer" -> Long.valueOf(value);
            case "decimal", "percent" -> new BigDecimal(value);
            case "date" -> LocalDate.parse(value);
            case "yes-no" -> value.equals("是");
            default -> value;
        };
    }

    private static BigDecimal number(Object cell) {
        if (cell instanceof TableFile.Share share) {
            return share.fraction();
        }
        return cell instanceof Long number ? BigDecimal.valueOf(number) : (BigDecimal) cell;
    }

    private static boolean holds(Object left, String op, Object right) {
        if (op.startsWith("length")) {
            return holds((long) left.toString().length(), op.substring("length".length()), right);
        }
        int order = compare(left, right);
        return switch (op) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new IllegalArgumentException(op);
        };
    }

    private static int compare(Object left, Object right) {
        if (left instanceof Long one && right instanceof Long other) {
            return Long.compare(one, other);
        }
        if (left instanceof LocalDate one && right instanceof LocalDate other) {
            return one.compareTo(other);
        }
        if (left instanceof String one && right instanceof String other) {
            return one.compareTo(other);
        }
        if (left instanceof Boolean one && right instanceof Boolean other) {
            return Boolean.compare(one, other);
        }
        return number(left).compareTo(number(right));
    }
}
