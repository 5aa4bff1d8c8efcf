package org.fubiao.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.job.Expression;
import org.fubiao.job.Expression.Kind;
import org.fubiao.job.Expression.Token;
import org.fubiao.job.Field;
import org.fubiao.job.FieldType;
import org.fubiao.job.Form;

/**
 * A condition as somebody would say it who never saw SQL: {@code not 马上办 or 承诺时限 <= 1} is “马上办”为是时，承诺时限 ≤ 1. What it
 * does not know it leaves as it is written.
 */
final class Plainly {
    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("<=", " ≤ "),
            Map.entry(">=", " ≥ "),
            Map.entry("<>", " ≠ "),
            Map.entry("!=", " ≠ "),
            Map.entry("=", " = "),
            Map.entry("==", " = "),
            Map.entry("<", " < "),
            Map.entry(">", " > "),
            Map.entry("+", " + "),
            Map.entry("-", " - "),
            Map.entry("*", " × "),
            Map.entry("/", " ÷ "),
            Map.entry(",", "、"),
            Map.entry("(", "（"),
            Map.entry(")", "）"));

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("and", "，且 "),
            Map.entry("or", "，或 "),
            Map.entry("not", "非 "),
            Map.entry("in", "属于"),
            Map.entry("like", "形如"),
            Map.entry("between", " 介于 "),
            Map.entry("case", "（按"),
            Map.entry("when", "，为"),
            Map.entry("then", "时是"),
            Map.entry("else", "，其他是"),
            Map.entry("end", "）"),
            Map.entry("null", "空"),
            Map.entry("true", "是"),
            Map.entry("false", "否"));

    private static final Set<String> COMPARISONS = Set.of("=", "==", "<>", "!=", "<", "<=", ">", ">=");

    private final List<Token> tokens;
    private final Set<String> answers;

    private Plainly(List<Token> tokens, Set<String> answers) {
        this.tokens = tokens;
        this.answers = answers;
    }

    /** A condition over the names of a form. */
    static String said(String sql, Form form) {
        Set<String> answers = form.fields().stream()
                .filter(field -> field.type() == FieldType.YES_NO)
                .map(Field::name)
                .collect(Collectors.toSet());
        return new Plainly(Expression.tokens(sql), answers).said();
    }

    /** An expression over measures. */
    static String said(String sql) {
        return new Plainly(Expression.tokens(sql), Set.of()).said();
    }

    private String said() {
        List<Integer> or = outer("or", 0, tokens.size());
        if (or.size() == 1 && outer("and", 0, tokens.size()).isEmpty()) {
            String premise = premise(or.get(0));
            if (!premise.isEmpty()) {
                return premise + render(or.get(0) + 1, tokens.size());
            }
        }
        return render(0, tokens.size());
    }

    /** Of {@code A or B}, where A is a simple denial: when B must hold. Empty if it is not. */
    private String premise(int end) {
        if (end == 2 && isWord(0, "not") && answers.contains(tokens.get(1).text())) {
            return "“" + tokens.get(1).text() + "”为是时，";
        }
        if (end == 3 && isSign(1, "<>", "!=")) {
            return render(0, 1) + "为" + render(2, 3) + "时，";
        }
        if (end == 6 && isWord(0, "not") && isSign(1, "(") && isSign(3, "=", "==") && isSign(5, ")")) {
            return render(2, 3) + "为" + render(4, 5) + "时，";
        }
        if (end == 3 && isWord(1, "is") && isWord(2, "null")) {
            return "填写了" + render(0, 1) + "时，";
        }
        return "";
    }

    private boolean isWord(int at, String word) {
        return at < tokens.size()
                && tokens.get(at).kind() == Kind.WORD
                && tokens.get(at).text().equalsIgnoreCase(word);
    }

    private boolean isSign(int at, String... signs) {
        return at < tokens.size()
                && tokens.get(at).kind() == Kind.SYMBOL
                && List.of(signs).contains(tokens.get(at).text());
    }

    /** Places of a word that stands in no parentheses and no case. */
    private List<Integer> outer(String word, int from, int to) {
        List<Integer> places = new ArrayList<>();
        int depth = 0;
        for (int i = from; i < to; i++) {
            if (isSign(i, "(") || isWord(i, "case")) {
                depth++;
            } else if (isSign(i, ")") || isWord(i, "end")) {
                depth--;
            } else if (depth == 0 && isWord(i, word)) {
                places.add(i);
            }
        }
        return places;
    }

    private String render(int from, int to) {
        StringBuilder text = new StringBuilder();
        boolean range = false;
        int at = from;
        while (at < to) {
            Token token = tokens.get(at);
            if (isCall(at, to)) {
                int close = close(at + 1, to);
                text.append(call(token.text(), at + 2, close));
                at = close + 1;
            } else if (isWord(at, "is")) {
                boolean not = isWord(at + 1, "not");
                text.append(not ? "不为空" : "为空");
                at += not ? 3 : 2;
            } else if (isWord(at, "not") && at + 1 < to && isAnswer(at + 1)) {
                text.append('“').append(tokens.get(at + 1).text()).append("”为否");
                at += 2;
            } else if (range && isWord(at, "and")) {
                text.append(" 与 ");
                range = false;
                at++;
            } else {
                range = range || isWord(at, "between");
                text.append(single(at));
                at++;
            }
        }
        return text.toString().replaceAll(" {2,}", " ").strip();
    }

    private String single(int at) {
        Token token = tokens.get(at);
        return switch (token.kind()) {
            case TEXT -> "“" + token.text() + "”";
            case SYMBOL -> SIGNS.getOrDefault(token.text(), token.text());
            case WORD ->
                isAnswer(at)
                        ? "“" + token.text() + "”为是"
                        : WORDS.getOrDefault(token.text().toLowerCase(Locale.ROOT), token.text());
            case QUOTED, NUMBER, OTHER -> token.text();
        };
    }

    /** Whether a name is a condition by itself, because it is answered by yes or no and compared with nothing. */
    private boolean isAnswer(int at) {
        return answers.contains(tokens.get(at).text())
                && !isComparison(at - 1)
                && !isComparison(at + 1)
                && !isWord(at + 1, "is");
    }

    private boolean isComparison(int at) {
        return at >= 0
                && at < tokens.size()
                && tokens.get(at).kind() == Kind.SYMBOL
                && COMPARISONS.contains(tokens.get(at).text());
    }

    private boolean isCall(int at, int to) {
        return tokens.get(at).kind() == Kind.WORD
                && !WORDS.containsKey(tokens.get(at).text().toLowerCase(Locale.ROOT))
                && at + 1 < to
                && isSign(at + 1, "(");
    }

    private int close(int open, int to) {
        int depth = 0;
        for (int i = open; i < to; i++) {
            if (isSign(i, "(")) {
                depth++;
            } else if (isSign(i, ")") && --depth == 0) {
                return i;
            }
        }
        return to - 1;
    }

    private String call(String name, int from, int to) {
        List<String> arguments = new ArrayList<>();
        int start = from;
        int depth = 0;
        for (int i = from; i < to; i++) {
            if (isSign(i, "(")) {
                depth++;
            } else if (isSign(i, ")")) {
                depth--;
            } else if (depth == 0 && isSign(i, ",")) {
                arguments.add(render(start, i));
                start = i + 1;
            }
        }
        if (start < to) {
            arguments.add(render(start, to));
        }
        String function = name.toLowerCase(Locale.ROOT);
        if (function.equals("nullif") && arguments.size() == 2) {
            // Only keeps a division by 0 undecided, which it is anyway.
            return arguments.get(0);
        }
        if (function.startsWith("substr") && arguments.size() == 3) {
            return arguments.get(0) + "第" + arguments.get(1) + "位起的" + arguments.get(2) + "位";
        }
        String list = String.join("、", arguments);
        String whole = list.contains(" ") ? "（" + list + "）" : list;
        return switch (function) {
            case "greatest" -> list + "中最大的";
            case "least" -> list + "中最小的";
            case "abs" -> whole + "的绝对值";
            case "year" -> whole + "的年份";
            case "month" -> whole + "的月份";
            case "length" -> whole + "的字数";
            case "coalesce" -> "（" + list + "中第一个不为空的）";
            default -> name + "（" + list + "）";
        };
    }
}
