package org.fubiao.web;

import java.time.Clock;
import javax.sql.DataSource;
import org.fubiao.account.Accounts;
import org.fubiao.account.ApiTokens;
import org.fubiao.account.LogIns;
import org.fubiao.account.Passwords;
import org.fubiao.account.UnitAccounts;
import org.fubiao.answering.AnswerDesk;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.BatchRunner;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.closing.PeriodClosing;
import org.fubiao.reviewing.ReviewShelf;
import org.fubiao.running.RunDesk;
import org.fubiao.running.RunLog;
import org.fubiao.upload.UploadDesk;
import org.fubiao.web.access.AccessConfiguration;
import org.fubiao.web.administration.AdministrationConfiguration;
import org.fubiao.web.api.ApiConfiguration;
import org.fubiao.web.appendices.AppendicesConfiguration;
import org.fubiao.web.appendices.Downloads;
import org.fubiao.web.appendices.PublishedFiles;
import org.fubiao.web.closing.ClosingConfiguration;
import org.fubiao.web.findings.FindingsConfiguration;
import org.fubiao.web.overview.OverviewConfiguration;
import org.fubiao.web.page.PageConfiguration;
import org.fubiao.web.runs.RunsConfiguration;
import org.fubiao.web.schedule.ScheduleConfiguration;
import org.fubiao.web.submissions.LatestOutputs;
import org.fubiao.web.submissions.SubmissionsConfiguration;
import org.fubiao.web.tables.Tables;
import org.fubiao.web.tables.TablesConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.unit.DataSize;

/**
 * What the server is made of, named one by one: nothing is there because it happens to lie in the class path, and nothing but
 * what is written here touches the database.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    MessageSourceAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class,
    MultipartAutoConfiguration.class
})
@Import({
    PageConfiguration.class,
    AccessConfiguration.class,
    AdministrationConfiguration.class,
    RunsConfiguration.class,
    AppendicesConfiguration.class,
    SubmissionsConfiguration.class,
    ApiConfiguration.class,
    ScheduleConfiguration.class,
    OverviewConfiguration.class,
    FindingsConfiguration.class,
    TablesConfiguration.class,
    ClosingConfiguration.class
})
class ServerConfiguration {
    @Bean
    DataSource database(BatchRunner runner) {
        return runner.dataSource();
    }

    @Bean
    AuditLog audit(DataSource database, Clock clock) {
        return new AuditLog(new JdbcTemplate(database), clock);
    }

    @Bean
    Passwords passwords() {
        return new Passwords();
    }

    @Bean
    Accounts accounts(DataSource database, Passwords passwords, AuditLog audit, Clock clock) {
        return new Accounts(database, passwords, audit, clock);
    }

    @Bean
    LogIns logIns(Accounts accounts, Passwords passwords, AuditLog audit, Clock clock) {
        return new LogIns(accounts, passwords, audit, clock);
    }

    @Bean
    ApiTokens tokens(DataSource database, Accounts accounts, AuditLog audit, Clock clock) {
        return new ApiTokens(database, accounts, audit, clock);
    }

    @Bean
    UnitAccounts unitAccounts(Accounts accounts, Passwords passwords, AuditLog audit) {
        return new UnitAccounts(accounts, passwords, audit);
    }

    @Bean
    RunLog runLog(DataSource database, Clock clock) {
        return new RunLog(new JdbcTemplate(database), clock);
    }

    @Bean
    RunDesk.Folders folders(ServerSettings settings) {
        return new RunDesk.Folders(settings.input(), settings.output(), settings.work());
    }

    /** Closed with the server, before the work folder is. */
    @Bean
    RunDesk runDesk(BatchRunner runner, RunLog log, AuditLog audit, RunDesk.Folders folders, JobCatalog jobs) {
        return new RunDesk(runner, log, audit, folders, jobs::get);
    }

    @Bean
    PublishedFiles publishedFiles(ServerSettings settings, PeriodClosing closing) {
        return new PublishedFiles(settings.output(), closing);
    }

    @Bean
    Downloads downloads(PublishedFiles published) {
        return new Downloads(published);
    }

    @Bean
    JobCatalog jobs(ServerSettings settings) {
        return new JobCatalog(settings.jobs(), settings.sound());
    }

    @Bean
    UploadDesk uploadDesk(DataSource database, AuditLog audit, ServerSettings settings, Environment bounds) {
        return new UploadDesk(
                database,
                audit,
                new UploadDesk.Places(
                        settings.input(),
                        settings.work(),
                        DataSize.parse(bounds.getRequiredProperty("fubiao.upload.largest"))
                                .toBytes(),
                        DataSize.parse(bounds.getRequiredProperty("fubiao.upload.reserve"))
                                .toBytes()),
                settings.clock());
    }

    @Bean
    LatestOutputs latestOutputs(ServerSettings settings) {
        return new LatestOutputs(settings.output());
    }

    @Bean
    ReviewShelf reviewShelf(BatchRunner runner) {
        return new ReviewShelf(runner.runs());
    }

    @Bean
    AnswerDesk answerDesk(DataSource database, AuditLog audit, Clock clock) {
        return new AnswerDesk(database, audit, clock);
    }

    @Bean
    Tables tables(JobCatalog jobs, BatchRunner runner, ServerSettings settings) {
        return new Tables(jobs, runner, settings.work());
    }

    @Bean(initMethod = "restoreMarks")
    PeriodClosing periodClosing(DataSource database, AuditLog audit, Clock clock, ServerSettings settings) {
        return new PeriodClosing(database, audit, clock, settings.work());
    }
}
