package org.fubiao.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.fubiao.audit.AuditLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a proxy says of the visitor is believed where there is one, and of nobody else. */
class ProxyTest {
    private static final String[] SAYS = {"X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https"};

    @TempDir
    private Path folder;

    @Test
    void behindAProxyThePagesAreThoseOfHttpsAndTheLogNamesTheVisitor() throws Exception {
        try (Served served = Served.startBehindProxy(folder)) {
            HttpResponse<String> page = served.anonymous().get("/login", SAYS);

            assertThat(page.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
            assertThat(page.headers().firstValue("Set-Cookie").orElse("")).contains("Secure");
            served.anonymous().postThrough(SAYS, "/login", "username", "nobody", "password", "wrong");
            assertThat(latestAddress(served)).isEqualTo("203.0.113.7");
        }
    }

    @Test
    void withoutAProxyNobodyIsBelieved() throws Exception {
        try (Served served = Served.start(folder)) {
            HttpResponse<String> page = served.anonymous().get("/login", SAYS);

            assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
            served.anonymous().postThrough(SAYS, "/login", "username", "nobody", "password", "wrong");
            assertThat(latestAddress(served)).isEqualTo("127.0.0.1");
        }
    }

    private static String latestAddress(Served served) {
        return served.audit()
                .find(new AuditLog.Filter("nobody", null, "", null, null), 0, 1)
                .get(0)
                .address();
    }
}
