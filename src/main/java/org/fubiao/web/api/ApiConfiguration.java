package org.fubiao.web.api;

import io.swagger.v3.oas.models.OpenAPI;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.upload.UploadDesk;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The interface for programs, and the document that describes it: of these classes and no others. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    SpringDocConfigProperties.class,
    SpringDocConfiguration.class,
    SpringDocWebMvcConfiguration.class
})
@Import({
    JobsApi.class,
    SubmissionsApi.class,
    FindingsApi.class,
    FilesApi.class,
    RunsApi.class,
    FiguresApi.class,
    ProblemAdvice.class,
    ApiConfiguration.Limits.class
})
public class ApiConfiguration {
    /** A program may wait as long as many others hand in files; after that it is asked to come again. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static final String ROOT = "/api/v1/";
    static final String JOB = ROOT + "jobs/{job}";

    ApiConfiguration() {}

    /** What the maker of the document is told: where it is to be, and of what. It is made when it is first asked for. */
    public static Map<String, Object> documentProperties() {
        return Map.of(
                "springdoc.api-docs.path", ROOT + "openapi.json",
                "springdoc.packages-to-scan", ApiConfiguration.class.getPackageName(),
                "springdoc.paths-to-match", ROOT + "**",
                "springdoc.override-with-generic-response", "false",
                "springdoc.writer-with-order-by-keys", "true",
                "springdoc.writer-with-default-pretty-printer", "true",
                "springdoc.swagger-ui.enabled", "false");
    }

    /** How often anybody may ask. */
    @Configuration(proxyBeanMethods = false)
    static class Limits implements WebMvcConfigurer {
        private final Clock clock;

        Limits(Clock clock) {
            this.clock = clock;
        }

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(new RateLimit(clock)).addPathPatterns(ROOT + "**");
        }
    }

    @Bean
    ApiAccess apiAccess(JobCatalog jobs) {
        return new ApiAccess(jobs);
    }

    @Bean
    Submitting submitting(UploadDesk desk, AsyncTaskExecutor checks) {
        return new Submitting(desk, checks, PATIENCE);
    }

    @Bean
    Problems problems(MessageSource words) {
        return new Problems(words);
    }

    @Bean
    FilterRegistrationBean<ProblemFilter> problemFilter(Problems problems) {
        JsonMapper json = JsonMapper.builder()
                .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
                .build();
        FilterRegistrationBean<ProblemFilter> filter = new FilterRegistrationBean<>(new ProblemFilter(problems, json));
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.ERROR));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    OpenAPI apiDocument() {
        return ApiDocument.frame();
    }

    @Bean
    OpenApiCustomizer apiDocumentDetails() {
        return new ApiDocument();
    }
}
