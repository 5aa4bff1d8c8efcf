package org.fubiao.web.findings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fubiao.publishing.PublishedReview.FindingLine;

/**
 * Which findings are wanted. A text that is empty wants all.
 *
 * @param text part of anything that is said of a finding, whatever its case
 */
record FindingFilter(Map<Facet, String> chosen, String text) {
    private static final int LONGEST_TEXT = 100;
    private static final List<Facet> FACETS = List.of(Facet.values());

    FindingFilter {
        chosen = Map.copyOf(chosen);
    }

    /** By what findings can be told apart; in the order in which the page has them. */
    enum Facet {
        SEVERITY,
        STATE,
        UNIT,
        FORM,
        CODE;

        /** Name of its field in the page and in addresses. */
        public String field() {
            return name().toLowerCase(Locale.ROOT);
        }

        String of(FindingLine line) {
            return switch (this) {
                case SEVERITY -> line.severity().name();
                case STATE -> line.answered().name();
                case UNIT -> line.unit();
                case FORM -> line.form();
                case CODE -> line.code();
            };
        }

        /** As the page shows it, where it is no word of the page's own. */
        String label(FindingLine line) {
            return switch (this) {
                case UNIT -> line.unitName();
                case CODE -> line.code() + " " + line.title();
                default -> of(line);
            };
        }
    }

    /** One value of a facet, and how many findings there are with it that fit all else. */
    record Choice(String value, String label, long count) {}

    /** What fits, and what there is to choose from. */
    record Found(List<FindingLine> findings, Map<Facet, List<Choice>> choices) {}

    static FindingFilter of(Map<String, String> fields) {
        Map<Facet, String> chosen = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            String value = fields.getOrDefault(facet.field(), "");
            if (!value.isEmpty()) {
                chosen.put(facet, value);
            }
        }
        String text = fields.getOrDefault("q", "").strip();
        return new FindingFilter(chosen, text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT));
    }

    /** The value that is chosen of a facet, or an empty text. */
    public String get(Facet facet) {
        return chosen.getOrDefault(facet, "");
    }

    /** In one pass: a finding that fits all but one facet counts for the choices of that one. */
    Found apply(List<FindingLine> all) {
        List<FindingLine> fitting = new ArrayList<>();
        Map<Facet, Map<String, Choice>> choices = new EnumMap<>(Facet.class);
        Search search = new Search(text);
        for (FindingLine line : all) {
            if (!search.finds(line)) {
                continue;
            }
            Facet missed = null;
            int misses = 0;
            for (Map.Entry<Facet, String> one : chosen.entrySet()) {
                if (!one.getValue().equals(one.getKey().of(line))) {
                    missed = one.getKey();
                    misses++;
                }
            }
            if (misses == 0) {
                fitting.add(line);
                for (Facet facet : FACETS) {
                    count(facet, line, choices.computeIfAbsent(facet, any -> new TreeMap<>()));
                }
            } else if (misses == 1 && missed != null) {
                count(missed, line, choices.computeIfAbsent(missed, any -> new TreeMap<>()));
            }
        }
        Map<Facet, List<Choice>> lists = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            lists.put(facet, withChosen(facet, choices.computeIfAbsent(facet, any -> new TreeMap<>())));
        }
        return new Found(fitting, lists);
    }

    private static void count(Facet facet, FindingLine line, Map<String, Choice> choices) {
        String value = facet.of(line);
        if (!value.isEmpty()) {
            choices.merge(
                    value,
                    new Choice(value, facet.label(line), 1),
                    (known, more) -> new Choice(value, known.label(), known.count() + 1));
        }
    }

    /** What is chosen stays to be seen, also where nothing fits it. */
    private List<Choice> withChosen(Facet facet, Map<String, Choice> byValue) {
        String value = get(facet);
        if (!value.isEmpty()) {
            byValue.putIfAbsent(value, new Choice(value, value, 0));
        }
        return List.copyOf(byValue.values());
    }

    /** Looks for a text, whatever its case. What many findings say alike is looked through once. */
    private static final class Search {
        private final String wanted;
        /** Chinese has no case. */
        private final boolean cased;

        private final Map<String, Boolean> known = new HashMap<>();

        Search(String text) {
            this.wanted = text.toLowerCase(Locale.ROOT);
            this.cased = !wanted.equals(text.toUpperCase(Locale.ROOT));
        }

        boolean finds(FindingLine line) {
            return wanted.isEmpty()
                    || often(line.code())
                    || often(line.title())
                    || often(line.unitName())
                    || often(line.form())
                    || often(line.file())
                    || often(line.field())
                    || says(line.message())
                    || says(line.value())
                    || says(line.explanation());
        }

        private boolean often(String text) {
            return known.computeIfAbsent(text, this::says);
        }

        private boolean says(String text) {
            return (cased ? text.toLowerCase(Locale.ROOT) : text).contains(wanted);
        }
    }
}
