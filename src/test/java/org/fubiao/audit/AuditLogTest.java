package org.fubiao.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.fubiao.audit.AuditLog.Filter;
import org.fubiao.control.ControlDatabase;
import org.fubiao.web.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class AuditLogTest {
    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock();
    private ControlDatabase database;
    private JdbcTemplate jdbc;
    private AuditLog audit;

    @BeforeEach
    void open() throws Exception {
        database = ControlDatabase.open(folder);
        jdbc = new JdbcTemplate(database.dataSource());
        audit = new AuditLog(jdbc, clock);
        audit.done(new Actor("li", "10.0.0.1"), Action.LOG_IN, "", "");
        clock.pass(Duration.ofHours(1));
        audit.refused(new Actor("li_2", "10.0.0.2"), Action.ACCOUNT_MADE, "100%", "x");
        audit.failed(new Actor("wang", "10.0.0.3"), Action.RUN_START, "library 2023", "y");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theDatabaseRefusesToChangeOrRemoveEntries() throws Exception {
        for (String sql : List.of(
                "UPDATE audit_entry SET who = 'nobody'",
                "DELETE FROM audit_entry",
                "DELETE FROM audit_entry WHERE id = 1",
                "MERGE INTO audit_entry KEY (id) VALUES (1, CURRENT_TIMESTAMP, 'x', '', 'LOG_IN', '', '', 'DONE')")) {
            assertThatThrownBy(() -> jdbc.update(sql)).as(sql).rootCause().hasMessageContaining("only ever added to");
        }
        // Also after it was closed and opened again.
        database.close();
        database = ControlDatabase.open(folder);
        jdbc = new JdbcTemplate(database.dataSource());
        assertThatThrownBy(() -> jdbc.update("DELETE FROM audit_entry"))
                .rootCause()
                .hasMessageContaining("only ever added to");
        assertThat(jdbc.queryForObject("SELECT count(*) FROM audit_entry", Long.class))
                .isEqualTo(3);
    }

    @Test
    void entriesAreFoundByWhoWhatAndWhen() {
        assertThat(who(new Filter("", null, "", null, null))).containsExactly("wang", "li_2", "li");
        assertThat(who(new Filter("li", null, "", null, null))).containsExactly("li_2", "li");
        assertThat(who(new Filter("li_", null, "", null, null))).containsExactly("li_2");
        assertThat(who(new Filter("", Action.LOG_IN, "", null, null))).containsExactly("li");
        assertThat(who(new Filter("", null, "0%", null, null))).containsExactly("li_2");
        Instant later = clock.instant();
        assertThat(who(new Filter("", null, "", later, null))).containsExactly("wang", "li_2");
        assertThat(who(new Filter("", null, "", null, later))).containsExactly("li");
        assertThat(audit.find(new Filter("", null, "", null, null), 1, 1))
                .extracting(Entry::outcome)
                .containsExactly(Outcome.REFUSED);
    }

    private List<String> who(Filter filter) {
        return audit.find(filter, 0, 10).stream().map(Entry::who).toList();
    }
}
