package org.fubiao.recognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.job.Form;
import org.fubiao.recognition.FormIndex.Target;
import org.fubiao.recognition.FormMatch.Named;
import org.fubiao.recognition.FormMatch.Twice;
import org.fubiao.recognition.SheetPreview.Line;
import org.jspecify.annotations.Nullable;

/** Finds which form a sheet is and where its head stands: every place in its first rows is tried. */
final class FormMatcher {
    /** Columns that many tables have and no form needs. */
    private static final Set<String> IGNORED = Set.of("序号", "编号", "行次", "行号", "栏次", "备注", "说明", "no", "项目", "指标");

    /** How sure a column is: its whole path, a part of it, either without what stands in brackets. */
    private static final double[] SURE = {1, 0.9, 0.8, 0.7};

    private final FormIndex index;

    FormMatcher(FormIndex index) {
        this.index = index;
    }

    /** The forms that fit the sheet at all, best first; those that are only named come last. */
    List<FormMatch> match(SheetPreview sheet, String fileStem) {
        Map<Integer, FormMatch> best = new HashMap<>();
        SheetItems items = new SheetItems(sheet, index);
        for (int last = 0; last < sheet.lines().size(); last++) {
            if (sheet.lines().get(last).filled().stream().noneMatch(index::isLeaf)) {
                continue;
            }
            for (int depth = 1; depth <= Math.min(Head.MOST_LINES, last + 1); depth++) {
                for (FormMatch match : matches(items, Head.of(sheet.lines(), last, depth))) {
                    best.merge(match.formIndex(), match, (old, now) -> now.isBetterThan(old) ? now : old);
                }
            }
        }
        return best.values().stream()
                .map(match -> match.withNamed(naming(sheet, match.head(), match.formIndex(), fileStem)))
                .sorted(Comparator.comparingDouble(FormMatch::score).reversed().thenComparing(FormMatch::formIndex))
                .toList();
    }

    /** How a form fits a sheet, whatever else the sheet could be; null if it does not at all. */
    @Nullable FormMatch matchOf(SheetPreview sheet, String formId) {
        return match(sheet, "").stream()
                .filter(match -> match.form().id().equals(formId))
                .findFirst()
                .orElse(null);
    }

    /** The forms of which the sheet or file bears the name. */
    Set<Integer> named(SheetPreview sheet, String fileStem) {
        for (Line line : sheet.lines()) {
            for (String text : line.filled()) {
                Set<Integer> found = index.named(text);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        Set<Integer> found = index.named(sheet.info().name());
        return found.isEmpty() ? index.named(fileStem) : found;
    }

    private List<FormMatch> matches(SheetItems items, Head head) {
        Map<Integer, Assignment> assignments = new HashMap<>();
        for (int column = 0; column < head.paths().size(); column++) {
            Map<Target, Integer> hits = hits(head.paths().get(column));
            for (Map.Entry<Target, Integer> hit : hits.entrySet()) {
                assignments
                        .computeIfAbsent(
                                hit.getKey().form(),
                                form -> new Assignment(index.forms().get(form)))
                        .offer(hit.getKey().field(), column, SURE[hit.getValue()]);
            }
        }
        List<FormMatch> matches = new ArrayList<>();
        assignments.forEach((form, assignment) -> matches.add(complete(items, head, form, assignment)));
        return matches;
    }

    /** The fields that a column's heads could mean, each with the surest way in which they do. */
    private Map<Target, Integer> hits(List<String> path) {
        if (isReference(path)) {
            return Map.of();
        }
        Map<Target, Integer> hits = new HashMap<>();
        for (int from = 0; from < path.size(); from++) {
            List<String> part = path.subList(from, path.size());
            int level = from == 0 ? 0 : 1;
            addHits(hits, Labels.key(String.join("", part)), level);
            String bare =
                    String.join("", part.stream().map(Labels::withoutBrackets).toList());
            addHits(hits, Labels.key(bare), level + 2);
        }
        // A column that is surely one field of a form is not also, less surely, another.
        Map<Integer, Integer> surest = new HashMap<>();
        hits.forEach((target, level) -> surest.merge(target.form(), level, Math::min));
        hits.entrySet()
                .removeIf(
                        hit -> hit.getValue() > surest.getOrDefault(hit.getKey().form(), 0));
        return hits;
    }

    private void addHits(Map<Target, Integer> hits, String key, int level) {
        for (Target target : index.targets(key)) {
            hits.merge(target, level, Math::min);
        }
    }

    private FormMatch complete(SheetItems items, Head head, int formIndex, Assignment fields) {
        Form form = index.forms().get(formIndex);
        int itemColumn = -1;
        int itemsFound = 0;
        if (form.isMatrix()) {
            for (int column = 0; column < head.paths().size(); column++) {
                int found = fields.holds(column) ? 0 : items.below(head.last(), formIndex, column);
                if (found > itemsFound) {
                    itemsFound = found;
                    itemColumn = column;
                }
            }
        }
        List<Integer> unknown = new ArrayList<>();
        for (int column = 0; column < head.paths().size(); column++) {
            List<String> path = head.paths().get(column);
            if (!path.isEmpty() && column != itemColumn && !fields.holds(column) && !isIgnored(path)) {
                unknown.add(column);
            }
        }
        return new FormMatch(
                formIndex,
                form,
                head,
                fields.columns(),
                fields.weight(),
                unknown,
                fields.twice(),
                itemColumn,
                itemsFound,
                Named.NOWHERE);
    }

    /** Whether a column shows what was reported last time, unless some form collects it under just this head. */
    private boolean isReference(List<String> path) {
        return TemplateIdentity.isReference(path)
                && index.targets(Labels.key(String.join("", path))).isEmpty();
    }

    private boolean isIgnored(List<String> path) {
        return isReference(path)
                || IGNORED.contains(Labels.key(Labels.withoutBrackets(path.get(path.size() - 1))))
                || IGNORED.contains(Labels.key(Labels.withoutBrackets(path.get(0))));
    }

    private Named naming(SheetPreview sheet, Head head, int form, String fileStem) {
        for (Line line : sheet.lines().subList(0, head.last())) {
            for (String text : line.filled()) {
                if (index.named(text).contains(form)) {
                    return Named.ABOVE_HEAD;
                }
            }
        }
        if (index.named(sheet.info().name()).contains(form)) {
            return Named.IN_SHEET_NAME;
        }
        return index.named(fileStem).contains(form) ? Named.IN_FILE_NAME : Named.NOWHERE;
    }

    /** Which column holds which field of one form. */
    private static final class Assignment {
        private final int[] columns;
        private final double[] sure;
        private final List<Twice> twice = new ArrayList<>();

        Assignment(Form form) {
            columns = new int[form.fields().size()];
            sure = new double[columns.length];
            Arrays.fill(columns, -1);
        }

        void offer(int field, int column, double how) {
            if (how > sure[field]) {
                twice.removeIf(other -> other.field() == field);
                columns[field] = column;
                sure[field] = how;
            } else if (how == sure[field]) {
                twice.add(new Twice(field, column));
            }
        }

        boolean holds(int column) {
            return Arrays.stream(columns).anyMatch(held -> held == column)
                    || twice.stream().anyMatch(other -> other.column() == column);
        }

        List<Integer> columns() {
            return Arrays.stream(columns).boxed().toList();
        }

        List<Twice> twice() {
            return List.copyOf(twice);
        }

        double weight() {
            return Arrays.stream(sure).sum();
        }
    }
}
