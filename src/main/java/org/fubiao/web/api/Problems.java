package org.fubiao.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;

/** Says what is wrong as RFC 9457 has it, in the language that was asked for. Never tells what went on inside. */
final class Problems {
    private static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private final MessageSource words;

    Problems(MessageSource words) {
        this.words = words;
    }

    ProblemDetail describe(Problem problem, int status, HttpServletRequest request, String path, Object... values) {
        Locale language = language(request);
        ProblemDetail detail = ProblemDetail.forStatus(status);
        detail.setType(URI.create(problem.type()));
        detail.setTitle(words.getMessage("api.problem." + problem + ".title", null, language));
        detail.setDetail(words.getMessage("api.problem." + problem + ".detail", values, language));
        detail.setInstance(URI.create(path));
        return detail;
    }

    /** Chinese, unless a program asks for English: no cookie, as on pages. */
    static Locale language(HttpServletRequest request) {
        String wanted = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        try {
            Locale best = wanted == null ? null : Locale.lookup(Locale.LanguageRange.parse(wanted), LANGUAGES);
            return best == null ? Locale.SIMPLIFIED_CHINESE : best;
        } catch (IllegalArgumentException e) {
            return Locale.SIMPLIFIED_CHINESE;
        }
    }
}
