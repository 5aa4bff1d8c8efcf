package org.fubiao.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.fubiao.batch.Library;
import org.fubiao.job.Job;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.job.loading.SoundDefinitions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JobCatalogTest {
    private static final int PEOPLE = 4;

    @TempDir
    private Path folder;

    private Library library;
    private JobCatalog jobs;

    @BeforeEach
    void prepare() {
        library = Library.empty(folder);
        jobs = new JobCatalog(library.jobs(), SoundDefinitions.NONE);
    }

    private InvalidJobException wrong() {
        return catchThrowableOfType(InvalidJobException.class, () -> jobs.get(Library.ID));
    }

    @Test
    void keepsWhatIsWrongWithAJobUntilItsFilesChange() {
        library.define("measures.yml", "sum(参加人次)", "sum(参加人数)");

        InvalidJobException first = wrong();

        assertThat(first).hasMessageContaining("参加人数");
        assertThat(wrong()).isSameAs(first);
        assertThat(jobs.title(Library.ID)).isEqualTo(Library.ID);
        library.define("measures.yml", "sum(参加人数)", "sum(到场人数)");
        assertThat(wrong()).isNotSameAs(first).hasMessageContaining("到场人数");
        library.define("measures.yml", "sum(到场人数)", "sum(参加人次)");
        assertThat(jobs.get(Library.ID).title()).isEqualTo("公共图书馆年度统计附表");
    }

    @Test
    void readsAJobAgainWhenWhatItReadsOfAnotherChanges() throws Exception {
        library.define(
                "reconciliations.yml", "- {code: DZ-01, title: 各季相加, left: 活动场次, right: 办展场次, of: shows, by: total}\n");
        Path other = library.jobs().resolve("shows");
        Files.createDirectories(other);
        Files.writeString(other.resolve("job.yml"), "title: 展览季报\noffice: 市文化和旅游局\nperiod: quarter\n");
        Files.writeString(other.resolve("measures.yml"), "办展: {form: 展览, value: count(*), uom: 场}\n");

        assertThatThrownBy(() -> jobs.get(Library.ID))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("没有指标“办展场次”");
        Files.writeString(other.resolve("measures.yml"), "办展场次: {form: 展览, value: count(*), uom: 场}\n");
        assertThat(jobs.get(Library.ID).id()).isEqualTo(Library.ID);
    }

    @Test
    void readsAJobOnceForAllWhoAskAtOnce() throws Exception {
        AtomicInteger read = new AtomicInteger();
        jobs = new JobCatalog(library.jobs(), new SoundDefinitions() {
            @Override
            public boolean contains(String hash) {
                read.incrementAndGet();
                return false;
            }

            @Override
            public void add(String hash) {}
        });

        List<Job> got = together(() -> jobs.get(Library.ID));

        assertThat(got).hasSize(PEOPLE).allSatisfy(job -> assertThat(job).isSameAs(got.get(0)));
        assertThat(read).hasValue(1);
    }

    @Test
    void findsOnceForAllWhoAskAtOnceWhatIsWrong() throws Exception {
        library.define("measures.yml", "sum(参加人次)", "sum(参加人数)");

        List<InvalidJobException> got = together(this::wrong);

        assertThat(got).hasSize(PEOPLE).allSatisfy(wrong -> assertThat(wrong).isSameAs(got.get(0)));
    }

    private static <T> List<T> together(Callable<T> asking) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        try {
            CyclicBarrier ready = new CyclicBarrier(PEOPLE);
            List<Future<T>> asked = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                asked.add(people.submit(() -> {
                    ready.await();
                    return asking.call();
                }));
            }
            List<T> got = new ArrayList<>();
            for (Future<T> one : asked) {
                got.add(one.get(30, TimeUnit.SECONDS));
            }
            return got;
        } finally {
            people.shutdownNow();
        }
    }
}
