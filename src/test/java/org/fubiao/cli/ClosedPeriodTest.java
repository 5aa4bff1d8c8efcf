package org.fubiao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.BatchRunner;
import org.fubiao.batch.Library;
import org.fubiao.closing.PeriodClosing;
import org.fubiao.closing.Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the command line says of a period that is closed. */
class ClosedPeriodTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    private int fubiao(String... args) {
        return FubiaoCli.commandLine(new PrintWriter(out), new PrintWriter(out)).execute(args);
    }

    @Test
    void itIsMarkedInTheListAndNotRun() throws Exception {
        Library library = Library.reported(folder);
        library.run();
        try (BatchRunner runner = BatchRunner.open(library.work())) {
            AuditLog audit = new AuditLog(new JdbcTemplate(runner.dataSource()), Clock.systemUTC());
            new PeriodClosing(runner.dataSource(), audit, Clock.systemUTC(), library.work())
                    .close(Library.ID, Library.PERIOD, 1, "同意封账", new Signer(new Actor("wang", ""), "王五"));
        }
        Map<String, String> signed = library.published();
        library.put("市图书馆/读者活动台账.csv", Library.events(0, 9));

        assertThat(fubiao("runs", Library.ID, "--jobs=" + library.jobs(), "--work=" + library.work()))
                .isZero();
        assertThat(out.toString()).contains("完成，已封账");
        List<String> run = new ArrayList<>(List.of("run", Library.ID, "--period=2023"));
        run.addAll(library.options());
        assertThat(fubiao(run.toArray(String[]::new))).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains("已由王五于", "签署封账（第1批），未作汇总，已出的附表不变");
        assertThat(library.published()).isEqualTo(signed);
    }
}
