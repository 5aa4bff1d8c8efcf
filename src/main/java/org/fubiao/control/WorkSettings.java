package org.fubiao.control;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an operator set: {@code fubiao.properties} in the work folder. A name that nobody knows is a mistake, and is told as one. Values
 * are never printed: some are secrets.
 */
public final class WorkSettings {
    /** Name of the file in the work folder. */
    public static final String FILE = "fubiao.properties";

    /** Begins the names of settings that hold for one job: the id of the job follows. */
    public static final String MAIL_TO_JOB = "mail.to.";

    private static final String ZONE = "zone";

    /** All names that are known. */
    public static final List<String> KEYS = Stream.concat(
                    PostgresSettings.KEYS.stream(),
                    Stream.of(
                            "mail.host",
                            "mail.port",
                            "mail.security",
                            "mail.user",
                            "mail.password",
                            "mail.from",
                            "mail.to",
                            "webhook.url",
                            "webhook.secret",
                            "reminder.time",
                            "reminder.before",
                            "reminder.after",
                            ZONE,
                            "backup.folder"))
            .toList();

    private final Path file;
    private final Properties properties;

    private WorkSettings(Path file, Properties properties) {
        this.file = file;
        this.properties = properties;
    }

    /**
     * The settings of a work folder; none where it has no such file.
     *
     * @throws UnreadableDatabaseException if the file is wrong, which may be about the database
     */
    public static WorkSettings in(Path work) {
        Path file = work.resolve(FILE);
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (IllegalArgumentException e) {
                throw new UnreadableDatabaseException(file + " 不是有效的配置文件", e);
            }
        }
        WorkSettings settings = new WorkSettings(file, properties);
        for (String key : properties.stringPropertyNames()) {
            if (!KEYS.contains(key) && !(key.startsWith(MAIL_TO_JOB) && key.length() > MAIL_TO_JOB.length())) {
                throw settings.wrong("不认识配置项“" + key + "”，应为 " + String.join("、", known(key)));
            }
        }
        return settings;
    }

    /** Those of the same group; of all groups, where there is no such group. */
    private static List<String> known(String key) {
        String group = key.replaceFirst("\\..*", ".");
        List<String> same = KEYS.stream().filter(one -> one.startsWith(group)).toList();
        return same.isEmpty() ? KEYS : same;
    }

    /** Where they stand. */
    public Path file() {
        return file;
    }

    /** What is set, without blanks around it; empty if nothing is. */
    public Optional<String> get(String key) {
        String value = properties.getProperty(key, "").strip();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** The time zone of the office, in which days begin and end; empty if it is that of the machine. */
    public Optional<ZoneId> zone() {
        try {
            return get(ZONE).map(ZoneId::of);
        } catch (DateTimeException e) {
            throw wrong(ZONE + " 应写作时区，如 Asia/Shanghai");
        }
    }

    /** A secret: kept as it is typed. */
    public String secret(String key) {
        return properties.getProperty(key, "");
    }

    /** Whether anything of a group is set. */
    boolean has(List<String> keys) {
        return keys.stream().anyMatch(properties::containsKey);
    }

    /** What is wrong with them, for users. */
    public UnreadableDatabaseException wrong(String what) {
        return new UnreadableDatabaseException(file + " 有误：" + what, (@Nullable Throwable) null);
    }
}
