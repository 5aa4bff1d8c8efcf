package org.fubiao.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.fubiao.totals.AppendixTable.Difference;
import org.fubiao.totals.AppendixTable.Formula;
import org.fubiao.totals.AppendixTable.Numeric;
import org.fubiao.totals.AppendixTable.Quotient;
import org.fubiao.totals.AppendixTable.SumOfRows;
import org.junit.jupiter.api.Test;

class FormulasTest {
    /** The table has heads of three rows below the three above them: its first row is the seventh of the sheet. */
    private final Formulas formulas = new Formulas(
            new AppendixLayout(SamplePublication.make().appendices().get(0)));

    private String text(String value, Formula formula) {
        return String.valueOf(formulas.text(new Numeric(new BigDecimal(value), formula), 1, 0));
    }

    @Test
    void sumsRunsAsRanges() {
        assertThat(text("9", new SumOfRows(List.of(0, 1, 2, 5, 7, 8)))).isEqualTo("SUM(B7:B9,B12,B14:B15)");
    }

    @Test
    void sumsMoreRunsThanAFunctionTakesInParts() {
        List<Integer> everySecond =
                IntStream.range(0, 300).map(i -> i * 2).boxed().toList();

        assertThat(text("9", new SumOfRows(everySecond)))
                .startsWith("SUM(B7,B9,")
                .contains(",B505)+SUM(B507,")
                .endsWith(",B605)");
    }

    @Test
    void roundsAsThePublishedValueIsRounded() {
        assertThat(text("9.25", new SumOfRows(List.of(0, 1)))).isEqualTo("ROUND(SUM(B7:B8),2)");
        assertThat(text("0.9500", new Quotient(1, 2))).isEqualTo("IF(D8=0,\"\",ROUND(C8/D8,2))");
        assertThat(text("1E+1", new Quotient(1, 2))).isEqualTo("IF(D8=0,\"\",ROUND(C8/D8,0))");
        assertThat(text("-3", new Difference(1, 2, false))).isEqualTo("C8-D8");
        assertThat(text("0.05", new Difference(1, 2, true))).isEqualTo("IF(D8=0,\"\",ROUND((C8-D8)/D8,2))");
    }
}
