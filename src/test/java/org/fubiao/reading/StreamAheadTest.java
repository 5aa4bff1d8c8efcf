package org.fubiao.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamAheadTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1 << 20, (1 << 20) + 1, 5 << 18, 9_000_001})
    void givesTheBytesOfItsSource(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        try (InputStream ahead = new StreamAhead(new ByteArrayInputStream(bytes))) {
            assertThat(ahead.readAllBytes()).isEqualTo(bytes);
            assertThat(ahead.read()).isNegative();
        }
    }

    @Test
    void failsWhereItsSourceFails() throws IOException {
        int sound = 3_000_000;
        InputStream source = new SequenceInputStream(new ByteArrayInputStream(new byte[sound]), new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("broken");
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return read();
            }
        });
        try (InputStream ahead = new StreamAhead(source)) {
            assertThat(ahead.readNBytes(2_000_000)).hasSize(2_000_000);
            assertThatThrownBy(ahead::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasRootCauseMessage("broken");
        }
    }

    @Test
    void closesItsSourceHoweverMuchIsLeft() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return length;
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        try (InputStream ahead = new StreamAhead(endless)) {
            assertThat(ahead.readNBytes(2_000_000)).hasSize(2_000_000);
        }
        assertThat(closed).isTrue();
    }
}
