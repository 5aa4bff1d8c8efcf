package org.fubiao.answering;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.fubiao.job.Period;
import org.fubiao.job.Waiver;
import org.jspecify.annotations.Nullable;

/**
 * A waiver that was asked for on a page, and what came of that.
 *
 * @param asked who asked, as printed
 * @param askedBy name of that account
 * @param until last day on which it holds
 * @param decided who decided, as printed; empty as long as nobody has
 * @param decidedAt when that was, or null
 */
public record PageWaiver(
        long id,
        Period period,
        Scope scope,
        String reason,
        LocalDate until,
        String asked,
        String askedBy,
        Instant askedAt,
        State state,
        String decided,
        @Nullable Instant decidedAt) {
    /** How far it is. */
    public enum State {
        ASKED,
        GRANTED,
        REFUSED,
        /** By whoever asked, or after it was granted by anybody. */
        WITHDRAWN
    }

    /** As a run applies it. */
    Waiver waiver() {
        return new Waiver(
                scope.rule(),
                scope.unit(),
                scope.form(),
                scope.item(),
                scope.field(),
                List.of(period),
                reason,
                asked,
                decided,
                until);
    }
}
