package org.fubiao.account;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Hashes and judges passwords.
 *
 * <p>Argon2id with 19 MiB and two passes, as OWASP advises: it makes guessing costly in memory too, takes a password of any length
 * (bcrypt reads 72 bytes, which are 24 Chinese characters), and costs a tenth of a second here.
 */
public final class Passwords {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    private static final int SHORTEST = 10;
    private static final int LONGEST = 200;
    /** From this length on, it does not matter of what kinds of characters a password is made. */
    private static final int LONG = 16;

    private static final int KINDS = 3;
    private static final Set<String> COMMON = Set.of(
            "password",
            "passw0rd",
            "p@ssw0rd",
            "p@ssword",
            "qwerty",
            "1qaz2wsx",
            "admin",
            "123456",
            "abc123",
            "iloveyou",
            "fubiao");
    /** Without letters and digits that look alike. */
    private static final String READABLE = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int GROUPS = 4;
    private static final int GROUP = 4;

    private final SecureRandom random = new SecureRandom();
    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    /** As many at a time as there are processors: more would only take memory. */
    private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors());

    private final String nobodys = hash(random());

    /** What is wrong with a password that somebody chose. */
    public enum Complaint {
        TOO_SHORT,
        TOO_LONG,
        TOO_FEW_KINDS,
        HOLDS_NAME,
        COMMON
    }

    /** Says what is wrong with a password for an account, if anything is. */
    public static Optional<Complaint> complaint(String password, String account) {
        String small = password.toLowerCase(Locale.ROOT);
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of(Complaint.TOO_SHORT);
        }
        if (length > LONGEST) {
            return Optional.of(Complaint.TOO_LONG);
        }
        if (account.length() > 2 && small.contains(account.toLowerCase(Locale.ROOT))) {
            return Optional.of(Complaint.HOLDS_NAME);
        }
        if ((length < LONG && COMMON.stream().anyMatch(small::contains))
                || password.chars().distinct().count() < GROUP) {
            return Optional.of(Complaint.COMMON);
        }
        return length < LONG && kinds(password) < KINDS ? Optional.of(Complaint.TOO_FEW_KINDS) : Optional.empty();
    }

    private static long kinds(String password) {
        return password.codePoints()
                .map(letter -> Character.isDigit(letter)
                        ? 0
                        : Character.isUpperCase(letter) ? 1 : Character.isLowerCase(letter) ? 2 : 3)
                .distinct()
                .count();
    }

    /** A random password that can be read out and typed: 93 bits. */
    public String random() {
        StringBuilder password = new StringBuilder();
        do {
            password.setLength(0);
            for (int i = 0; i < GROUPS * GROUP; i++) {
                if (i > 0 && i % GROUP == 0) {
                    password.append('-');
                }
                password.append(READABLE.charAt(random.nextInt(READABLE.length())));
            }
        } while (kinds(password.toString()) < GROUP);
        return password.toString();
    }

    String hash(String password) {
        places.acquireUninterruptibly();
        try {
            String hash = encoder.encode(password);
            if (hash == null) {
                throw new IllegalStateException("no hash");
            }
            return hash;
        } finally {
            places.release();
        }
    }

    boolean matches(String password, String hash) {
        places.acquireUninterruptibly();
        try {
            // What nobody could have chosen is not worth the memory, but takes its time like any other.
            return encoder.matches(password.length() > LONGEST * 2 ? "" : password, hash);
        } finally {
            places.release();
        }
    }

    /** Takes as long as {@link #matches}, so that nobody can tell by the time whether there is an account. */
    void matchesNobody(String password) {
        boolean matched = matches(password, nobodys);
        if (matched) {
            throw new IllegalStateException("the password of nobody was guessed");
        }
    }
}
