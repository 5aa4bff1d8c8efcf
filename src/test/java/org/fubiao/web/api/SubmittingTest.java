package org.fubiao.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.fubiao.audit.Actor;
import org.fubiao.batch.Library;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Job;
import org.fubiao.upload.UploadDesk;
import org.fubiao.web.Served;
import org.fubiao.web.page.BusyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that programs hand in, where there is no place for them. */
class SubmittingTest {
    @TempDir
    private Path folder;

    @Test
    void whereOthersAreLookedAtForTooLongAProgramIsToldSoAndItsFileIsNotKept() throws Exception {
        try (Served served = Served.start(folder)) {
            Job job = served.bean(JobCatalog.class).get(Library.ID);
            Submitting full = new Submitting(served.bean(UploadDesk.class), 0, Duration.ofMillis(20));
            for (boolean dryRun : new boolean[] {true, false}) {
                Submitting.Submission submission = new Submitting.Submission(
                        job, Library.PERIOD, job.units().get(0), "馆藏变动表.csv", dryRun, new Actor("unit", ""));
                byte[] bytes = Library.stock(1).getBytes(StandardCharsets.UTF_8);
                assertThatThrownBy(() -> full.submit(submission, new ByteArrayInputStream(bytes)))
                        .isInstanceOf(BusyException.class);
            }
            try (Stream<Path> waiting = Files.list(folder.resolve("work/uploads"))) {
                assertThat(waiting).isEmpty();
            }
        }
    }
}
