package org.fubiao.rulebook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.fubiao.job.Expression;
import org.fubiao.job.Expression.Comparison;
import org.fubiao.job.Expression.Kind;
import org.fubiao.job.Expression.Token;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Rules that contradict one another by what is written, whatever the data: they hold a field to ranges or texts that have nothing
 * in common. Only what compares a name with a value is looked at, alone or joined by {@code and}.
 */
public final class Contradictions {
    private static final Set<String> UNEQUAL = Set.of("<>", "!=");

    /** Words that make a whole of what stands around them, or turn it about. */
    private static final Set<String> WHOLE = Set.of("case", "between", "not");

    private Contradictions() {}

    /**
     * Two demands that nothing can meet together.
     *
     * @param one code of a rule
     * @param other code of a rule, or what the definition of the field says
     */
    public record Contradiction(String one, String other, String why) {}

    /**
     * What one demand leaves for a name.
     *
     * @param by code of the rule, or what the definition of the field says
     * @param texts the only texts that it allows; null if it is about numbers
     */
    private record Range(
            String by,
            boolean rule,
            String name,
            @Nullable BigDecimal least,
            boolean openBelow,
            @Nullable BigDecimal most,
            boolean openAbove,
            @Nullable List<String> texts,
            String words) {
        static Range ofTexts(String by, boolean rule, String name, List<String> texts, String words) {
            return new Range(by, rule, name, null, false, null, false, texts, words);
        }

        boolean excludes(Range other) {
            List<String> own = texts;
            List<String> others = other.texts;
            if (own != null && others != null) {
                return own.stream().noneMatch(others::contains);
            }
            return isBelow(this, other) || isBelow(other, this);
        }

        private static boolean isBelow(Range low, Range high) {
            if (low.most == null || high.least == null) {
                return false;
            }
            int order = low.most.compareTo(high.least);
            return order < 0 || (order == 0 && (low.openAbove || high.openBelow));
        }
    }

    /** The contradictions of a form, in the order of its rules. */
    public static List<Contradiction> of(Form form) {
        List<Range> ranges = new ArrayList<>();
        for (Rule rule : form.rules()) {
            rule(form, rule, ranges);
        }
        for (Field field : form.fields()) {
            limits(field, ranges);
        }
        List<Contradiction> found = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            for (int j = i + 1; j < ranges.size(); j++) {
                Range one = ranges.get(i);
                Range other = ranges.get(j);
                if (one.rule() && one.name().equals(other.name()) && one.excludes(other)) {
                    found.add(new Contradiction(
                            one.by(),
                            other.by(),
                            one.by().equals(other.by())
                                    ? "同一条规则要求 " + one.words() + "，又要求 " + other.words()
                                    : "前者要求 " + one.words() + "，后者要求 " + other.words()));
                }
            }
        }
        return List.copyOf(found);
    }

    private static void limits(Field field, List<Range> ranges) {
        String by = "“" + field.name() + "”的定义";
        BigDecimal min = field.min();
        BigDecimal max = field.max();
        if (min != null || max != null) {
            String words = field.name()
                    + (min == null ? "" : " ≥ " + min.toPlainString())
                    + (max == null ? "" : (min == null ? "" : " 且") + " ≤ " + max.toPlainString());
            ranges.add(new Range(by, false, field.name(), min, false, max, false, null, words));
        }
        if (field.type() == FieldType.CODE) {
            String words = field.name() + "为" + String.join("、", field.codes()) + "之一";
            ranges.add(Range.ofTexts(by, false, field.name(), field.codes(), words));
        }
    }

    /** A rule that goes down is about the items, one that goes across about the fields: the names tell. */
    private static void rule(Form form, Rule rule, List<Range> ranges) {
        String prefix = rule.kind() == Rule.Kind.DOWN ? "项目 " : "";
        for (String part : conjuncts(rule.condition())) {
            Expression.comparison(part)
                    .flatMap(comparison -> range(form, rule, prefix, comparison))
                    .ifPresent(ranges::add);
        }
    }

    /** The parts of {@code a and b and c}; the whole where anything else joins them. */
    private static List<String> conjuncts(String sql) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (Token token : Expression.tokens(sql)) {
            String word = token.kind() == Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : "";
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (WHOLE.contains(word) || (depth == 0 && word.equals("or"))) {
                return List.of(sql);
            }
            if (depth == 0 && word.equals("and")) {
                parts.add(sql.substring(start, token.start()).strip());
                start = token.end();
            }
        }
        parts.add(sql.substring(start).strip());
        return parts;
    }

    private static Optional<Range> range(Form form, Rule rule, String prefix, Comparison comparison) {
        boolean nameFirst = isName(comparison.left());
        Comparison sides = nameFirst ? comparison : comparison.mirrored();
        List<Token> value = Expression.tokens(sides.right());
        if (!isName(sides.left()) || value.isEmpty()) {
            return Optional.empty();
        }
        String name = Expression.tokens(sides.left()).get(0).text();
        String operator = sides.operator();
        String words = comparison.left() + " " + comparison.operator() + " " + comparison.right();
        boolean equal = operator.equals("=") || operator.equals("==");
        if (value.size() == 1 && value.get(0).kind() == Kind.TEXT) {
            List<String> texts = List.of(value.get(0).text());
            return equal
                    ? Optional.of(Range.ofTexts(rule.code(), true, prefix + name, texts, words))
                    : Optional.empty();
        }
        return number(value).filter(limit -> !UNEQUAL.contains(operator)).map(limit -> {
            boolean below = equal || operator.startsWith(">");
            boolean above = equal || operator.startsWith("<");
            boolean open = !equal && !operator.endsWith("=");
            // Whole numbers above 2 begin with 3.
            boolean whole = open && prefix.isEmpty() && isInteger(form, name) && isWhole(limit);
            BigDecimal step = whole ? BigDecimal.ONE : BigDecimal.ZERO;
            return new Range(
                    rule.code(),
                    true,
                    prefix + name,
                    below ? limit.add(step) : null,
                    open && !whole,
                    above ? limit.subtract(step) : null,
                    open && !whole,
                    null,
                    words);
        });
    }

    private static boolean isName(String sql) {
        List<Token> tokens = Expression.tokens(sql);
        return tokens.size() == 1 && tokens.get(0).isName();
    }

    private static boolean isInteger(Form form, String name) {
        return form.fields().stream().anyMatch(field -> field.name().equals(name) && field.type() == FieldType.INTEGER);
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    /** A number with or without a sign. */
    private static Optional<BigDecimal> number(List<Token> tokens) {
        boolean negative = tokens.size() == 2 && tokens.get(0).is("-");
        Token last = tokens.get(tokens.size() - 1);
        if (last.kind() != Kind.NUMBER || (tokens.size() > 1 && !negative)) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(last.text());
            return Optional.of(negative ? number.negate() : number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
