package org.fubiao.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Any page can be asked for in another language: {@code ?lang=en}. */
final class LanguageSwitch implements HandlerInterceptor {
    private static final String PARAMETER = "lang";
    private final List<Locale> languages;

    LanguageSwitch(List<Locale> languages) {
        this.languages = languages;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String wanted = request.getParameter(PARAMETER);
        var resolver = RequestContextUtils.getLocaleResolver(request);
        if (wanted != null && resolver != null) {
            languages.stream()
                    .filter(language -> language.getLanguage().equals(wanted))
                    .findFirst()
                    .ifPresent(language -> resolver.setLocale(request, response, language));
        }
        return true;
    }
}
