package org.fubiao.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that goes on when it is told to. */
public final class SettableClock extends Clock {
    private volatile Instant now = Instant.parse("2024-01-10T01:00:00Z");

    @Override
    public ZoneId getZone() {
        return ZoneId.of("Asia/Shanghai");
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Time passes. */
    public void pass(Duration time) {
        now = now.plus(time);
    }
}
