package org.fubiao.web.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fubiao.account.Role;
import org.fubiao.web.Client;
import org.fubiao.web.Served;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While engines are busy, pages say so at once, and all else goes on. */
class BusyTest {
    @TempDir
    private Path folder;

    @Test
    void aPageSaysSoInPlainWordsAndAProgramIsToldWhenToAskAgain() throws Exception {
        ExecutorService visitors = Executors.newCachedThreadPool();
        List<Future<Integer>> asked = new ArrayList<>();
        CountDownLatch gate = new CountDownLatch(1);
        try (Served served = Served.start(folder)) {
            served.run();
            SharedWork engines = served.bean(Tables.class).engines();
            Client client = served.as(Role.STATISTICIAN);
            for (int i = 0; i < 16; i++) {
                int key = i;
                asked.add(visitors.submit(() -> engines.get(key, () -> {
                    gate.await();
                    return key;
                })));
            }
            while (engines.waiting() < 16) {
                Thread.sleep(5);
            }

            HttpResponse<String> page = client.get("/jobs/library/appendices/2023/01");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("<h1>系统正忙</h1>", "正忙，请稍后。");
            assertThat(page.headers().firstValue("Retry-After")).contains("10");
            HttpResponse<byte[]> program = client.download("/api/v1/jobs/library/runs/1/figures/T01/trace");
            assertThat(program.statusCode()).isEqualTo(503);
            assertThat(program.headers().firstValue("Retry-After")).contains("10");
            assertThat(new String(program.body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("urn:fubiao:problem:server-busy", "同时办理的请求较多");
            assertThat(client.get("/jobs/library/runs/compare?from=1&to=1").statusCode())
                    .isEqualTo(503);
            assertThat(client.get("/jobs/library").statusCode()).isEqualTo(200);

            gate.countDown();
            while (asked.stream().anyMatch(one -> !one.isDone())) {
                Thread.sleep(5);
            }
            assertThat(client.get("/jobs/library/appendices/2023/01").statusCode())
                    .isEqualTo(200);
            assertThat(client.get("/jobs/library/runs/compare?from=1&to=1").body())
                    .contains("附表没有变化。");
        } finally {
            gate.countDown();
            visitors.shutdownNow();
        }
    }
}
