package org.fubiao.reading;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows in a thread of its own, some way ahead of who uses them. A sheet of few rows is read without one.
 *
 * <p>The rows, their order and any failure are those of the reader that is behind it, which belongs to this one from now on.
 */
public final class ReadAhead implements RowReader {
    private static final int BATCH_ROWS = 1024;
    private static final int BATCHES = 4;

    private final RowReader source;
    private final BlockingQueue<Batch> ready = new ArrayBlockingQueue<>(BATCHES);
    private volatile boolean closed;
    private @Nullable Thread thread;
    private Batch batch;
    private int row = -1;

    public ReadAhead(RowReader source) {
        this.source = source;
        this.batch = new Batch();
        batch.fill(source);
    }

    /** Rows as they were read; at the end of the sheet, or where reading fails, {@code last}. */
    private static final class Batch {
        private final long[] numbers = new long[BATCH_ROWS];
        private final String[][] cells = new String[BATCH_ROWS][];
        private int rows;
        private boolean last;
        private @Nullable Throwable failure;

        void fill(RowReader source) {
            try {
                while (rows < BATCH_ROWS) {
                    if (!source.next()) {
                        last = true;
                        return;
                    }
                    String[] texts = new String[source.width()];
                    for (int column = 0; column < texts.length; column++) {
                        texts[column] = source.text(column);
                    }
                    numbers[rows] = source.number();
                    cells[rows++] = texts;
                }
            } catch (IOException | RuntimeException | Error e) {
                failure = e;
                last = true;
            }
        }
    }

    private void readOn() {
        try {
            Batch next;
            do {
                next = new Batch();
                next.fill(source);
                ready.put(next);
            } while (!next.last && !closed);
        } catch (InterruptedException e) {
            // Nobody waits for more rows.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean next() throws IOException {
        while (row + 1 >= batch.rows) {
            if (batch.last) {
                fail(batch.failure);
                row = batch.rows;
                return false;
            }
            batch = take();
            row = -1;
        }
        row++;
        return true;
    }

    private Batch take() throws IOException {
        if (thread == null) {
            thread = new Thread(this::readOn, "fubiao-read");
            thread.setDaemon(true);
            thread.start();
        }
        try {
            return ready.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading", e);
        }
    }

    private static void fail(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    @Override
    public long number() {
        return batch.numbers[row];
    }

    @Override
    public int width() {
        return batch.cells[row].length;
    }

    @Override
    public String text(int column) {
        String[] texts = batch.cells[row];
        return column < texts.length ? texts[column] : "";
    }

    @Override
    public void close() throws IOException {
        closed = true;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while closing", e);
            }
        }
        source.close();
    }
}
