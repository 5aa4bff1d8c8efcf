package org.fubiao.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A CSV file that means the same to every reader of UTF-8: each record one line, quotes only around whole cells, no empty line
 * but at the end. Whether its bytes are UTF-8 to the last is for that reader to see.
 *
 * @param start bytes of the byte order mark
 * @param columns most cells in a record
 * @param lineEnd {@code \n} or {@code \r\n}, throughout
 * @param records how many there are, as {@link RowReader} counts them
 * @param blankAtEnd how many of them are empty lines at the end
 * @param untrimmed whether a cell begins or ends with white space
 * @param halfWidth whether there is nothing of U+E000 and above: no full-width forms, no U+FFFD
 * @param signs columns, from 0, in which a cell begins with {@code =} or {@code #}
 * @param totals columns, from 0, in which a cell begins with T or S, or its last letter is 计 or 数, or may be
 */
public record RegularCsv(
        Path file,
        int start,
        char separator,
        int columns,
        String lineEnd,
        long records,
        long blankAtEnd,
        boolean untrimmed,
        boolean halfWidth,
        Set<Integer> signs,
        Set<Integer> totals) {

    public RegularCsv {
        signs = Set.copyOf(signs);
        totals = Set.copyOf(totals);
    }

    /** All white space that is taken off the ends of a cell. */
    public static final String BLANKS = IntStream.range(1, 0xFFFF)
            .filter(c -> Texts.isBlank((char) c))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    /**
     * Reads only some rows.
     *
     * @param numbers their numbers, ascending
     */
    public RowReader rows(long[] numbers) throws IOException {
        SelectedLines lines = new SelectedLines(file, start, numbers);
        BufferedReader reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
        return new Selected(new CsvRowReader(reader, new CsvDialect(separator, columns, false)), numbers.clone());
    }

    /** Rows under the numbers that they have in the whole file. */
    private static final class Selected implements RowReader {
        private final RowReader rows;
        private final long[] numbers;
        private int at = -1;

        Selected(RowReader rows, long[] numbers) {
            this.rows = rows;
            this.numbers = numbers;
        }

        @Override
        public boolean next() throws IOException {
            at++;
            return rows.next();
        }

        @Override
        public long number() {
            return numbers[at];
        }

        @Override
        public int width() {
            return rows.width();
        }

        @Override
        public String text(int column) {
            return rows.text(column);
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }
}
