package org.fubiao.account;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An account.
 *
 * @param name what is typed at the log-in
 * @param display who that is
 * @param jobs whose data it may see, by id
 * @param unit code of the unit whose account it is, in its only job, or null
 * @param mustChange whether its password was made by somebody else
 * @param stamp changes whenever its sessions are to end
 */
public record Account(
        long id,
        String name,
        String display,
        Role role,
        Set<String> jobs,
        @Nullable String unit,
        boolean enabled,
        boolean mustChange,
        int stamp,
        Instant made,
        @Nullable Instant lastLogIn) {
    public Account {
        jobs = java.util.Collections.unmodifiableSet(new TreeSet<>(jobs));
    }

    /** Whether it may see what a job published. */
    public boolean reads(String job) {
        return (role == Role.STATISTICIAN || role == Role.VIEWER) && jobs.contains(job);
    }

    /** Whether it may hand in files: a unit its own, a statistician those of all units. */
    public boolean submits(String job) {
        return (role == Role.UNIT && unit != null && jobs.contains(job)) || runs(job);
    }

    /** Whether it may run a job and see all of it. */
    public boolean runs(String job) {
        return role == Role.STATISTICIAN && jobs.contains(job);
    }
}
