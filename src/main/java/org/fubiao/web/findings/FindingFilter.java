package org.fubiao.web.findings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fubiao.publishing.PublishedReview.FindingLine;

/**
 * Which findings are wanted. A text that is empty wants all.
 *
 * @param text part of anything that is said of a finding, whatever its case
 */
record FindingFilter(Map<Facet, String> chosen, String text) {
    private static final int LONGEST_TEXT = 100;

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
        String wanted = text.toLowerCase(Locale.ROOT);
        for (FindingLine line : all) {
            if (!says(line, wanted)) {
                continue;
            }
            List<Facet> misses = chosen.keySet().stream()
                    .filter(facet -> !get(facet).equals(facet.of(line)))
                    .toList();
            if (misses.isEmpty()) {
                fitting.add(line);
            }
            List<Facet> counting =
                    misses.isEmpty() ? List.of(Facet.values()) : misses.size() == 1 ? misses : List.<Facet>of();
            for (Facet facet : counting) {
                count(facet, line, choices.computeIfAbsent(facet, any -> new TreeMap<>()));
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

    private static boolean says(FindingLine line, String wanted) {
        return wanted.isEmpty()
                || Stream.of(
                                line.message(),
                                line.value(),
                                line.code(),
                                line.title(),
                                line.unitName(),
                                line.form(),
                                line.file(),
                                line.field(),
                                line.explanation())
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
