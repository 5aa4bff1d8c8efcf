package org.fubiao.web.administration;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.fubiao.audit.Action;
import org.fubiao.audit.AuditLog;
import org.fubiao.audit.AuditLog.Filter;
import org.fubiao.audit.Entry;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit log. */
@Controller
class AuditPage {
    private static final int LINES = 100;
    private static final int LAST_PAGE = 10_000;

    private final AuditLog audit;
    private final ZoneId zone;

    AuditPage(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.zone = clock.getZone();
    }

    @GetMapping("/administration/audit")
    String show(
            @RequestParam(defaultValue = "") String who,
            @RequestParam(required = false) @Nullable Action action,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate until,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        int number = Math.max(0, Math.min(page, LAST_PAGE));
        Filter filter = new Filter(
                who.strip(), action, subject.strip(), start(from), start(until == null ? null : until.plusDays(1)));
        // One more than is shown tells whether there is more.
        List<Entry> entries = audit.find(filter, number * LINES, LINES + 1);
        model.addAttribute("entries", entries.subList(0, Math.min(LINES, entries.size())));
        model.addAttribute("more", entries.size() > LINES);
        model.addAttribute("page", number);
        model.addAttribute("who", who);
        model.addAttribute("action", action);
        model.addAttribute("subject", subject);
        model.addAttribute("from", from);
        model.addAttribute("until", until);
        model.addAttribute("actions", Action.values());
        return "administration/audit";
    }

    private @Nullable Instant start(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }
}
