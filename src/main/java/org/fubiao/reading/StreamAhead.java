package org.fubiao.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream in a thread of its own, some way ahead of who uses it: unpacking takes a third of what reading a sheet does. Its
 * beginning, which is often all that is asked for, is read without one.
 */
final class StreamAhead extends InputStream {
    private static final int PIECE = 1 << 18;
    private static final int PIECES = 8;
    private static final int BEGINNING = 4 * PIECE;

    private final InputStream source;
    private final BlockingQueue<Piece> ready = new ArrayBlockingQueue<>(PIECES);
    private long passed;
    private volatile boolean closed;
    private @Nullable Thread thread;
    private Piece piece = new Piece(new byte[0], null);
    private int at;

    StreamAhead(InputStream source) {
        this.source = source;
    }

    /** Bytes as they were read; none at the end, or where reading fails. */
    private static final class Piece {
        private final byte[] bytes;
        private final @Nullable Throwable failure;

        Piece(byte[] bytes, @Nullable Throwable failure) {
            this.bytes = bytes;
            this.failure = failure;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (passed < BEGINNING) {
            int read = source.read(target, offset, length);
            passed += Math.max(0, read);
            return read;
        }
        if (at == piece.bytes.length && !take()) {
            return -1;
        }
        int count = Math.min(length, piece.bytes.length - at);
        System.arraycopy(piece.bytes, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean take() throws IOException {
        if (thread == null) {
            thread = new Thread(this::readOn, "fubiao-unpack");
            thread.setDaemon(true);
            thread.start();
        } else if (piece.bytes.length == 0) {
            return false;
        }
        try {
            piece = ready.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
        at = 0;
        Throwable failure = piece.failure;
        if (failure != null) {
            throw failure instanceof IOException e ? e : new IOException("cannot read", failure);
        }
        return piece.bytes.length > 0;
    }

    private void readOn() {
        try {
            Piece next;
            do {
                next = readPiece();
                ready.put(next);
            } while (next.bytes.length > 0 && !closed);
        } catch (InterruptedException e) {
            // Nobody waits for more.
            Thread.currentThread().interrupt();
        }
    }

    private Piece readPiece() {
        byte[] bytes = new byte[PIECE];
        try {
            int read = source.readNBytes(bytes, 0, PIECE);
            return new Piece(read == PIECE ? bytes : Arrays.copyOf(bytes, read), null);
        } catch (IOException | RuntimeException | Error e) {
            return new Piece(new byte[0], e);
        }
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
                throw new InterruptedIOException("interrupted while closing");
            }
        }
        source.close();
    }
}
