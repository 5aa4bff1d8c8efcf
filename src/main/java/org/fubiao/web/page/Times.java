package org.fubiao.web.page;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as pages show them: where the server is. */
public final class Times {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private final ZoneId zone;

    Times(Clock clock) {
        this.zone = clock.getZone();
    }

    /** To the minute; empty for what has not happened. */
    public String minutes(@Nullable Instant time) {
        return time == null ? "" : MINUTES.format(time.atZone(zone));
    }

    /** To the second; empty for what has not happened. */
    public String seconds(@Nullable Instant time) {
        return time == null ? "" : SECONDS.format(time.atZone(zone));
    }
}
