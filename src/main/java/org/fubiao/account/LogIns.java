package org.fubiao.account;

import java.time.Clock;
import java.util.Optional;
import org.fubiao.account.Passwords.Complaint;
import org.fubiao.audit.Action;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.jspecify.annotations.Nullable;

/** Lets people in who know their password. */
public final class LogIns {
    private final Accounts accounts;
    private final Passwords passwords;
    private final AuditLog audit;
    private final Throttle throttle;

    public LogIns(Accounts accounts, Passwords passwords, AuditLog audit, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.audit = audit;
        this.throttle = new Throttle(clock);
    }

    /** What a log-in came to. */
    public enum Result {
        IN,
        /** Name or password is wrong, or the account is disabled: nobody outside is told which. */
        WRONG,
        /** Too many tries lately. */
        WAIT
    }

    /**
     * What a log-in came to.
     *
     * @param account whose it is; null if it was not let in
     */
    public record Answer(Result result, @Nullable Account account) {}

    /** Tries a name and a password. An unknown name takes as long as a known one and is answered in the same words. */
    public Answer attempt(String typed, String password, String address) {
        String name = NewAccount.normal(typed);
        Actor by = new Actor(name, address);
        if (!throttle.begin(name, address)) {
            // Not in the log, which whoever tries could fill with it; the failures before are there.
            return new Answer(Result.WAIT, null);
        }
        Optional<Account> account = accounts.named(name);
        if (account.isEmpty()) {
            passwords.matchesNobody(password);
        }
        if (account.isEmpty() || !passwords.matches(password, accounts.hashOf(account.get()))) {
            return wrong(by, account.isEmpty() ? "没有此账号" : "密码不正确");
        }
        if (!account.get().enabled()) {
            return wrong(by, "账号已停用");
        }
        throttle.succeeded(name, address);
        accounts.loggedIn(account.get());
        audit.done(by, Action.LOG_IN, "", "");
        return new Answer(Result.IN, account.get());
    }

    private Answer wrong(Actor by, String why) {
        audit.refused(by, Action.LOG_IN, "", why);
        return new Answer(Result.WRONG, null);
    }

    /** Notes that somebody left. */
    public void loggedOut(Actor by) {
        audit.done(by, Action.LOG_OUT, "", "");
    }

    /** Why a new password is not taken. */
    public enum Objection {
        /** The present one is not right. */
        WRONG,
        /** Too many tries lately. */
        WAIT,
        SAME,
        TOO_SHORT,
        TOO_LONG,
        TOO_FEW_KINDS,
        HOLDS_NAME,
        COMMON;

        private static Objection of(Complaint complaint) {
            return valueOf(complaint.name());
        }
    }

    /** Changes a password for its owner, who must know the present one. */
    public Optional<Objection> change(Account account, String present, String wanted, String address) {
        Actor by = new Actor(account.name(), address);
        if (!throttle.begin(account.name(), address)) {
            return Optional.of(Objection.WAIT);
        }
        if (!passwords.matches(present, accounts.hashOf(account))) {
            audit.refused(by, Action.PASSWORD_CHANGE, account.name(), "密码不正确");
            return Optional.of(Objection.WRONG);
        }
        throttle.succeeded(account.name(), address);
        if (present.equals(wanted)) {
            return Optional.of(Objection.SAME);
        }
        Optional<Objection> objection =
                Passwords.complaint(wanted, account.name()).map(Objection::of);
        if (objection.isEmpty()) {
            accounts.setPassword(account, wanted, by);
        }
        return objection;
    }
}
