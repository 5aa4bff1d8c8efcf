package org.fubiao.web.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.fubiao.web.page.BusyException;
import org.fubiao.web.tables.SharedWork.Bounds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody waits for long, and nothing is made twice at a time. */
class SharedWorkTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final ExecutorService visitors = Executors.newCachedThreadPool();
    private final List<Future<String>> others = new ArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void end() {
        gate.countDown();
        visitors.shutdownNow();
    }

    private Callable<String> behindTheGate(String what) {
        return () -> {
            begun.incrementAndGet();
            gate.await();
            return what;
        };
    }

    private void awaitBegun(int number) throws InterruptedException {
        while (begun.get() < number) {
            Thread.sleep(5);
        }
    }

    @Test
    void whatSeveralAskForAtATimeIsMadeOnce() throws Exception {
        try (SharedWork work = new SharedWork(new Bounds(2, 2, 10, LONG))) {
            List<Future<String>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                asked.add(visitors.submit(() -> work.get("a", behindTheGate("made"))));
            }
            awaitBegun(1);
            gate.countDown();
            for (Future<String> one : asked) {
                assertThat(one.get()).isEqualTo("made");
            }
            assertThat(begun).hasValueLessThan(8);
            assertThat(work.get("b", () -> "other")).isEqualTo("other");
        }
    }

    @Test
    void whoeverWouldWaitTooLongIsToldSoAndFindsItDoneLater() throws Exception {
        AtomicInteger made = new AtomicInteger();
        try (SharedWork work = new SharedWork(new Bounds(1, 1, 10, SHORT))) {
            Callable<Integer> slow = () -> {
                gate.await();
                return made.incrementAndGet();
            };
            assertThatThrownBy(() -> work.get("a", slow)).isInstanceOf(BusyException.class);
            assertThatThrownBy(() -> work.get("a", slow)).isInstanceOf(BusyException.class);
            gate.countDown();
            while (made.get() == 0) {
                Thread.sleep(5);
            }
            assertThat(made).hasValue(1);
        }
    }

    @Test
    void thereIsAnEndToTheLineAndToThoseWhoWait() throws Exception {
        try (SharedWork work = new SharedWork(new Bounds(1, 1, 3, LONG))) {
            others.add(visitors.submit(() -> work.get("a", behindTheGate("a"))));
            awaitBegun(1);
            others.add(visitors.submit(() -> work.get("b", behindTheGate("b"))));
            while (work.inLine() < 1) {
                Thread.sleep(5);
            }
            // One is being done, one is next: there is no place for a third.
            assertThatThrownBy(() -> work.get("c", behindTheGate("c"))).isInstanceOf(BusyException.class);
            others.add(visitors.submit(() -> work.get("b", behindTheGate("b"))));
            while (work.waiting() < 3) {
                Thread.sleep(5);
            }
            // Nor for a fourth that waits for what is being done.
            assertThatThrownBy(() -> work.get("a", behindTheGate("a"))).isInstanceOf(BusyException.class);
            assertThat(begun).hasValue(1);
        }
    }

    @Test
    void whatGoesWrongIsToldAndNotKept() throws Exception {
        try (SharedWork work = new SharedWork(new Bounds(1, 1, 3, LONG))) {
            assertThatThrownBy(() -> work.get("a", () -> {
                        throw new SQLException("broken");
                    }))
                    .isInstanceOf(SQLException.class)
                    .hasMessage("broken");
            assertThat(work.get("a", () -> "mended")).isEqualTo("mended");
        }
    }
}
