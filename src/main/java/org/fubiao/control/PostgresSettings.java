package org.fubiao.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the control database is, if it is not in a file: in {@link WorkSettings} of the work folder, because a register belongs to the
 * archive and the segments beside it. The password is never printed.
 *
 * @param file that says so
 */
record PostgresSettings(Path file, String url, String user, String password) {
    private static final String URL = "database.url";
    private static final String USER = "database.user";
    private static final String PASSWORD = "database.password";
    static final List<String> KEYS = List.of(URL, USER, PASSWORD);
    private static final String PREFIX = "jdbc:postgresql://";
    /** Where it stood in the address, it would be in messages and logs. */
    private static final Pattern SECRET = Pattern.compile("(?i)password|@");

    static boolean areIn(Path work) {
        return WorkSettings.in(work).has(KEYS);
    }

    /** The settings of a work folder; empty if it has none, and the database is a file. */
    static Optional<PostgresSettings> in(Path work) {
        WorkSettings settings = WorkSettings.in(work);
        if (!settings.has(KEYS)) {
            return Optional.empty();
        }
        String url = settings.get(URL).orElse("");
        if (!url.startsWith(PREFIX) || SECRET.matcher(url).find()) {
            throw settings.wrong(URL + " 应写作 " + PREFIX + "主机:端口/数据库，用户和密码另写在 " + USER + "、" + PASSWORD + " 中");
        }
        String user = settings.get(USER).orElseThrow(() -> settings.wrong("缺少 " + USER));
        return Optional.of(new PostgresSettings(settings.file(), url, user, settings.secret(PASSWORD)));
    }

    /** As it may be told. */
    String place() {
        return url.replaceFirst("\\?.*", "");
    }

    @Override
    public String toString() {
        return place();
    }
}
