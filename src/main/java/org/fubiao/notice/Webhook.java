package org.fubiao.notice;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fubiao.control.WorkSettings;

/** Tells another program, which can verify by a shared secret who tells it, and when. */
final class Webhook {
    /** How long it waits before it tries again, if nobody answers or the other side fails. */
    static final List<Duration> PAUSES = List.of(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofMinutes(1));

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final String URL = "webhook.url";
    private static final String SECRET = "webhook.secret";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SUCCESS = 2;
    private static final int SERVER_FAILS = 5;
    private static final int HUNDRED = 100;
    private static final int TOO_MANY = 429;

    private final URI address;
    private final SecretKeySpec secret;
    private final Clock clock;
    private final List<Duration> pauses;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private Webhook(URI address, String secret, Clock clock, List<Duration> pauses) {
        this.address = address;
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.clock = clock;
        this.pauses = pauses;
    }

    /** As an operator set it; empty if there is none. */
    static Optional<Webhook> of(WorkSettings settings, Clock clock, List<Duration> pauses) {
        Optional<String> url = settings.get(URL);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        String secret = settings.secret(SECRET);
        if (secret.isEmpty()) {
            throw settings.wrong("缺少 " + SECRET);
        }
        try {
            URI address = URI.create(url.get());
            if (List.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null) {
                return Optional.of(new Webhook(address, secret, clock, pauses));
            }
        } catch (IllegalArgumentException e) {
            throw settings.wrong(URL + " 应为 https:// 开头的网址");
        }
        throw settings.wrong(URL + " 应为 https:// 开头的网址");
    }

    /** Sends it, trying again where that may help. Returns why it did not arrive; empty if it did. */
    Optional<String> send(String body) throws InterruptedException {
        String delivery = UUID.randomUUID().toString();
        String why = "";
        for (int attempt = 0; attempt <= pauses.size(); attempt++) {
            if (attempt > 0) {
                Thread.sleep(pauses.get(attempt - 1).toMillis());
            }
            try {
                int status = http.send(request(body, delivery), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status / HUNDRED == SUCCESS) {
                    return Optional.empty();
                }
                why = "对方回答 " + status;
                if (status / HUNDRED != SERVER_FAILS && status != TOO_MANY) {
                    return Optional.of(why);
                }
            } catch (IOException e) {
                why = "连接不上对方（" + e.getClass().getSimpleName() + "）";
            }
        }
        return Optional.of(why + "，试了 " + (pauses.size() + 1) + " 次");
    }

    private HttpRequest request(String body, String delivery) {
        String time = Long.toString(clock.instant().getEpochSecond());
        return HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Fubiao")
                .header("X-Fubiao-Delivery", delivery)
                .header("X-Fubiao-Timestamp", time)
                .header("X-Fubiao-Signature", "sha256=" + signature(time + "." + body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has this", e);
        }
    }
}
