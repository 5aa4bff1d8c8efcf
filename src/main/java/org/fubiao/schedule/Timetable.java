package org.fubiao.schedule;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.fubiao.control.WorkSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** When something is next due, where the office is. */
public record Timetable(ZoneId zone) {
    /** The next time after another one that a schedule names; empty if it names none, or is none. */
    Optional<Instant> next(@Nullable String schedule, Instant after) {
        if (schedule == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(CronExpression.parse(schedule).next(after.atZone(zone)))
                    .map(ZonedDateTime::toInstant);
        } catch (IllegalArgumentException e) {
            // A job may ask for the 45th hour: that there is no next time is shown where schedules are.
            return Optional.empty();
        }
    }

    /** The next time after another one when the clock shows a time of day. */
    Instant next(LocalTime time, Instant after) {
        ZonedDateTime today = after.atZone(zone).with(time);
        return (today.toInstant().isAfter(after) ? today : today.plusDays(1)).toInstant();
    }

    /** A time of day in the settings. */
    static LocalTime time(WorkSettings settings, String key, LocalTime otherwise) {
        try {
            return settings.get(key).map(LocalTime::parse).orElse(otherwise);
        } catch (DateTimeParseException e) {
            throw settings.wrong(key + " 应写作 08:30 的样子");
        }
    }
}
