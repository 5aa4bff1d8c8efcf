package org.fubiao.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.fubiao.account.ApiTokens;
import org.fubiao.account.Role;
import org.fubiao.audit.Actor;
import org.fubiao.batch.Library;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.upload.UploadDesk;
import org.fubiao.web.Served;
import org.fubiao.web.page.BusyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;

/** Files that programs hand in, where others come first. */
class SubmittingTest {
    /** More than the server has threads. */
    private static final int MANY = 60;

    @TempDir
    private Path folder;

    private Served served;

    @BeforeEach
    void start() throws Exception {
        served = Served.start(folder);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private List<Path> waiting() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("work/uploads"))) {
            return files.filter(file -> file.toString().endsWith(".upload")).toList();
        }
    }

    @Test
    void manyAtOnceWaitWithoutAThreadOfTheServerAndAreAllTakenIn() throws Exception {
        String key = served.bean(ApiTokens.class).make(served.account(Role.UNIT), "test", new Actor("test", ""));
        HttpClient http = HttpClient.newHttpClient();
        URI submissions = URI.create(served.address() + "/api/v1/jobs/library/periods/2023/submissions");
        CountDownLatch turn = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            served.bean(AsyncTaskExecutor.class).execute(() -> await(turn));
        }
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            HttpRequest request = HttpRequest.newBuilder(submissions)
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "text/csv")
                    .header("X-File-Name", "stock.csv")
                    .POST(HttpRequest.BodyPublishers.ofString("馆藏变动表\n" + Library.stock(i)))
                    .build();
            answers.add(http.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }
        while (waiting().size() < MANY) {
            Thread.sleep(20);
        }
        assertThat(served.anonymous().get("/login").statusCode()).isEqualTo(200);
        turn.countDown();

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(201);
        }
        assertThat(waiting()).isEmpty();
        try (Stream<Path> taken = Files.list(served.library.input().resolve("网上报送/市图书馆"))) {
            assertThat(taken).hasSize(MANY);
        }
    }

    private static void await(CountDownLatch turn) {
        try {
            turn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whereTheServerEndsAProgramIsToldSoAndItsFileIsNotKept() throws Exception {
        var job = served.bean(JobCatalog.class).get(Library.ID);
        Submitting ending = new Submitting(
                served.bean(UploadDesk.class),
                task -> {
                    throw new TaskRejectedException("over");
                },
                Duration.ofMinutes(1));
        Submitting.Submission submission = new Submitting.Submission(
                job, Library.PERIOD, job.units().get(0), "馆藏变动表.csv", false, new Actor("unit", ""), Optional.empty());
        InputStream bytes = new ByteArrayInputStream(Library.stock(1).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> ending.submit(submission, bytes)).isInstanceOf(BusyException.class);
        assertThat(waiting()).isEmpty();
    }
}
