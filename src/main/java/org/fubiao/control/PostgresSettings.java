package org.fubiao.control;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Where the control database is, if it is not in a file: {@code fubiao.properties} in the work folder, because a register belongs to the
 * archive and the segments beside it. The password is never printed.
 *
 * @param file that says so
 */
record PostgresSettings(Path file, String url, String user, String password) {
    private static final String NAME = "fubiao.properties";
    private static final String URL = "database.url";
    private static final String USER = "database.user";
    private static final String PASSWORD = "database.password";
    private static final List<String> KEYS = List.of(URL, USER, PASSWORD);
    private static final String PREFIX = "jdbc:postgresql://";
    /** Where it stood in the address, it would be in messages and logs. */
    private static final Pattern SECRET = Pattern.compile("(?i)password|@");

    static boolean areIn(Path work) {
        return Files.exists(work.resolve(NAME));
    }

    /** The settings of a work folder; empty if it has none, and the database is a file. */
    static Optional<PostgresSettings> in(Path work) {
        Path file = work.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new UnreadableDatabaseException(file + " 不是有效的配置文件", e);
        }
        for (String key : properties.stringPropertyNames()) {
            if (!KEYS.contains(key)) {
                throw wrong(file, "不认识配置项“" + key + "”，应为 " + String.join("、", KEYS));
            }
        }
        String url = properties.getProperty(URL, "").strip();
        if (!url.startsWith(PREFIX) || SECRET.matcher(url).find()) {
            throw wrong(file, URL + " 应写作 " + PREFIX + "主机:端口/数据库，用户和密码另写在 " + USER + "、" + PASSWORD + " 中");
        }
        String user = properties.getProperty(USER, "").strip();
        if (user.isEmpty()) {
            throw wrong(file, "缺少 " + USER);
        }
        return Optional.of(new PostgresSettings(file, url, user, properties.getProperty(PASSWORD, "")));
    }

    private static UnreadableDatabaseException wrong(Path file, String what) {
        return new UnreadableDatabaseException(file + " 有误：" + what, null);
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
