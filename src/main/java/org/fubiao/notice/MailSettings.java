package org.fubiao.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.fubiao.control.WorkSettings;

/**
 * How mail is sent, and to whom.
 *
 * @param to asks for the addresses to which what concerns a job goes
 */
record MailSettings(
        String host,
        int port,
        Security security,
        String user,
        String password,
        String from,
        Function<String, List<String>> to) {
    private static final String HOST = "mail.host";
    private static final String FROM = "mail.from";
    private static final String SECURITY = "mail.security";
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)*");

    /** How the connection is kept from being read. */
    enum Security {
        NONE(25),
        STARTTLS(587),
        TLS(465);

        private final int port;

        Security(int port) {
            this.port = port;
        }
    }

    /** As an operator set it; empty if no mail is to be sent. */
    static Optional<MailSettings> of(WorkSettings settings) {
        Optional<String> host = settings.get(HOST);
        if (host.isEmpty()) {
            return Optional.empty();
        }
        Security security = security(settings);
        String from = settings.get(FROM).orElseThrow(() -> settings.wrong("缺少 " + FROM));
        addresses(settings, FROM, from);
        addresses(settings, "mail.to", settings.get("mail.to").orElse(""));
        String port = settings.get("mail.port").orElse(Integer.toString(security.port));
        if (!port.matches("\\d{1,5}")) {
            throw settings.wrong("mail.port 应为端口号");
        }
        return Optional.of(new MailSettings(
                host.get(),
                Integer.parseInt(port),
                security,
                settings.get("mail.user").orElse(""),
                settings.secret("mail.password"),
                from,
                job -> {
                    String key = WorkSettings.MAIL_TO_JOB + job;
                    return addresses(
                            settings,
                            key,
                            settings.get(key).or(() -> settings.get("mail.to")).orElse(""));
                }));
    }

    private static Security security(WorkSettings settings) {
        String word = settings.get(SECURITY).orElse("starttls");
        return Arrays.stream(Security.values())
                .filter(one -> one.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> settings.wrong(SECURITY + " 应为 none、starttls、tls 之一"));
    }

    private static List<String> addresses(WorkSettings settings, String key, String text) {
        List<String> addresses = Arrays.stream(text.split("[,;，；\\s]+"))
                .filter(one -> !one.isEmpty())
                .toList();
        if (!addresses.stream().allMatch(one -> ADDRESS.matcher(one).matches())) {
            throw settings.wrong(key + " 应为邮箱地址，多个用逗号分开");
        }
        return addresses;
    }

    /** The password is never printed. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
