package org.fubiao.audit;

import java.time.Instant;

/**
 * One line of the audit log.
 *
 * @param subject on what it was done
 * @param detail what else is to be known of it; never a secret
 */
public record Entry(
        long id,
        Instant at,
        String who,
        String address,
        Action action,
        String subject,
        String detail,
        Outcome outcome) {}
