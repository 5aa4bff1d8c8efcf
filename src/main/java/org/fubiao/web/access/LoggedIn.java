package org.fubiao.web.access;

import java.io.Serializable;
import java.time.Instant;
import org.fubiao.account.Account;

/**
 * What a session remembers of a log-in. Who that is now, and whether it still may, is asked of the database at every request.
 *
 * @param stamp of the account at that time: a change of it ends the session
 * @param at when
 */
record LoggedIn(long account, String name, int stamp, Instant at) implements Serializable {
    static LoggedIn of(Account account, Instant at) {
        return new LoggedIn(account.id(), account.name(), account.stamp(), at);
    }
}
