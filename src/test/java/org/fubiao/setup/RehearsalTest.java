package org.fubiao.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    @TempDir
    private Path folder;

    @Test
    void everyCommandComesToItsEndWithReportsOfEveryKind() throws IOException {
        // The reports have errors on purpose: what tells of them is to be archived too.
        assertThat(Rehearsal.go(folder)).containsExactly(3, 3, 0, 0, 0, 0, 0, 0, 0);

        Path latest = folder.resolve("output/library/2023/latest");
        assertThat(Files.readString(latest.resolve("manifest.json")))
                .contains("馆藏变动表.xlsx", "读者活动台账.xls\"", "读者活动台账.csv", "读者活动台账.html", "读者活动清单（更正）.xlsx");
        assertThat(Files.readString(latest.resolve("figures.csv"))).contains("举办读者活动10场");
        assertThat(latest.resolve("附表汇编.xlsx")).exists();
    }
}
