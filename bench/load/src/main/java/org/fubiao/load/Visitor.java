package org.fubiao.load;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a browser, who gets everything ready before the load begins. */
final class Visitor {
    private static final Pattern MARK = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("fubiao_[A-Za-z0-9_-]{43}");
    private static final Pattern SECRET = Pattern.compile("<span class=\"secret\">([^<]+)</span>");
    static final String PASSWORD = "Quiet-Harbours-77";

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String server;

    private Visitor(String server) {
        this.server = server;
    }

    /** Logs in for the first time and changes the password. */
    static Visitor enter(String server, String account, String firstPassword) throws IOException, InterruptedException {
        Visitor visitor = new Visitor(server);
        visitor.post("/login", "username", account, "password", firstPassword);
        visitor.post("/password", "present", firstPassword, "wanted", PASSWORD, "again", PASSWORD);
        return visitor;
    }

    String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(server + path)).header("Accept", "text/html"));
    }

    String post(String path, String... fields) throws IOException, InterruptedException {
        Matcher mark = MARK.matcher(get(path.equals("/login") ? "/login" : "/password"));
        if (!mark.find()) {
            throw new IOException("no form at " + path);
        }
        StringBuilder body = new StringBuilder("_csrf=" + mark.group(1));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(fields[i]).append('=').append(encode(fields[i + 1]));
        }
        return send(HttpRequest.newBuilder(URI.create(server + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IOException(answer.statusCode() + " from " + answer.uri());
        }
        return answer.body();
    }

    /** A key of its own. */
    String makeKey() throws IOException, InterruptedException {
        return found(KEY.matcher(post("/account/tokens", "title", "load")), 0);
    }

    /** Makes an account, as an administrator does. Returns its first password. */
    String makeAccount(String name, String role, String job) throws IOException, InterruptedException {
        return found(
                SECRET.matcher(
                        post("/administration/accounts", "name", name, "display", name, "role", role, "jobs", job)),
                1);
    }

    private static String found(Matcher matcher, int group) throws IOException {
        if (!matcher.find()) {
            throw new IOException("the page does not show it");
        }
        return matcher.group(group);
    }

    String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("FUBIAO"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }
}
