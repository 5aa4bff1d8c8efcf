package org.fubiao.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account to be made.
 *
 * @param jobs of a unit's account exactly one; of an administrator's none
 * @param unit code of the unit, of a unit's account only
 */
public record NewAccount(
        String name,
        String display,
        Role role,
        Set<String> jobs,
        @Nullable String unit) {
    private static final int LONGEST = 100;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{1,99}");

    public NewAccount {
        name = normal(name);
        display = display.strip();
        jobs = role == Role.ADMINISTRATOR ? Set.of() : Set.copyOf(jobs);
        if ((unit != null) != (role == Role.UNIT) || (role == Role.UNIT && jobs.size() != 1)) {
            throw new IllegalArgumentException("a unit and its one job belong to a unit's account, and to no other");
        }
    }

    /** Names are told apart by what people see in them: case and width do not matter. */
    static String normal(String name) {
        // What is longer is nobody's, and not worth more work.
        String typed = name.length() > LONGEST * 2 ? name.substring(0, LONGEST * 2) : name;
        return Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** Whether a name can be that of an account. */
    public static boolean isName(String name) {
        return NAME.matcher(normal(name)).matches();
    }
}
