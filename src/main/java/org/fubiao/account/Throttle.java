package org.fubiao.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Slows down whoever tries passwords: after some failures of one account from one address, or of any from one, each next try from there
 * must wait, twice as long every time. From elsewhere an account is not locked, or anybody could lock out anybody. In memory: a server that starts anew
 * forgets, and starts seldom.
 */
final class Throttle {
    private static final int ACCOUNT_FAILURES = 5;
    /** Many people share the address of an office's gateway. */
    private static final int ADDRESS_FAILURES = 30;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 5;
    private static final int MANY = 10_000;

    private final Clock clock;
    private final Map<String, Failures> failures = new HashMap<>();

    /** How often it failed, and when the next try is heard. */
    private record Failures(int count, Instant last, Instant next) {}

    Throttle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Asks for a try, which counts as failed until {@link #succeeded} is said: several at once cannot slip through. Returns
     * whether it is heard.
     */
    synchronized boolean begin(String account, String address) {
        Instant now = clock.instant();
        forget(now);
        String pair = pair(account, address);
        if (waits(pair, now) || waits("f " + address, now)) {
            return false;
        }
        fail(pair, ACCOUNT_FAILURES, now);
        fail("f " + address, ADDRESS_FAILURES, now);
        return true;
    }

    /** The try was good: the account begins anew; to its address it counts as if it had not been. */
    synchronized void succeeded(String account, String address) {
        failures.remove(pair(account, address));
        failures.computeIfPresent(
                "f " + address,
                (key, before) ->
                        before.count() <= 1 ? null : new Failures(before.count() - 1, before.last(), before.last()));
    }

    private static String pair(String account, String address) {
        return "a " + account + " " + address;
    }

    private boolean waits(String key, Instant now) {
        Failures before = failures.get(key);
        return before != null && now.isBefore(before.next());
    }

    private void fail(String key, int free, Instant now) {
        Failures before = failures.get(key);
        int count = before == null ? 1 : before.count() + 1;
        Duration wait =
                count < free ? Duration.ZERO : FIRST_WAIT.multipliedBy(1L << Math.min(count - free, MOST_DOUBLINGS));
        failures.put(key, new Failures(count, now, now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait)));
    }

    private void forget(Instant now) {
        Duration memory = failures.size() > MANY ? LONGEST_WAIT : LONGEST_WAIT.multipliedBy(4);
        failures.values().removeIf(one -> one.last().plus(memory).isBefore(now));
    }
}
