package org.fubiao.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fubiao.finding.Severity;
import org.fubiao.job.Expression;
import org.fubiao.job.Expression.Comparison;
import org.fubiao.job.Expression.Kind;
import org.fubiao.job.Expression.Token;
import org.fubiao.job.Field;
import org.fubiao.job.Form;
import org.fubiao.job.Rule;
import org.fubiao.template.LastValues.Cell;

/**
 * The cells of a matrix form that follow from others: where a rule says 市级 + 区级 = 合计, nobody has to add up. Only rules that are
 * errors make a formula; what may be otherwise is left to the unit.
 */
final class TotalFormulas {
    private final Form form;
    private final Map<Cell, Sum> sums = new LinkedHashMap<>();

    /** Cells that are added, and those that are taken away. */
    record Sum(List<Cell> plus, List<Cell> minus) {
        Sum {
            plus = List.copyOf(plus);
            minus = List.copyOf(minus);
        }

        List<Cell> all() {
            List<Cell> all = new ArrayList<>(plus);
            all.addAll(minus);
            return all;
        }
    }

    private record Terms(List<String> plus, List<String> minus) {}

    private record Equation(String target, Terms terms) {}

    private TotalFormulas(Form form) {
        this.form = form;
    }

    /** The sums of a form by the cell that holds them; none of a list form. */
    static Map<Cell, Sum> of(Form form) {
        TotalFormulas formulas = new TotalFormulas(form);
        if (form.isMatrix()) {
            form.rules().stream()
                    .filter(rule -> rule.severity() == Severity.ERROR)
                    .forEach(formulas::take);
        }
        return formulas.sums;
    }

    private void take(Rule rule) {
        boolean down = rule.kind() == Rule.Kind.DOWN;
        List<String> items = form.items().stream().map(Form.Item::name).toList();
        List<String> numbers = form.fields().stream()
                .filter(field -> field.type().isNumber())
                .map(Field::name)
                .toList();
        equation(rule.condition(), down ? items : numbers).ifPresent(equation -> {
            for (String across : down ? numbers : items) {
                add(
                        cell(equation.target(), across, down),
                        new Sum(
                                cells(equation.terms().plus(), across, down),
                                cells(equation.terms().minus(), across, down)));
            }
        });
    }

    private static Cell cell(String name, String across, boolean down) {
        return down ? new Cell(name, across) : new Cell(across, name);
    }

    private static List<Cell> cells(List<String> names, String across, boolean down) {
        return names.stream().map(name -> cell(name, across, down)).toList();
    }

    /** A cell that has a formula keeps it; one that would follow from itself gets none. */
    private void add(Cell target, Sum sum) {
        if (!sums.containsKey(target) && sum.all().stream().noneMatch(cell -> leadsTo(cell, target, new HashSet<>()))) {
            sums.put(target, sum);
        }
    }

    private boolean leadsTo(Cell from, Cell target, Set<Cell> seen) {
        if (from.equals(target)) {
            return true;
        }
        Sum sum = sums.get(from);
        return seen.add(from) && sum != null && sum.all().stream().anyMatch(cell -> leadsTo(cell, target, seen));
    }

    private static Optional<Equation> equation(String condition, List<String> names) {
        Optional<Comparison> found = Expression.comparison(condition);
        if (found.isEmpty() || !found.get().operator().matches("==?")) {
            return Optional.empty();
        }
        Comparison sides = found.get();
        // Of two single names the left one is the one to be looked at, as in a finding.
        return equation(sides.left(), sides.right(), names).or(() -> equation(sides.right(), sides.left(), names));
    }

    private static Optional<Equation> equation(String single, String sum, List<String> names) {
        Optional<Terms> target = terms(single, names);
        Optional<Terms> terms = terms(sum, names);
        boolean right = target.isPresent()
                && terms.isPresent()
                && target.get().plus().size() == 1
                && target.get().minus().isEmpty();
        return right ? Optional.of(new Equation(target.get().plus().get(0), terms.get())) : Optional.empty();
    }

    /** Names with plus and minus between them, and nothing else; empty if there is anything else. */
    private static Optional<Terms> terms(String sql, List<String> names) {
        Terms terms = new Terms(new ArrayList<>(), new ArrayList<>());
        boolean minus = false;
        boolean nameNext = true;
        for (Token token : Expression.tokens(sql)) {
            boolean sign = token.kind() == Kind.SYMBOL
                    && (token.text().equals("+") || token.text().equals("-"));
            boolean name = token.kind() == Kind.WORD || token.kind() == Kind.QUOTED;
            if (nameNext && name) {
                Optional<String> known =
                        names.stream().filter(token.text()::equalsIgnoreCase).findFirst();
                if (known.isEmpty()) {
                    return Optional.empty();
                }
                (minus ? terms.minus() : terms.plus()).add(known.get());
            } else if (!nameNext && sign) {
                minus = token.text().equals("-");
            } else {
                return Optional.empty();
            }
            nameNext = !nameNext;
        }
        return nameNext ? Optional.empty() : Optional.of(terms);
    }
}
