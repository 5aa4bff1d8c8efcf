package org.fubiao.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.fubiao.audit.Action;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keys (访问令牌) with which programs act for an account, with its role. A key is 256 random bits, so a plain hash of it is enough to
 * keep: there is nothing to guess.
 */
public final class ApiTokens {
    /** By what a key that lies about somewhere is recognised, by people and by programs that look for such. */
    private static final String PREFIX = "fubiao_";

    private static final int BYTES = 32;
    private static final int LONGEST = 200;
    /** The use of a key is noted at most this often, so that reading does not become writing. */
    private static final int NOTE_SECONDS = 60;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Accounts accounts;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public ApiTokens(DataSource database, Accounts accounts, AuditLog audit, Clock clock) {
        this.jdbc = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** A key as its owner sees it: not the key itself. */
    public record Token(
            long id, String title, Instant made, @Nullable Instant lastUsed) {}

    /** The keys of an account that can be used, the latest first. */
    public List<Token> of(Account account) {
        return jdbc.query(
                "SELECT * FROM account_token WHERE account = ? AND revoked IS NULL ORDER BY id DESC",
                (row, n) -> {
                    Timestamp used = row.getTimestamp("last_used");
                    Instant lastUsed = used == null ? null : used.toInstant();
                    return new Token(
                            row.getLong("id"),
                            row.getString("title"),
                            row.getTimestamp("made").toInstant(),
                            lastUsed);
                },
                account.id());
    }

    /** Makes a key and returns it, for the only time. */
    public String make(Account account, String title, Actor by) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String key = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        transaction.executeWithoutResult(status -> {
            jdbc.update(
                    "INSERT INTO account_token (account, title, hash, made) VALUES (?,?,?,?)",
                    account.id(),
                    title,
                    hash(key),
                    Timestamp.from(clock.instant()));
            audit.done(by, Action.TOKEN_MADE, account.name(), title);
        });
        return key;
    }

    /** Makes a key of an account worthless. Returns whether it had such a key. */
    public boolean revoke(Account account, long id, Actor by) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            List<String> titles = jdbc.queryForList(
                    "SELECT title FROM account_token WHERE id = ? AND account = ? AND revoked IS NULL",
                    String.class,
                    id,
                    account.id());
            for (String title : titles) {
                jdbc.update("UPDATE account_token SET revoked = ? WHERE id = ?", Timestamp.from(clock.instant()), id);
                audit.done(by, Action.TOKEN_REVOKED, account.name(), title);
            }
            return !titles.isEmpty();
        }));
    }

    /** Whose a key is; empty if it is none, was revoked, or its account may not log in. */
    public Optional<Account> use(String key) {
        if (!key.startsWith(PREFIX) || key.length() > LONGEST) {
            return Optional.empty();
        }
        String hash = hash(key);
        List<Long> owners = jdbc.queryForList(
                "SELECT account FROM account_token WHERE hash = ? AND revoked IS NULL", Long.class, hash);
        Optional<Account> owner = owners.stream()
                .findFirst()
                .flatMap(accounts::find)
                .filter(account -> account.enabled() && !account.mustChange());
        if (owner.isPresent()) {
            Instant now = clock.instant();
            jdbc.update(
                    "UPDATE account_token SET last_used = ? WHERE hash = ? AND (last_used IS NULL OR last_used < ?)",
                    Timestamp.from(now),
                    hash,
                    Timestamp.from(now.minusSeconds(NOTE_SECONDS)));
        }
        return owner;
    }

    private static String hash(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
