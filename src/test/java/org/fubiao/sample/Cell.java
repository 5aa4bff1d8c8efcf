package org.fubiao.sample;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A cell as written. */
sealed interface Cell {
    /** Nothing. */
    record Blank() implements Cell {}

    record Text(String text) implements Cell {}

    /** A number that a workbook holds as a number. */
    record Amount(BigDecimal value, boolean percent) implements Cell {}

    /** A date that a workbook holds as a date. */
    record Day(LocalDate day) implements Cell {}

    /** A formula; {@code value} is what a file without formulas shows. */
    record Formula(String formula, long value) implements Cell {}

    static Cell text(String text) {
        return text.isEmpty() ? new Blank() : new Text(text);
    }

    /** What a text file shows. */
    default String plain() {
        if (this instanceof Text text) {
            return text.text();
        }
        if (this instanceof Amount number) {
            return number.percent()
                    ? number.value().movePointRight(2).stripTrailingZeros().toPlainString() + "%"
                    : number.value().toPlainString();
        }
        if (this instanceof Day day) {
            return day.day().toString();
        }
        return this instanceof Formula formula ? Long.toString(formula.value()) : "";
    }
}
