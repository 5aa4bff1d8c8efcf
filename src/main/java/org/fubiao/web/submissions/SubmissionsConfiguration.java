package org.fubiao.web.submissions;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.reviewing.ReviewShelf;
import org.fubiao.running.RunDesk;
import org.fubiao.upload.ReportVersions;
import org.fubiao.upload.UploadDesk;
import org.fubiao.web.page.JobAccess;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.unit.DataSize;

/** The pages of submissions. */
@Configuration(proxyBeanMethods = false)
@Import({SubmissionsPages.class, SubmissionFiles.class, HistoryPage.class})
public class SubmissionsConfiguration {
    /** Each opens workbooks and an engine: more at a time would only be slower. All others wait their turn. */
    private static final int CHECKS_AT_A_TIME = 2;

    /** How long the end waits for checks of which nobody is told any more. */
    public static final Duration REST = Duration.ofSeconds(10);

    /** Before the security filters, which read the whole request for its mark against forged forms. */
    private static final int BEFORE_SECURITY = -101;

    SubmissionsConfiguration() {}

    @Bean
    ReportingPeriods reportingPeriods(RunDesk desk, Clock clock) {
        return new ReportingPeriods(desk, clock);
    }

    @Bean
    Scopes scopes(JobAccess access, JobCatalog jobs, ReportingPeriods reporting) {
        return new Scopes(access, jobs, reporting);
    }

    @Bean
    Obligations obligations(ReviewShelf shelf, Clock clock) {
        return new Obligations(shelf, clock);
    }

    @Bean
    ReportVersions reportVersions(DataSource database) {
        return new ReportVersions(new JdbcTemplate(database));
    }

    @Bean
    ThreadPoolTaskExecutor checks() {
        ThreadPoolTaskExecutor checks = new ThreadPoolTaskExecutor();
        checks.setCorePoolSize(CHECKS_AT_A_TIME);
        checks.setMaxPoolSize(CHECKS_AT_A_TIME);
        checks.setThreadNamePrefix("fubiao-check-");
        checks.setWaitForTasksToCompleteOnShutdown(true);
        checks.setAwaitTerminationSeconds((int) REST.toSeconds());
        return checks;
    }

    @Bean
    FilterRegistrationBean<RoomFilter> roomFilter(UploadDesk desk, Environment bounds) throws IOException {
        desk.sweep();
        FilterRegistrationBean<RoomFilter> filter = new FilterRegistrationBean<>(
                new RoomFilter(desk, DataSize.parse(bounds.getRequiredProperty("fubiao.upload.request"))));
        filter.setOrder(BEFORE_SECURITY);
        return filter;
    }
}
