package org.fubiao.web.schedule;

import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.fubiao.answering.Answers;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.BatchRunner;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.control.WorkSettings;
import org.fubiao.notice.NoticeDesk;
import org.fubiao.running.BackupDesk;
import org.fubiao.running.RunDesk;
import org.fubiao.schedule.NightLog;
import org.fubiao.schedule.NightWork;
import org.fubiao.schedule.Nights;
import org.fubiao.schedule.Reminders;
import org.fubiao.schedule.Timetable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** Nights, notices, backup, health, and the pages of them. */
@Configuration(proxyBeanMethods = false)
@Import({SchedulePage.class, BackupPage.class, ConditionPage.class, HealthPage.class, Meters.class})
public class ScheduleConfiguration {
    ScheduleConfiguration() {}

    @Bean
    WorkSettings workSettings(RunDesk.Folders folders) {
        return WorkSettings.in(folders.work());
    }

    @Bean
    NoticeDesk noticeDesk(WorkSettings settings, AuditLog audit, Clock clock) {
        return NoticeDesk.of(settings, audit, clock);
    }

    @Bean
    NightLog nightLog(DataSource database, Clock clock) {
        return new NightLog(new JdbcTemplate(database), clock);
    }

    @Bean
    NightWork nightWork(
            JobCatalog jobs,
            RunDesk desk,
            RunDesk.Folders folders,
            BatchRunner runner,
            NightLog log,
            NoticeDesk notices,
            Clock clock) {
        return new NightWork(
                jobs,
                desk,
                folders,
                runner.runs(),
                new Answers(new JdbcTemplate(runner.dataSource())),
                log,
                notices,
                clock);
    }

    @Bean
    Reminders reminders(
            JobCatalog jobs,
            RunDesk desk,
            BatchRunner runner,
            DataSource database,
            NoticeDesk notices,
            AuditLog audit,
            WorkSettings settings,
            Clock clock) {
        return new Reminders(
                jobs,
                desk,
                runner.runs(),
                new JdbcTemplate(database),
                notices,
                audit,
                clock,
                Reminders.Days.of(settings));
    }

    /** Closed before what it works with: the runs, the notices, the database. */
    @Bean(initMethod = "start")
    Nights nights(DataSource database, JobCatalog jobs, NightWork work, Reminders reminders, Clock clock) {
        return new Nights(database, jobs, work, reminders, new Timetable(clock.getZone()), clock, Nights.Rhythm.USUAL);
    }

    @Bean
    BackupDesk backupDesk(BatchRunner runner, AuditLog audit, RunDesk.Folders folders, WorkSettings settings) {
        return new BackupDesk(
                runner, audit, folders.work(), settings.get("backup.folder").map(Path::of));
    }
}
