package org.fubiao.notice;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.fubiao.audit.Action;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.control.WorkSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes notices on, in the background and one after the other: no run waits for a mail server. What could not be passed on stands in
 * the audit log.
 */
public final class NoticeDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeDesk.class);
    private static final int WAITING = 200;
    /** How long the end waits for what is being sent. */
    public static final Duration REST = Duration.ofSeconds(10);

    private final @Nullable Mailer mailer;
    private final @Nullable Webhook webhook;
    private final AuditLog audit;
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), NoticeDesk::thread);

    private NoticeDesk(@Nullable Mailer mailer, @Nullable Webhook webhook, AuditLog audit) {
        this.mailer = mailer;
        this.webhook = webhook;
        this.audit = audit;
    }

    /** As an operator set it. */
    public static NoticeDesk of(WorkSettings settings, AuditLog audit, Clock clock) {
        return of(settings, audit, clock, Webhook.PAUSES);
    }

    static NoticeDesk of(WorkSettings settings, AuditLog audit, Clock clock, List<Duration> pauses) {
        return new NoticeDesk(
                MailSettings.of(settings).map(mail -> new Mailer(mail, clock)).orElse(null),
                Webhook.of(settings, clock, pauses).orElse(null),
                audit);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "fubiao-notice");
        thread.setDaemon(true);
        return thread;
    }

    /** Whether mail is sent at all. */
    public boolean mails() {
        return mailer != null;
    }

    /** Whether another program is told. */
    public boolean calls() {
        return webhook != null;
    }

    /** Tells what happened. People are not told that nothing has changed. */
    public void tell(Notice notice) {
        if (mailer != null && notice.kind() != Notice.Kind.UNCHANGED) {
            List<String> readers = mailer.readers(notice.job());
            if (!readers.isEmpty()) {
                later(notice, "邮件", () -> mail(readers, NoticeText.subject(notice), NoticeText.text(notice)));
            }
        }
        if (webhook != null) {
            later(notice, "webhook", () -> webhook.send(NoticeText.json(notice)));
        }
    }

    /** Something that may fail for a reason, which it returns. */
    private interface Delivery {
        Optional<String> deliver() throws InterruptedException;
    }

    private void later(Notice notice, String way, Delivery delivery) {
        String subject = notice.job() + (notice.period() == null ? "" : " " + notice.period());
        try {
            executor.execute(() -> {
                try {
                    delivery.deliver()
                            .ifPresentOrElse(
                                    why -> audit.failed(Actor.PROGRAM, Action.NOTICE, subject, way + "：" + why),
                                    () -> audit.done(Actor.PROGRAM, Action.NOTICE, subject, way));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    LOG.error("a notice of {} got lost", subject, e);
                }
            });
        } catch (RejectedExecutionException e) {
            audit.failed(Actor.PROGRAM, Action.NOTICE, subject, way + "：等待发送的太多，没有发出");
        }
    }

    /** Sends mail at once. Returns why it could not be sent; empty if it was. */
    public Optional<String> mail(List<String> to, String subject, String text) {
        if (mailer == null) {
            return Optional.of("没有设置邮件服务器");
        }
        try {
            mailer.send(to, subject, text);
            return Optional.empty();
        } catch (MessagingException e) {
            // What a server says of a failed log-in may hold what was sent to it: that is for nobody's eyes.
            LOG.warn("mail cannot be sent: {}", e.getClass().getSimpleName());
            return Optional.of("邮件服务器没有收下（" + e.getClass().getSimpleName() + "）");
        }
    }

    /** Lets what waits be sent, but not for long. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(REST.toSeconds(), TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
