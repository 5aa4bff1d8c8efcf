package org.fubiao.publishing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fubiao.totals.FigureValue;
import org.jspecify.annotations.Nullable;

/** The figures by theme, in the order in which the themes first appear. */
final class Themes {
    private static final String DIGITS = "一二三四五六七八九";

    /** Of the figures without a theme beside those with one. */
    private static final String OTHER = "其他";

    private Themes() {}

    /**
     * Figures of a theme.
     *
     * @param title with its number: {@code 一、政务服务改革}; empty where no figure has a theme
     */
    record Theme(String title, String name, List<FigureValue> figures) {}

    static List<Theme> of(List<FigureValue> figures) {
        Map<String, List<FigureValue>> byName = new LinkedHashMap<>();
        for (FigureValue figure : figures) {
            byName.computeIfAbsent(figure.definition().theme(), name -> new ArrayList<>())
                    .add(figure);
        }
        if (byName.keySet().equals(Set.of(""))) {
            return List.of(new Theme("", "", figures));
        }
        List<Theme> themes = new ArrayList<>();
        byName.forEach((theme, all) -> {
            String name = theme.isEmpty() ? OTHER : theme;
            themes.add(new Theme(chinese(themes.size() + 1) + "、" + name, name, all));
        });
        return themes;
    }

    /** A number from 1 to 99 in Chinese. */
    static String chinese(int number) {
        int tens = number / 10;
        int ones = number % 10;
        String text = tens == 0 ? "" : (tens == 1 ? "" : DIGITS.substring(tens - 1, tens)) + "十";
        return ones == 0 ? text : text + DIGITS.charAt(ones - 1);
    }

    /** Change of the exact value against the period before. */
    static @Nullable BigDecimal change(FigureValue figure) {
        BigDecimal exact = figure.exact();
        BigDecimal previous = figure.previous();
        return exact == null || previous == null ? null : exact.subtract(previous);
    }

    /** A warning for who has quoted the figure already; empty where it did not move. */
    static String remark(FigureValue figure) {
        BigDecimal change = CsvFiles.change(figure);
        BigDecimal before = figure.previousRun();
        return change == null || before == null ? "" : "上一批次为" + AppendixGrid.plain(before) + "，请核对已引用处";
    }
}
