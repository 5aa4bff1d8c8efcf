package org.fubiao.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** However a value is written, it is read as itself. */
class NumberLawsTest {
    private static final long MOST = 999_999_999_999_999_999L;

    @Provide
    Arbitrary<List<UnaryOperator<String>>> habits() {
        List<UnaryOperator<String>> all = List.of(
                NumberLawsTest::fullWidth,
                text -> text + "项",
                text -> text + " 项",
                text -> " " + text + "　",
                text -> text.startsWith("-") ? text : "+" + text);
        return Arbitraries.of(all).list().ofMaxSize(1);
    }

    @Property
    void anIntegerIsItself(
            @ForAll @LongRange(min = -MOST, max = MOST) long value,
            @ForAll boolean grouped,
            @ForAll("habits") List<UnaryOperator<String>> habits) {
        String text = String.format(Locale.ROOT, grouped ? "%,d" : "%d", value);
        for (UnaryOperator<String> habit : habits) {
            text = habit.apply(text);
        }
        NumberTyper typer = new NumberTyper(0, "项");
        assertThat(typer.read(text)).as(text).isEqualTo(CellTyper.Outcome.VALUE);
        assertThat(typer.number).as(text).isEqualTo(value);
    }

    @Property
    void aDecimalIsItselfInEitherPath(
            @ForAll @LongRange(min = -99_999_999_999L, max = 99_999_999_999L) long unscaled,
            @ForAll @IntRange(min = 0, max = 6) int scale,
            @ForAll boolean wide) {
        String plain = BigDecimal.valueOf(unscaled, scale).toPlainString();
        NumberTyper typer = new NumberTyper(scale, "");
        assertThat(typer.read(wide ? fullWidth(plain) : plain)).isEqualTo(CellTyper.Outcome.VALUE);
        assertThat(typer.number).isEqualTo(unscaled);
    }

    @Property
    void aShareIsItsPercentage(@ForAll @IntRange(min = 0, max = 10_000) int unscaled, @ForAll boolean sign) {
        BigDecimal share = BigDecimal.valueOf(unscaled, 4);
        PercentTyper typer = new PercentTyper(4);
        String text = sign ? share.movePointRight(2).toPlainString() + "%" : share.toPlainString();
        assertThat(typer.read(text)).isEqualTo(CellTyper.Outcome.VALUE);
        assertThat(typer.number).isEqualTo(unscaled);
    }

    @Property
    void aDateIsItselfInAnyShape(
            @ForAll @IntRange(min = 0, max = 73_000) int day, @ForAll @IntRange(max = 4) int shape) {
        LocalDate date = LocalDate.of(1900, 1, 1).plusDays(day);
        String pattern = List.of("%d-%02d-%02d", "%d/%d/%d", "%d.%d.%d", "%d年%d月%d日", "%d%02d%02d")
                .get(shape);
        DateTyper typer = new DateTyper();
        String text = String.format(Locale.ROOT, pattern, date.getYear(), date.getMonthValue(), date.getDayOfMonth());
        assertThat(typer.read(text)).as(text).isEqualTo(CellTyper.Outcome.VALUE);
        assertThat(typer.number).as(text).isEqualTo(date.toEpochDay());
    }

    private static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c + 0xFEE0)));
        return wide.toString();
    }
}
