package org.fubiao.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadTest {

    /** Rows of one to three cells, every tenth number missing; after the last one the end, or a failure. */
    private static final class Rows implements RowReader {
        private final int rows;
        private final boolean fails;
        private int row;
        private boolean closed;

        Rows(int rows, boolean fails) {
            this.rows = rows;
            this.fails = fails;
        }

        @Override
        public boolean next() throws IOException {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            if (row == rows && fails) {
                throw new UnreadableFileException("第 " + (row + 1) + " 行");
            }
            return row++ < rows;
        }

        @Override
        public long number() {
            return row + (long) row / 10;
        }

        @Override
        public int width() {
            return row % 4;
        }

        @Override
        public String text(int column) {
            return column < width() ? row + "/" + column : "";
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 2048, 20_000})
    void givesTheSameRows(int rows) throws IOException {
        Rows alone = new Rows(rows, false);
        try (ReadAhead ahead = new ReadAhead(new Rows(rows, false))) {
            while (alone.next()) {
                assertThat(ahead.next()).isTrue();
                assertThat(ahead.number()).isEqualTo(alone.number());
                assertThat(ahead.width()).isEqualTo(alone.width());
                for (int column = 0; column < 5; column++) {
                    assertThat(ahead.text(column)).isEqualTo(alone.text(column));
                }
            }
            assertThat(ahead.next()).isFalse();
            assertThat(ahead.next()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 1024, 5000})
    void failsWhereTheReaderBehindItFails(int rows) throws IOException {
        try (ReadAhead ahead = new ReadAhead(new Rows(rows, true))) {
            for (int row = 0; row < rows; row++) {
                assertThat(ahead.next()).isTrue();
            }
            assertThatThrownBy(ahead::next)
                    .isInstanceOf(UnreadableFileException.class)
                    .hasMessage("第 " + (rows + 1) + " 行");
        }
    }

    @Test
    void closesWhileThereIsMoreToRead() throws IOException {
        Rows rows = new Rows(Integer.MAX_VALUE, false);
        ReadAhead ahead = new ReadAhead(rows);
        for (int row = 0; row < 3000; row++) {
            ahead.next();
        }
        ahead.close();
        assertThat(rows.closed).isTrue();
    }
}
