package org.fubiao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogLinesTest {
    /** The one that is at work: only it knows what else belongs to a line. */
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @AfterEach
    void asBefore() {
        LogLines.asText();
    }

    private String line() {
        LogLines lines = new LogLines();
        lines.setContext(context);
        lines.start();
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("org.fubiao.Some"), Level.WARN, "said \"{}\"\nand {}", null, new Object[] {"甲", 7
                });
        return new String(lines.encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void peopleReadText() {
        assertThat(line()).contains(" WARN  [", " org.fubiao.Some - said \"甲\"\nand 7");
    }

    @Test
    void programsReadOneObjectALine() {
        LogLines.asJson();

        String line = line();

        assertThat(line.strip()).doesNotContain("\n");
        JsonNode object = new JsonMapper().readTree(line);
        assertThat(object.path("level").asString()).isEqualTo("WARN");
        assertThat(object.path("formattedMessage").asString()).isEqualTo("said \"甲\"\nand 7");
        assertThat(object.path("timestamp").asLong()).isPositive();
    }
}
