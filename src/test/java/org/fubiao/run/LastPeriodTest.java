package org.fubiao.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.fubiao.batch.Library;
import org.fubiao.compute.Compute;
import org.fubiao.control.ControlDatabase;
import org.fubiao.job.Job;
import org.fubiao.job.loading.JobLoader;
import org.fubiao.submission.Register;
import org.fubiao.template.LastValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What units of today reported when they had other codes. */
class LastPeriodTest {
    @TempDir
    private Path folder;

    @Test
    void aRenamedUnitHasItsOwnValuesAndAMergedOneTheSums() throws Exception {
        Library library = Library.reported(folder);
        library.put("河东区图书馆/馆藏变动表.csv", "项目,图书,报刊\n上年末,4000,50\n本年新增,100,5\n本年末,4100,\n");
        library.run();
        library.define("units.csv", """
                代码,名称,别名,上级,类别,原代码
                N01,市中心图书馆,,,市级馆,T01
                T02,市少年儿童图书馆,少儿馆,,市级馆,
                N02,河畔区图书馆,,,区级馆,Q02;Q03
                """);
        Job job;
        try (Compute compute = new Compute()) {
            job = JobLoader.load(library.jobs().resolve(Library.ID), compute);
        }
        try (ControlDatabase database = ControlDatabase.open(library.work())) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            Run run = new Runs(jdbc, Clock.systemUTC())
                    .latestDone(Library.ID, Library.PERIOD)
                    .orElseThrow();
            LastPeriod last = LastPeriod.of(job, run, new Register(jdbc), library.work());

            assertThat(books(last.of(job.unit("N01")))).contains(entry("上年末", "1000"), entry("本年末", "1100"));
            assertThat(books(last.of(job.unit("T02")))).contains(entry("本年末", "2100"));
            assertThat(books(last.of(job.unit("N02")))).contains(entry("上年末", "9000"), entry("本年末", "9200"));
            assertThat(last.of(job.unit("N02")).rows()).containsValue(11L);
            // A part is not shown for the whole.
            assertThat(last.of(job.unit("N02")).cells().values())
                    .singleElement()
                    .satisfies(cells -> assertThat(cells)
                            .containsEntry(new LastValues.Cell("上年末", "报刊"), "100")
                            .doesNotContainKey(new LastValues.Cell("本年末", "报刊")));
        }
    }

    /** The column 图书 by item. */
    private static Map<String, String> books(LastValues values) {
        return values.cells().values().stream()
                .flatMap(cells -> cells.entrySet().stream())
                .filter(cell -> cell.getKey().field().equals("图书"))
                .collect(Collectors.toMap(cell -> cell.getKey().item(), Map.Entry::getValue));
    }
}
