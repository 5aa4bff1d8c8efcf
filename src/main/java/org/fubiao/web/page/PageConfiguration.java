package org.fubiao.web.page;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Period;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/** Pages are Chinese unless somebody asks for English, which a cookie remembers. */
@Configuration(proxyBeanMethods = false)
@Import({PageModel.class, BusyAdvice.class, HomePage.class})
public class PageConfiguration implements WebMvcConfigurer {
    static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;
    private static final List<Locale> LANGUAGES = List.of(CHINESE, Locale.ENGLISH);
    private static final Duration YEAR = Duration.ofDays(365);

    PageConfiguration() {}

    @Bean
    LocaleResolver localeResolver() {
        CookieLocaleResolver resolver = new CookieLocaleResolver("FUBIAO-LANGUAGE");
        resolver.setDefaultLocaleFunction(request -> CHINESE);
        resolver.setCookieMaxAge(YEAR);
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        resolver.setRejectInvalidCookies(false);
        return resolver;
    }

    @Bean
    JobAccess jobAccess(JobCatalog jobs) {
        return new JobAccess(jobs);
    }

    /** A period in an address or a form; what is none is answered as a bad request. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(
                String.class,
                Period.class,
                text -> Period.parse(text).orElseThrow(() -> new IllegalArgumentException("no period: " + text)));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new LanguageSwitch(LANGUAGES));
    }
}
