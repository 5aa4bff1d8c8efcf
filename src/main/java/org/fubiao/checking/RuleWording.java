package org.fubiao.checking;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fubiao.compute.Compute;
import org.fubiao.job.Expression;
import org.fubiao.job.Expression.Comparison;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;
import org.fubiao.job.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Puts the failure of a rule into words: the rule's message, then the values that it met, and for a comparison both sides and
 * by how much they differ.
 *
 * <p>Where a side of a comparison is a single name, the failure points at it: what was found is its value, what was expected
 * is the other side. Of two names it is the left one. Where neither side is a name, no cell holds what was found, and the
 * words say which side it is.
 */
final class RuleWording implements Check.Wording {
    private static final Map<String, String> MUST =
            Map.of("<=", "不大于 ", ">=", "不小于 ", "<", "小于 ", ">", "大于 ", "=", "", "==", "", "<>", "不等于 ", "!=", "不等于 ");

    private static final MathContext DISTANCE = new MathContext(4);

    private final Rule rule;
    private final List<String> names;
    private final Optional<Comparison> comparison;
    private final List<FieldType> types;
    private final List<String> values;
    private final Optional<String> left;
    private final Optional<String> right;
    private final boolean shares;

    private RuleWording(Rule rule, List<String> names, List<FieldType> types) {
        this.rule = rule;
        this.names = names;
        this.types = types;
        this.comparison = Expression.comparison(rule.condition());
        this.values = Stream.concat(
                        names.stream().map(Compute::name),
                        comparison.stream().flatMap(sides -> Stream.of(sides.left(), sides.right())))
                .toList();
        this.left = comparison.flatMap(sides -> name(sides.left()));
        this.right = comparison.flatMap(sides -> name(sides.right()));
        this.shares = !types.isEmpty()
                && (types.stream().allMatch(type -> type == FieldType.PERCENT)
                        || left.or(() -> right)
                                .map(name -> types.get(names.indexOf(name)))
                                .filter(type -> type == FieldType.PERCENT)
                                .isPresent());
    }

    /** For a rule over the fields of a row. */
    static RuleWording ofRow(Rule rule, Form form) {
        List<String> names = Expression.names(
                rule.condition(), form.fields().stream().map(Field::name).toList());
        return new RuleWording(
                rule, names, names.stream().map(name -> form.field(name).type()).toList());
    }

    /** For a rule over the items of a column. */
    static RuleWording ofColumn(Rule rule, Form form, FieldType type) {
        List<String> names = Expression.names(
                rule.condition(), form.items().stream().map(Form.Item::name).toList());
        return new RuleWording(rule, names, names.stream().map(name -> type).toList());
    }

    /** The names that a failure may point at: the only one, or the first of these that there is. */
    List<String> places() {
        return left.or(() -> right).map(List::of).orElse(names);
    }

    /** SQL of the values that {@link #words} takes: those of the names, then both sides of a comparison. */
    List<String> values() {
        return values;
    }

    /** SQL of the same as further columns of a query. */
    String columns() {
        return IntStream.range(0, values.size())
                .mapToObj(i -> ", " + values.get(i) + " AS v" + i)
                .collect(Collectors.joining());
    }

    /** Their values in a row of such a query; the first of them is in column {@code from}. */
    List<@Nullable Object> read(ResultSet row, int from) throws SQLException {
        List<@Nullable Object> met = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            met.add(row.getObject(from + i));
        }
        return Collections.unmodifiableList(met);
    }

    @Override
    public Check.Words words(List<@Nullable Object> values) {
        List<String> met = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            met.add(names.get(i) + "=" + Show.value(values.get(i), types.get(i)));
        }
        String listed = String.join("，", met);
        if (comparison.isEmpty()) {
            return new Check.Words(listed, rule.condition(), message(listed));
        }
        String operator = comparison.get().operator();
        Object first = values.get(names.size());
        Object second = values.get(names.size() + 1);
        if (isDistance(comparison.get())) {
            String apart = "相差 " + side(digits(first));
            String most = must(operator) + side(second);
            return new Check.Words(apart, most, message(join(listed, apart + "，应" + most)));
        }
        String sides = "左边 " + side(first) + "，右边 " + side(second) + difference(first, second);
        String message = message(left.isPresent() && right.isPresent() ? listed : join(listed, sides));
        if (left.isPresent()) {
            return new Check.Words(side(first), must(operator) + side(second), message);
        }
        if (right.isPresent()) {
            String mirrored = comparison.get().mirrored().operator();
            return new Check.Words(side(second), must(mirrored) + side(first), message);
        }
        String must = must(operator).isEmpty() ? "等于" : must(operator).strip();
        return new Check.Words("左边 " + side(first), must + "右边 " + side(second), message);
    }

    /** {@code abs(甲 - 乙) <= 0.01}: the left side is how far two numbers are apart, the right one how far they may be. */
    private static boolean isDistance(Expression.Comparison comparison) {
        return comparison.operator().startsWith("<")
                && !comparison.operator().equals("<>")
                && Expression.isOneCall(comparison.left())
                && Expression.tokens(comparison.left()).get(0).text().equalsIgnoreCase("abs");
    }

    /** Of a distance nobody wants to see ten digits. */
    private static @Nullable Object digits(@Nullable Object value) {
        BigDecimal number = number(value);
        return number == null || number.precision() <= DISTANCE.getPrecision() ? value : number.round(DISTANCE);
    }

    private static String must(String operator) {
        return MUST.getOrDefault(operator, "");
    }

    private static String join(String listed, String both) {
        return listed.isEmpty() ? both : listed + "；" + both;
    }

    /** What the unit is told, with what the rule met; that may be empty. */
    String message(String detail) {
        String told = rule.message().isBlank() ? "不符合审核规则“" + rule.condition() + "”" : rule.message();
        return rule.told(detail.isEmpty() ? told : told + "（" + detail + "）");
    }

    private Optional<String> name(String side) {
        return names.stream()
                .filter(name -> name.equals(side) || Compute.name(name).equals(side))
                .findFirst();
    }

    /** A side that is a share only by the type of its fields is shown as such. */
    private String side(@Nullable Object value) {
        BigDecimal number = number(value);
        return shares && number != null ? Show.value(number, FieldType.PERCENT) : Show.value(rounded(value));
    }

    private static @Nullable Object rounded(@Nullable Object value) {
        return value instanceof Double number && !number.isNaN() && !number.isInfinite()
                ? BigDecimal.valueOf(number).round(new MathContext(10))
                : value;
    }

    private String difference(@Nullable Object left, @Nullable Object right) {
        BigDecimal minuend = number(left);
        BigDecimal subtrahend = number(right);
        return minuend == null || subtrahend == null
                ? ""
                : "，相差 " + side(minuend.subtract(subtrahend).abs());
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        Object exact = rounded(value);
        if (exact instanceof BigDecimal number) {
            return number;
        }
        if (exact instanceof Long || exact instanceof Integer || exact instanceof BigInteger) {
            return new BigDecimal(exact.toString());
        }
        return null;
    }
}
