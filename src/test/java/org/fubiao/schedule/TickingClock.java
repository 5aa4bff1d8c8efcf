package org.fubiao.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that goes on by itself, because the scheduler waits by it, and further when it is told to. */
final class TickingClock extends Clock {
    private final long started = System.nanoTime();
    private volatile Instant base = Instant.parse("2024-01-10T01:00:00Z");

    @Override
    public ZoneId getZone() {
        return ZoneId.of("Asia/Shanghai");
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }

    @Override
    public Instant instant() {
        return base.plusNanos(System.nanoTime() - started);
    }

    /** Time passes. */
    void pass(Duration time) {
        base = base.plus(time);
    }
}
