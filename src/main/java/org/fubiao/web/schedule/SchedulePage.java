package org.fubiao.web.schedule;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fubiao.audit.Action;
import org.fubiao.audit.AuditLog;
import org.fubiao.notice.NoticeDesk;
import org.fubiao.schedule.Night;
import org.fubiao.schedule.NightLog;
import org.fubiao.schedule.Nights;
import org.fubiao.schedule.Nights.Plan;
import org.fubiao.schedule.Reminders;
import org.fubiao.web.page.NotFoundException;
import org.fubiao.web.page.Visitor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** When jobs are run by themselves, and what came of it. */
@Controller
@RequestMapping("/administration/schedule")
class SchedulePage {
    private static final int SHOWN = 100;
    private static final String HERE = "redirect:/administration/schedule";
    private static final Pattern DAILY = Pattern.compile("0 ([0-5]?\\d) ([01]?\\d|2[0-3]) \\* \\* [*?]");

    private final Nights nights;
    private final NightLog log;
    private final NoticeDesk notices;
    private final Reminders reminders;
    private final AuditLog audit;

    SchedulePage(Nights nights, NightLog log, NoticeDesk notices, Reminders reminders, AuditLog audit) {
        this.nights = nights;
        this.log = log;
        this.notices = notices;
        this.reminders = reminders;
        this.audit = audit;
    }

    /**
     * A job as the list shows it.
     *
     * @param daily at what time of each day it is run; empty if its schedule says something else
     */
    record Line(Plan plan, String daily) {
        static Line of(Plan plan) {
            Matcher daily = DAILY.matcher(plan.schedule().strip().replaceAll("\\s+", " "));
            return new Line(
                    plan,
                    daily.matches()
                            ? String.format(
                                    "%02d:%02d", Integer.parseInt(daily.group(2)), Integer.parseInt(daily.group(1)))
                            : "");
        }
    }

    /** A night as the list shows it. */
    record Past(Night night, String title, String seconds) {}

    @GetMapping
    String show(Model model) {
        List<Plan> plans = nights.plans();
        Map<String, String> titles = plans.stream().collect(Collectors.toMap(Plan::job, Plan::title));
        model.addAttribute("plans", plans.stream().map(Line::of).toList());
        model.addAttribute(
                "nights",
                log.last(SHOWN).stream()
                        .map(night -> new Past(night, titles.getOrDefault(night.job(), night.job()), seconds(night)))
                        .toList());
        model.addAttribute("mails", notices.mails());
        model.addAttribute("calls", notices.calls());
        model.addAttribute("reminds", reminders.time().isPresent());
        return "schedule/nights";
    }

    private static String seconds(Night night) {
        return night.ended() == null
                ? ""
                : String.format(
                        "%.1f", Duration.between(night.started(), night.ended()).toMillis() / 1000.0);
    }

    /** What is to be done tonight is done now. */
    @PostMapping("/{job}/now")
    String now(@PathVariable String job, HttpServletRequest request, RedirectAttributes next) {
        require(job);
        if (nights.runNow(job)) {
            audit.done(Visitor.actor(request), Action.SCHEDULE_NOW, job, "");
            next.addFlashAttribute("done", "schedule.now.begun");
        } else {
            audit.refused(Visitor.actor(request), Action.SCHEDULE_NOW, job, "");
            next.addFlashAttribute("problem", "schedule.now.going");
        }
        return HERE;
    }

    @PostMapping("/{job}/on")
    String on(@PathVariable String job, HttpServletRequest request, RedirectAttributes next) {
        return turn(job, true, request, next);
    }

    @PostMapping("/{job}/off")
    String off(@PathVariable String job, HttpServletRequest request, RedirectAttributes next) {
        return turn(job, false, request, next);
    }

    private String turn(String job, boolean on, HttpServletRequest request, RedirectAttributes next) {
        require(job);
        nights.turn(job, on);
        audit.done(Visitor.actor(request), on ? Action.SCHEDULE_ON : Action.SCHEDULE_OFF, job, "");
        next.addFlashAttribute("done", on ? "schedule.on.done" : "schedule.off.done");
        return HERE;
    }

    private void require(String job) {
        if (nights.plans().stream().noneMatch(plan -> plan.job().equals(job))) {
            throw new NotFoundException("no job " + job);
        }
    }
}
