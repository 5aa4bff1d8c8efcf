package org.fubiao.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without script: keeps cookies, sends forms with their hidden fields, does not follow what it is sent to. */
public final class Client {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String address;

    Client(String address) {
        this.address = address;
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).header("Accept", "text/html");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public HttpResponse<byte[]> download(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Sends a form: names and values by turns. The mark against forged forms is taken from any page. */
    public HttpResponse<String> post(String path, String... fields) throws IOException, InterruptedException {
        return send(form(path, fields, csrf()).build());
    }

    /** Like {@link #post}, for an answer that is no text. */
    public HttpResponse<byte[]> postForFile(String path, String... fields) throws IOException, InterruptedException {
        return http.send(form(path, fields, csrf()).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Sends a body as it is, with the mark in a header: JSON, or a file of that name. */
    public HttpResponse<String> postBody(String path, String body, String fileName)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", body.startsWith("{") ? "application/json" : "text/csv")
                .header("X-File-Name", encode(fileName))
                .header("X-CSRF-TOKEN", csrf())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Sends a form without the mark. */
    public HttpResponse<String> forge(String path, String... fields) throws IOException, InterruptedException {
        return send(form(path, fields, "").build());
    }

    /** Sends a form with headers of its own. The mark is asked for with them too. */
    HttpResponse<String> postThrough(String[] headers, String path, String... fields)
            throws IOException, InterruptedException {
        Matcher mark = CSRF.matcher(get("/login", headers).body());
        String csrf = mark.find() ? mark.group(1) : "";
        HttpRequest.Builder request = form(path, fields, csrf).headers(headers);
        // A cookie for https is not sent by http, as which a proxy passes it on.
        String session = cookie("FUBIAO");
        return send(
                session.isEmpty()
                        ? request.build()
                        : request.header("Cookie", "FUBIAO=" + session).build());
    }

    /** Sends a form as a program does that has a key. */
    public HttpResponse<String> postWithKey(String path, String key, String... fields)
            throws IOException, InterruptedException {
        return send(
                form(path, fields, "").header("Authorization", "Bearer " + key).build());
    }

    /** A file to be sent. */
    public static final class Sent {
        private final String name;
        private final byte[] bytes;

        public Sent(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes.clone();
        }

        public static Sent of(String name, String text) {
            return new Sent(name, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Sends a form with files, as a browser does. */
    public HttpResponse<String> upload(String path, Map<String, String> fields, Sent... files)
            throws IOException, InterruptedException {
        return upload(csrf(), path, fields, files);
    }

    /** Like {@link #upload}, with whatever stands for the mark against forged forms. */
    public HttpResponse<String> upload(String mark, String path, Map<String, String> fields, Sent... files)
            throws IOException, InterruptedException {
        String line = "----fubiao" + System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", mark);
        for (Map.Entry<String, String> field : all.entrySet()) {
            body.writeBytes(("--" + line + "\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                            + field.getValue() + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        for (Sent file : files) {
            body.writeBytes(("--" + line + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\""
                            + file.name.replace("\"", "%22") + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(file.bytes);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + line + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "multipart/form-data; boundary=" + line)
                .header("Accept", "text/html")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    private HttpRequest.Builder form(String path, String[] fields, String csrf) {
        Map<String, String> form = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        if (!csrf.isEmpty()) {
            form.put("_csrf", csrf);
        }
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String csrf() throws IOException, InterruptedException {
        for (String page : new String[] {"/login", "/password"}) {
            Matcher mark = CSRF.matcher(get(page).body());
            if (mark.find()) {
                return mark.group(1);
            }
        }
        throw new IllegalStateException("no page with a form");
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> logIn(String name, String password) throws IOException, InterruptedException {
        return post("/login", "username", name, "password", password);
    }

    /** The cookie of a name, or an empty text. */
    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(java.net.HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** Where an answer leads to, without the server's address; empty if nowhere. */
    public String target(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("").replace(address, "");
    }
}
