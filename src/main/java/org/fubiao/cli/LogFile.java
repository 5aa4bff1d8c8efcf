package org.fubiao.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.sift.AbstractDiscriminator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the log is: in the work folder that a command uses, unless the property or the variable {@code FUBIAO_LOG} names a
 * file. Logging asks for it at the first line that there is to write; until then there is no file.
 */
public final class LogFile extends AbstractDiscriminator<ILoggingEvent> {
    private static final String NAMED = "FUBIAO_LOG";
    private static volatile Path work = Path.of("work");

    /** Made by the configuration of logging. */
    public LogFile() {}

    static void keepIn(Path folder) {
        work = folder;
    }

    /** Where to read more; empty where no log could be written. */
    static String hint() {
        Path file = path();
        return Files.isWritable(file) ? "详见日志 " + file + "。" : "";
    }

    private static Path path() {
        return path(System.getProperty(NAMED, System.getenv(NAMED)), work);
    }

    static Path path(@Nullable String named, Path folder) {
        return named == null || named.isEmpty() ? folder.resolve("fubiao.log") : Path.of(named);
    }

    @Override
    public String getDiscriminatingValue(ILoggingEvent event) {
        return path().toString();
    }

    @Override
    public String getKey() {
        return "log";
    }
}
