package org.fubiao.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.fubiao.audit.Action;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** All accounts. Every change is in the audit log. */
public final class Accounts {
    private static final String FIRST_ADMINISTRATOR = "admin";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Passwords passwords;
    private final AuditLog audit;
    private final Clock clock;

    public Accounts(DataSource database, Passwords passwords, AuditLog audit, Clock clock) {
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    /** An administrator's first password, shown once. */
    public record FirstPassword(String account, String password) {}

    /** Makes the first administrator where there is no account at all. */
    public Optional<FirstPassword> makeFirst() {
        Long there = jdbc.queryForObject("SELECT count(*) FROM account", Long.class);
        if (there == null || there > 0) {
            return Optional.empty();
        }
        String password = passwords.random();
        NewAccount first = new NewAccount(FIRST_ADMINISTRATOR, "管理员", Role.ADMINISTRATOR, Set.of(), null);
        // Where two servers start at the same moment, the password is the other one's.
        return make(first, password, Actor.PROGRAM).map(made -> new FirstPassword(made.name(), password));
    }

    /** Gives the first administrator a new password and lets it log in again; empty if there is none. */
    public Optional<FirstPassword> resetFirst() {
        return named(FIRST_ADMINISTRATOR)
                .filter(account -> account.role() == Role.ADMINISTRATOR)
                .map(account -> {
                    enable(account.id(), Actor.PROGRAM);
                    return new FirstPassword(account.name(), resetPassword(account.id(), Actor.PROGRAM));
                });
    }

    public Optional<Account> find(long id) {
        return select("WHERE id = ?", id).stream().findFirst();
    }

    public Optional<Account> named(String name) {
        return select("WHERE name = ?", NewAccount.normal(name)).stream().findFirst();
    }

    /** All accounts by role and name. */
    public List<Account> all() {
        return select("ORDER BY role, name");
    }

    /** The accounts of a job's units, by the code of the unit. */
    public Map<String, Account> ofUnits(String job) {
        Map<String, Account> found = new HashMap<>();
        for (Account account : select("WHERE unit_job = ?", job)) {
            found.put(String.valueOf(account.unit()), account);
        }
        return found;
    }

    /** Makes an account whose password must be changed at the first log-in; empty if the name, or the unit's place, is taken. */
    public Optional<Account> make(NewAccount wanted, String password, Actor by) {
        String hash = passwords.hash(password);
        try {
            return transaction.execute(status -> {
                jdbc.update(
                        "INSERT INTO account (name, display, role, unit_job, unit, password, must_change, enabled, made)"
                                + " VALUES (?,?,?,?,?,?,TRUE,TRUE,?)",
                        wanted.name(),
                        wanted.display(),
                        wanted.role().name(),
                        wanted.unit() == null ? null : wanted.jobs().iterator().next(),
                        wanted.unit(),
                        hash,
                        now());
                Account made = named(wanted.name()).orElseThrow();
                setJobs(made.id(), wanted.role(), wanted.jobs());
                audit.done(by, Action.ACCOUNT_MADE, made.name(), words(wanted.role(), wanted.jobs(), wanted.unit()));
                return find(made.id());
            });
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
    }

    /** A change that was refused. */
    public enum Refusal {
        /** Nobody could administer any more. */
        LAST_ADMINISTRATOR,
        /** A unit's account stays one, and no other becomes one. */
        UNIT_ROLE
    }

    /** Changes who an account is, what it is for and whose data it may see. Its sessions end. */
    public Optional<Refusal> change(long id, String display, Role role, Set<String> jobs, Actor by) {
        return changing(id, role != Role.ADMINISTRATOR, account -> {
            if ((role == Role.UNIT) != (account.role() == Role.UNIT)) {
                return Optional.of(Refusal.UNIT_ROLE);
            }
            Set<String> granted = role == Role.UNIT ? account.jobs() : role == Role.ADMINISTRATOR ? Set.of() : jobs;
            jdbc.update(
                    "UPDATE account SET display = ?, role = ?, stamp = stamp + 1 WHERE id = ?",
                    display.strip(),
                    role.name(),
                    id);
            setJobs(id, role, granted);
            audit.done(by, Action.ACCOUNT_CHANGE, account.name(), words(role, granted, account.unit()));
            return Optional.empty();
        });
    }

    /** Lets an account log in no more, from now on; its keys are worth nothing while it is so. */
    public Optional<Refusal> disable(long id, Actor by) {
        return changing(id, true, account -> {
            jdbc.update("UPDATE account SET enabled = FALSE, stamp = stamp + 1 WHERE id = ?", id);
            audit.done(by, Action.ACCOUNT_DISABLED, account.name(), "");
            return Optional.empty();
        });
    }

    public void enable(long id, Actor by) {
        changing(id, false, account -> {
            jdbc.update("UPDATE account SET enabled = TRUE, stamp = stamp + 1 WHERE id = ?", id);
            audit.done(by, Action.ACCOUNT_ENABLED, account.name(), "");
            return Optional.empty();
        });
    }

    /** Gives an account a random password, to be changed at the next log-in; its sessions and keys end. Returns the password. */
    public String resetPassword(long id, Actor by) {
        String password = passwords.random();
        String hash = passwords.hash(password);
        changing(id, false, account -> {
            jdbc.update(
                    "UPDATE account SET password = ?, must_change = TRUE, stamp = stamp + 1 WHERE id = ?", hash, id);
            revokeKeys(id);
            audit.done(by, Action.PASSWORD_RESET, account.name(), "");
            return Optional.empty();
        });
        return password;
    }

    /** Who has the password, or had it, may have made keys. */
    private void revokeKeys(long id) {
        jdbc.update("UPDATE account_token SET revoked = ? WHERE account = ? AND revoked IS NULL", now(), id);
    }

    /** Gives the password its owner chose. All sessions and keys of the account end: somebody else may have got in by the old one. */
    void setPassword(Account account, String password, Actor by) {
        String hash = passwords.hash(password);
        transaction.executeWithoutResult(status -> {
            jdbc.update(
                    "UPDATE account SET password = ?, must_change = FALSE, stamp = stamp + 1 WHERE id = ?",
                    hash,
                    account.id());
            revokeKeys(account.id());
            audit.done(by, Action.PASSWORD_CHANGE, account.name(), "");
        });
    }

    String hashOf(Account account) {
        return String.valueOf(
                jdbc.queryForObject("SELECT password FROM account WHERE id = ?", String.class, account.id()));
    }

    void loggedIn(Account account) {
        jdbc.update("UPDATE account SET last_log_in = ? WHERE id = ?", now(), account.id());
    }

    /** One change of an account, and its refusal where it would leave nobody who administers. */
    private Optional<Refusal> changing(
            long id, boolean takesAdministrator, java.util.function.Function<Account, Optional<Refusal>> change) {
        Optional<Refusal> refusal = transaction.execute(status -> {
            // The lock keeps two administrators from disabling each other at the same time.
            List<Long> administrators = jdbc.queryForList(
                    "SELECT id FROM account WHERE role = 'ADMINISTRATOR' AND enabled FOR UPDATE", Long.class);
            Account account = find(id).orElseThrow(() -> new IllegalArgumentException("no account " + id));
            if (takesAdministrator && administrators.equals(List.of(id))) {
                return Optional.of(Refusal.LAST_ADMINISTRATOR);
            }
            return change.apply(account);
        });
        return refusal == null ? Optional.empty() : refusal;
    }

    private void setJobs(long id, Role role, Set<String> jobs) {
        jdbc.update("DELETE FROM account_job WHERE account = ?", id);
        if (role != Role.UNIT) {
            for (String job : new TreeSet<>(jobs)) {
                jdbc.update("INSERT INTO account_job (account, job) VALUES (?,?)", id, job);
            }
        }
    }

    private static String words(Role role, Set<String> jobs, @Nullable String unit) {
        return role.label()
                + (jobs.isEmpty() ? "" : " " + String.join("、", new TreeSet<>(jobs)))
                + (unit == null ? "" : " " + unit);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private List<Account> select(String where, Object... values) {
        Map<Long, Set<String>> jobs = new HashMap<>();
        jdbc.query(
                "SELECT account, job FROM account_job WHERE account IN (SELECT id FROM account "
                        + where.replaceFirst("ORDER BY .*", "") + ")",
                row -> {
                    jobs.computeIfAbsent(row.getLong("account"), id -> new TreeSet<>())
                            .add(row.getString("job"));
                },
                values);
        return jdbc.query("SELECT * FROM account " + where, (row, n) -> account(row, jobs), values);
    }

    private static Account account(ResultSet row, Map<Long, Set<String>> jobs) throws SQLException {
        long id = row.getLong("id");
        String unitJob = row.getString("unit_job");
        Timestamp last = row.getTimestamp("last_log_in");
        Instant lastLogIn = last == null ? null : last.toInstant();
        return new Account(
                id,
                row.getString("name"),
                row.getString("display"),
                Role.valueOf(row.getString("role")),
                unitJob == null ? jobs.getOrDefault(id, Set.of()) : Set.of(unitJob),
                row.getString("unit"),
                row.getBoolean("enabled"),
                row.getBoolean("must_change"),
                row.getInt("stamp"),
                row.getTimestamp("made").toInstant(),
                lastLogIn);
    }
}
