package org.fubiao.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an SQL expression of a definition looks like: its tokens, the names that it uses, the two sides of a comparison.
 *
 * <p>It only looks at the text. Whether names and types are right, the compute engine says when the job is loaded.
 */
public final class Expression {
    private static final List<String> OPERATORS =
            List.of("<=", ">=", "<>", "!=", "==", "||", "::", "->", "!~", "**", "//", "<<", ">>");
    private static final Set<String> COMPARISONS = Set.of("=", "==", "<>", "!=", "<", "<=", ">", ">=");
    /** What a comparison becomes when its sides change places, where that is not itself. */
    private static final Map<String, String> MIRRORED = Map.of("<=", ">=", ">=", "<=", "<", ">", ">", "<");
    /** Words that bind weaker than a comparison, or make a whole of what stands around it. */
    private static final Set<String> CONNECTIVES = Set.of("and", "or", "not", "case", "between", "is");

    /** With a point before the name of a measure: its value of the period before. */
    public static final String PREVIOUS = "上期";
    /** The same in a job that reports by the year. */
    public static final String PREVIOUS_YEAR = "上年";

    private Expression() {}

    /** What a token is. */
    public enum Kind {
        /** A name or a keyword, as it is written. */
        WORD,
        /** A name in double quotes; the text of the token is without them. */
        QUOTED,
        /** A literal in single quotes; the text of the token is without them. */
        TEXT,
        NUMBER,
        SYMBOL,
        /** A comment, or a quotation that does not end. */
        OTHER
    }

    /**
     * A token.
     *
     * @param start place of its first character, from 0
     * @param end place after its last character
     */
    public record Token(Kind kind, String text, int start, int end) {
        /** Whether it can be a name. */
        public boolean isName() {
            return kind == Kind.WORD || kind == Kind.QUOTED;
        }

        /** Whether it is a symbol, such as an operator, and which. */
        public boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }
    }

    /**
     * A comparison of two sides: {@code 上年末 + 本年新增 = 本年末}.
     *
     * @param left SQL of the left side
     * @param operator one of {@code = == <> != < <= > >=}, as it is written
     * @param right SQL of the right side
     */
    public record Comparison(String left, String operator, String right) {
        /** The same with its sides in each other's places. */
        public Comparison mirrored() {
            return new Comparison(/* left= */ right, MIRRORED.getOrDefault(operator, operator), /* right= */ left);
        }
    }

    /** Both sides, if the expression as a whole is one comparison. {@code a = b and c = d} is not, {@code a < b < c} neither. */
    public static Optional<Comparison> comparison(String sql) {
        Token operator = null;
        int depth = 0;
        for (Token token : tokens(sql)) {
            if (token.is("(") || token.is("[") || token.is("{")) {
                depth++;
            } else if (token.is(")") || token.is("]") || token.is("}")) {
                depth--;
            } else if (depth == 0 && isConnective(token)) {
                return Optional.empty();
            } else if (depth == 0 && token.kind() == Kind.SYMBOL && COMPARISONS.contains(token.text())) {
                if (operator != null) {
                    return Optional.empty();
                }
                operator = token;
            }
        }
        if (operator == null) {
            return Optional.empty();
        }
        String left = sql.substring(0, operator.start()).strip();
        String right = sql.substring(operator.end()).strip();
        return left.isEmpty() || right.isEmpty()
                ? Optional.empty()
                : Optional.of(new Comparison(left, operator.text(), right));
    }

    private static boolean isConnective(Token token) {
        return token.kind() == Kind.WORD && CONNECTIVES.contains(token.text().toLowerCase(Locale.ROOT));
    }

    /**
     * Those of the candidates that the expression uses, each once, in the order of their first use.
     *
     * <p>A candidate with a point is a qualified name: {@code 上期.名称} is found only where it is written so, and
     * {@code 名称} only where nothing stands before it. Case does not matter, as in the compute engine.
     */
    public static List<String> names(String sql, Collection<String> candidates) {
        List<Token> tokens = tokens(sql);
        Set<String> found = new LinkedHashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).isName()) {
                continue;
            }
            StringBuilder name = new StringBuilder(tokens.get(i).text());
            while (i + 2 < tokens.size()
                    && tokens.get(i + 1).is(".")
                    && tokens.get(i + 2).isName()) {
                i += 2;
                name.append('.').append(tokens.get(i).text());
            }
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
            if (!called) {
                candidates.stream()
                        .filter(candidate -> candidate.equalsIgnoreCase(name.toString()))
                        .forEach(found::add);
            }
        }
        return List.copyOf(found);
    }

    /** Whether an expression as a whole is a call of one function. */
    public static boolean isOneCall(String sql) {
        List<Token> tokens = tokens(sql);
        return !tokens.isEmpty() && tokens.get(0).kind() == Kind.WORD && afterParentheses(tokens, 1) == tokens.size();
    }

    /** Place after the parentheses that open at a place; -1 if none do, or they do not close. */
    public static int afterParentheses(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth <= 0) {
                return i == open ? -1 : i + 1;
            }
        }
        return -1;
    }

    /** As people say it: {@code 上期.年末数 * 2} is 上季度年末数 × 2 in a job that reports by quarters. */
    public static String inWords(String sql, PeriodKind kind) {
        List<Token> tokens = tokens(sql);
        StringBuilder words = new StringBuilder(sql);
        for (int i = tokens.size() - 1; i >= 0; i--) {
            Token token = tokens.get(i);
            boolean qualifier = token.isName()
                    && (token.text().equals(PREVIOUS) || token.text().equals(PREVIOUS_YEAR));
            if (token.is("*") || token.is("/")) {
                words.replace(token.start(), token.end(), token.is("*") ? "×" : "÷");
            } else if (qualifier
                    && i + 2 < tokens.size()
                    && tokens.get(i + 1).is(".")
                    && tokens.get(i + 2).isName()) {
                words.replace(token.start(), tokens.get(i + 1).end(), kind.previousWord());
            }
        }
        return words.toString();
    }

    /** The tokens of an SQL expression, without the space between them. */
    public static List<Token> tokens(String sql) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            if (isSpace(sql.charAt(at))) {
                at++;
            } else {
                Token token = token(sql, at);
                tokens.add(token);
                at = token.end();
            }
        }
        return List.copyOf(tokens);
    }

    private static Token token(String sql, int start) {
        char first = sql.charAt(start);
        if (first == '\'' || first == '"') {
            return quotation(sql, start, first);
        }
        if (sql.startsWith("--", start) || sql.startsWith("/*", start)) {
            return new Token(Kind.OTHER, sql.substring(start), start, sql.length());
        }
        if (isDigit(first)) {
            return run(sql, start, Kind.NUMBER);
        }
        if (isWordStart(first)) {
            return run(sql, start, Kind.WORD);
        }
        for (String operator : OPERATORS) {
            if (sql.startsWith(operator, start)) {
                return new Token(Kind.SYMBOL, operator, start, start + operator.length());
            }
        }
        return new Token(Kind.SYMBOL, String.valueOf(first), start, start + 1);
    }

    /** Takes characters as long as they belong to the same word or number. */
    private static Token run(String sql, int start, Kind kind) {
        int end = start + 1;
        while (end < sql.length()
                && (isWordStart(sql.charAt(end))
                        || isDigit(sql.charAt(end))
                        || sql.charAt(end) == (kind == Kind.NUMBER ? '.' : '$'))) {
            end++;
        }
        return new Token(kind, sql.substring(start, end), start, end);
    }

    private static Token quotation(String sql, int start, char quote) {
        StringBuilder text = new StringBuilder();
        for (int at = start + 1; at < sql.length(); at++) {
            if (sql.charAt(at) != quote) {
                text.append(sql.charAt(at));
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                text.append(quote);
                at++;
            } else {
                return new Token(quote == '"' ? Kind.QUOTED : Kind.TEXT, text.toString(), start, at + 1);
            }
        }
        return new Token(Kind.OTHER, sql.substring(start), start, sql.length());
    }

    /** As the compute engine sees it: every character beyond ASCII belongs to a name, unless it is space. */
    private static boolean isWordStart(char character) {
        return character == '_'
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= 0x80 && !isSpace(character));
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
