package org.fubiao.schedule;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.loading.InvalidJobException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Has each job run when its schedule says so: once, however many servers share the database. When it is due stands in the database, so that
 * a night that was missed while no server ran is caught up once; a night that was cut off goes on. The schedules of jobs are looked at
 * again and again, so that a changed one holds without a restart.
 */
public final class Nights implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Nights.class);
    private static final String NIGHT = "night";
    private static final String REMINDERS = "reminders";
    /** For what is left to note when runs have come to rest. Then a night is interrupted, and waited for as long again. */
    public static final Duration REST = Duration.ofSeconds(5);

    /** As few as the scheduler takes. */
    private static final int HEARTBEATS = 4;

    private static final Duration AGAIN = Duration.ofMinutes(5);
    private static final Duration DAY = Duration.ofDays(1);

    private final JobCatalog jobs;
    private final NightWork work;
    private final Reminders reminders;
    private final Timetable timetable;
    private final Switches switches;
    private final Clock clock;
    private final Rhythm rhythm;
    private final Scheduler scheduler;
    private final ScheduledExecutorService poller =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "fubiao-schedule"));
    private @Nullable Future<?> looking;
    private volatile boolean ending;

    /**
     * How often the database is asked.
     *
     * @param due whether anything is due
     * @param schedules whether the schedule of a job has changed
     * @param heartbeat how often a server says that it still works on a night; after four it is thought to be dead
     */
    public record Rhythm(Duration due, Duration schedules, Duration heartbeat) {
        /** What serves well. */
        public static final Rhythm USUAL =
                new Rhythm(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(15));
    }

    /**
     * When a job is run by itself.
     *
     * @param schedule as its definition says; empty if it has none
     * @param sound whether its definition can be read
     * @param off whether it was switched off
     * @param next null if there is no next time
     * @param going whether its night goes on now
     */
    public record Plan(
            String job,
            String title,
            String schedule,
            boolean sound,
            boolean off,
            @Nullable Instant next,
            boolean going) {}

    public Nights(
            DataSource database,
            JobCatalog jobs,
            NightWork work,
            Reminders reminders,
            Timetable timetable,
            Clock clock,
            Rhythm rhythm) {
        this.jobs = jobs;
        this.work = work;
        this.reminders = reminders;
        this.timetable = timetable;
        this.switches = new Switches(new JdbcTemplate(database));
        this.clock = clock;
        this.rhythm = rhythm;
        this.scheduler = Scheduler.create(
                        database,
                        Tasks.custom(NIGHT, Void.class)
                                .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
                                // The time that was planned stays: it is long past, and so due at once.
                                .onDeadExecution((complete, operations) -> operations.reschedule(
                                        complete, complete.getExecution().getExecutionTime()))
                                .execute(this::night),
                        Tasks.custom(REMINDERS, Void.class)
                                .onFailure(new FailureHandler.OnFailureRetryLater<>(AGAIN))
                                .onDeadExecution((complete, operations) -> operations.reschedule(
                                        complete, complete.getExecution().getExecutionTime()))
                                .execute(this::remind))
                .clock(clock::instant)
                .schedulerName(new SchedulerName.Fixed("fubiao-" + UUID.randomUUID()))
                // One after the other: each takes what memory and processors there are.
                .executorService(Executors.newFixedThreadPool(1, task -> new Thread(task, "fubiao-night")))
                .threads(1)
                .pollingInterval(rhythm.due())
                .heartbeatInterval(rhythm.heartbeat())
                .missedHeartbeatsLimit(HEARTBEATS)
                .shutdownMaxWait(REST)
                .build();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** From now on nights begin by themselves. */
    public void start() {
        scheduler.start();
        looking =
                poller.scheduleWithFixedDelay(this::look, 0, rhythm.schedules().toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletionHandler<Void> night(TaskInstance<Void> instance, ExecutionContext context) {
        Instant planned = context.getExecution().getExecutionTime();
        boolean ended = !ending && work.run(instance.getId(), planned);
        if (!ended) {
            ending = true;
            return (complete, operations) -> operations.reschedule(complete, planned);
        }
        return (complete, operations) -> next(instance.getId())
                .ifPresentOrElse(next -> operations.reschedule(complete, next), operations::remove);
    }

    private CompletionHandler<Void> remind(TaskInstance<Void> instance, ExecutionContext context) {
        reminders.send();
        return (complete, operations) -> reminders
                .time()
                .ifPresentOrElse(
                        time -> operations.reschedule(complete, timetable.next(time, clock.instant())),
                        operations::remove);
    }

    /** When a job is next due; a day later, while its definition cannot be read. */
    private Optional<Instant> next(String job) {
        if (switches.isOff(job) || !jobs.ids().contains(job)) {
            return Optional.empty();
        }
        try {
            return timetable.next(jobs.get(job).schedule(), clock.instant());
        } catch (InvalidJobException e) {
            return Optional.of(clock.instant().plus(DAY));
        }
    }

    private void look() {
        try {
            poll();
        } catch (RuntimeException e) {
            // The next look may see more.
            LOG.warn("the schedules of the jobs cannot be looked at", e);
        }
    }

    /** Has the database say when each job is due. What is due already, or goes on, is left alone. */
    synchronized void poll() {
        Map<String, ScheduledExecution<Object>> planned = planned(NIGHT);
        List<String> ids = jobs.ids();
        for (String job : ids) {
            if (isSound(job) || planned.get(job) == null) {
                plan(NIGHT, job, planned.get(job), next(job));
            }
        }
        planned.forEach((job, execution) -> {
            if (!ids.contains(job)) {
                plan(NIGHT, job, execution, Optional.empty());
            }
        });
        Optional<LocalTime> time = reminders.time();
        plan(
                REMINDERS,
                REMINDERS,
                planned(REMINDERS).get(REMINDERS),
                time.map(one -> timetable.next(one, clock.instant())));
    }

    private boolean isSound(String job) {
        try {
            return jobs.get(job).id().equals(job);
        } catch (InvalidJobException e) {
            return false;
        }
    }

    private Map<String, ScheduledExecution<Object>> planned(String task) {
        Map<String, ScheduledExecution<Object>> planned = new HashMap<>();
        // Without this filter those that go on are left out.
        scheduler
                .getScheduledExecutionsForTask(task, Object.class, ScheduledExecutionsFilter.all())
                .forEach(one -> planned.put(one.getTaskInstance().getId(), one));
        return planned;
    }

    private void plan(String task, String id, @Nullable ScheduledExecution<Object> known, Optional<Instant> next) {
        try {
            if (known == null) {
                next.ifPresent(time -> scheduler.scheduleIfNotExists(new TaskInstance<Void>(task, id), time));
            } else if (!known.isPicked()) {
                boolean due = !known.getExecutionTime().isAfter(clock.instant());
                if (next.isEmpty()) {
                    // One that was asked for by hand begins, although the job has no schedule or is switched off.
                    if (!due || !jobs.ids().contains(id)) {
                        scheduler.cancel(TaskInstanceId.of(task, id));
                    }
                } else if (!due && !known.getExecutionTime().equals(next.get())) {
                    scheduler.reschedule(TaskInstanceId.of(task, id), next.get());
                }
            }
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
            LOG.debug("another server was quicker with {} {}", task, id, e);
        }
    }

    /** When each job is run, by id. */
    public List<Plan> plans() {
        Map<String, ScheduledExecution<Object>> planned = planned(NIGHT);
        List<Plan> plans = new ArrayList<>();
        for (String id : jobs.ids()) {
            plans.add(plan(id, planned.get(id)));
        }
        return plans;
    }

    /** When a job is run. */
    public Plan plan(String job) {
        return plan(job, planned(NIGHT).get(job));
    }

    private Plan plan(String id, @Nullable ScheduledExecution<Object> execution) {
        boolean going = execution != null && execution.isPicked();
        Instant next = execution == null || going ? null : execution.getExecutionTime();
        boolean off = switches.isOff(id);
        try {
            var job = jobs.get(id);
            String schedule = job.schedule() == null ? "" : job.schedule();
            return new Plan(id, job.title(), schedule, true, off, next, going);
        } catch (InvalidJobException e) {
            return new Plan(id, id, "", false, off, next, going);
        }
    }

    /** Has the night of a job begin now, in the background. Returns whether it does; else it goes on already. */
    public synchronized boolean runNow(String job) {
        Instant now = clock.instant();
        try {
            scheduler.schedule(new TaskInstance<Void>(NIGHT, job), now, ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
            // Another server may have planned the next night in between, which would be kept instead.
            ScheduledExecution<Object> planned = planned(NIGHT).get(job);
            if (planned != null
                    && !planned.isPicked()
                    && planned.getExecutionTime().isAfter(now)) {
                scheduler.reschedule(TaskInstanceId.of(NIGHT, job), now);
            }
        } catch (TaskInstanceCurrentlyExecutingException e) {
            return false;
        }
        scheduler.triggerCheckForDueExecutions();
        return true;
    }

    /** Switches the schedule of a job on or off. A night that goes on comes to its end. */
    public synchronized void turn(String job, boolean on) {
        if (on) {
            switches.on(job);
        } else {
            switches.off(job);
        }
        poll();
    }

    /** Begins no other night, and waits until the one that goes on has come to rest: whoever closes the runs closes this first. */
    @Override
    public void close() {
        ending = true;
        if (looking != null) {
            looking.cancel(false);
        }
        poller.shutdown();
        work.stop();
        scheduler.stop();
    }
}
