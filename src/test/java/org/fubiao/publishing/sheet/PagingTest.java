package org.fubiao.publishing.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    private static final double USUAL = 18;

    /** Pages with room for 20 lines below their head, 18 on the first one; notes take two thirds of a line each. */
    private static Paging paging(int lines, int notes) {
        return new Paging(400, 36, 40, Collections.nCopies(lines, 1), Collections.nCopies(notes, 12.0));
    }

    @Test
    void aTableThatFitsIsLeftAlone() {
        assertThat(paging(10, 2).plan(USUAL)).isEqualTo(new Paging.Plan(USUAL, 0));
        assertThat(paging(30, 2).plan(USUAL)).isEqualTo(new Paging.Plan(USUAL, 0));
        assertThat(paging(30, 2).end(USUAL, 400)).isEqualTo(new Paging.End(2, 12, 40 + 12 * 18 + 24));
    }

    @Test
    void notesThatWouldStandAloneAreKeptWithTheTable() {
        Paging paging = paging(18, 2);
        assertThat(paging.end(USUAL, 400)).isEqualTo(new Paging.End(2, 0, 64));

        Paging.Plan plan = paging.plan(USUAL);

        assertThat(plan.line()).isBetween(15.0, 17.5);
        assertThat(plan.fit()).isEqualTo(1);
        assertThat(paging.end(plan.line(), 392).pages()).isEqualTo(1);
    }

    @Test
    void aLittleMoreIsPrintedSmaller() {
        Paging.Plan plan = paging(20, 3).plan(USUAL);

        assertThat(plan.fit()).isEqualTo(1);
        assertThat(paging(20, 3).end(plan.line(), 400).pages()).isEqualTo(2);
        assertThat(paging(20, 3).end(plan.line(), 400 / 0.9).pages()).isEqualTo(1);
    }

    @Test
    void whatCannotBePressedOntoAPageTakesLinesAlong() {
        Paging paging = paging(18, 12);
        Paging.Plan plan = paging.plan(USUAL);

        assertThat(plan.line()).isGreaterThan(USUAL);
        assertThat(plan.fit()).isZero();
        assertThat(paging.end(plan.line(), 400).pages()).isEqualTo(2);
        assertThat(paging.end(plan.line(), 400).lines()).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 19, 20, 36, 37, 38, 39, 40, 41, 58, 59, 60, 61})
    void noTableEndsWithNotesOrWithItsTotalAlone(int lines) {
        for (int notes = 0; notes <= 6; notes++) {
            Paging paging = paging(lines, notes);
            Paging.Plan plan = paging.plan(USUAL);
            Paging.End end = paging.end(plan.line(), 400);
            Paging.End shrunk = paging.end(plan.line(), 400 / 0.9);
            boolean fits = plan.fit() > 0 && shrunk.pages() <= plan.fit();
            assertThat(fits || end.pages() == 1 || end.lines() >= 3)
                    .as("%s lines, %s notes", lines, notes)
                    .isTrue();
        }
    }

    @Test
    void roomIsWhatTheTableLeaves() {
        assertThat(paging(10, 1).room(new Paging.Plan(USUAL, 0))).isEqualTo(392 - 36 - 40 - 180 - 12);
        assertThat(new Paging(400, 0, 0, List.of(1, 2), List.of()).room(new Paging.Plan(USUAL, 0)))
                .isEqualTo(392 - 18 - 31.5);
        assertThat(paging(20, 3).room(paging(20, 3).plan(USUAL))).isZero();
    }
}
