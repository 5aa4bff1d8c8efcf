package org.fubiao.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fubiao.notice.NoticeDesk;
import org.fubiao.running.BackupDesk;
import org.fubiao.running.RunDesk;
import org.fubiao.schedule.Nights;
import org.fubiao.web.submissions.SubmissionsConfiguration;
import org.junit.jupiter.api.Test;

/** A server that is told to end waits for one thing after the other: all of that must fit into the time that it is given. */
class StopTimesTest {
    /** For all that is quick, closing the database first of all. */
    private static final Duration MARGIN = Duration.ofSeconds(20);

    @Test
    void whatTheServerWaitsForFitsIntoTheTimeThatItIsGiven() throws IOException {
        Duration all = WebServer.REST
                .multipliedBy(3)
                .plus(RunDesk.REST)
                .plus(Nights.REST.multipliedBy(2))
                .plus(SubmissionsConfiguration.REST)
                .plus(BackupDesk.REST)
                .plus(NoticeDesk.REST)
                .plus(MARGIN);

        assertThat(all)
                .isLessThanOrEqualTo(seconds("deploy/fubiao.service", "TimeoutStopSec=(\\d+)"))
                .isLessThanOrEqualTo(seconds("deploy/compose.yml", "stop_grace_period: (\\d+)s"))
                .isLessThanOrEqualTo(seconds("docs/operations.md", "within (\\d+) s"));
    }

    private static Duration seconds(String file, String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
        assertThat(found.find()).as(file).isTrue();
        return Duration.ofSeconds(Long.parseLong(found.group(1)));
    }
}
