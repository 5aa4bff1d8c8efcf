package org.fubiao.web.runs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.fubiao.batch.BatchRunner;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.run.Run;
import org.fubiao.running.RunDesk;
import org.fubiao.running.RunDesk.View;
import org.fubiao.running.RunLog;
import org.fubiao.schedule.NightLog;
import org.fubiao.schedule.Nights;
import org.fubiao.web.page.JobAccess;
import org.fubiao.web.page.NotFoundException;
import org.fubiao.web.page.Visitor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The runs of a job: all, those that are going on, and each. */
@Controller
@RequestMapping("/jobs/{job}/runs")
class RunsPages {
    /** The steps in their order, by the words with which a run announces them. */
    private static final List<String> STEPS = List.of("接收", "读取", "审核", "汇总", "出表");

    private static final int LONGEST_REASON = 200;
    private static final int SHOWN = 100;
    private static final String PROBLEM = "problem";

    private final JobAccess access;
    private final JobCatalog jobs;
    private final RunDesk desk;
    private final RunLog log;
    private final BatchRunner runner;
    private final Nights nights;
    private final NightLog nightLog;

    RunsPages(
            JobAccess access,
            JobCatalog jobs,
            RunDesk desk,
            RunLog log,
            BatchRunner runner,
            Nights nights,
            NightLog nightLog) {
        this.access = access;
        this.jobs = jobs;
        this.desk = desk;
        this.log = log;
        this.runner = runner;
        this.nights = nights;
        this.nightLog = nightLog;
    }

    /** A run as the list shows it. */
    record Line(Run run, String seconds) {
        static Line of(Run run) {
            return new Line(
                    run,
                    run.ended() == null
                            ? ""
                            : String.format(
                                    "%.1f",
                                    Duration.between(run.started(), run.ended()).toMillis() / 1000.0));
        }
    }

    @GetMapping
    String list(@PathVariable String job, @RequestParam(defaultValue = "1") int page, Model model) throws IOException {
        access.requireRunner(job);
        model.addAttribute("job", job);
        model.addAttribute("title", jobs.title(job));
        long pages = Math.max(1, (runner.runs().count(job, null) + SHOWN - 1) / SHOWN);
        long shown = Math.max(1, Math.min(pages, page));
        model.addAttribute(
                "runs",
                runner.runs().of(job, null, (shown - 1) * SHOWN, SHOWN).stream()
                        .map(Line::of)
                        .toList());
        model.addAttribute("page", shown);
        model.addAttribute("pages", pages);
        model.addAttribute("plan", nights.plan(job));
        model.addAttribute("night", nightLog.lastOf(job).orElse(null));
        addLive(job, model);
        try {
            model.addAttribute("periods", desk.periods(jobs.get(job)));
        } catch (InvalidJobException e) {
            model.addAttribute("periods", List.of());
            model.addAttribute("unsound", e.getMessage());
        }
        return "runs/list";
    }

    private void addLive(String job, Model model) {
        List<View> live = desk.of(job);
        model.addAttribute("steps", STEPS);
        model.addAttribute("live", live);
        model.addAttribute("going", live.stream().anyMatch(one -> !one.ended()));
    }

    @PostMapping
    String start(
            @PathVariable String job,
            @RequestParam Period period,
            @RequestParam String reason,
            HttpServletRequest request,
            RedirectAttributes next)
            throws IOException {
        access.requireRunner(job);
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            next.addFlashAttribute(PROBLEM, "runs.reason.bad");
        } else {
            try {
                start(jobs.get(job), period, why, request, next);
            } catch (InvalidJobException e) {
                next.addFlashAttribute(PROBLEM, "runs.unsound");
            }
        }
        return "redirect:/jobs/" + job + "/runs";
    }

    private void start(Job job, Period period, String why, HttpServletRequest request, RedirectAttributes next)
            throws IOException {
        Optional<RunDesk.Refusal> refusal = desk.start(job, period, why, Visitor.actor(request));
        refusal.ifPresentOrElse(
                no -> next.addFlashAttribute(PROBLEM, "runs.refusal." + no),
                () -> next.addFlashAttribute("done", "runs.started"));
    }

    /** The part of the list that tells what is going on. When that ends, the whole page is asked for again. */
    @GetMapping("/live")
    String live(@PathVariable String job, Model model, HttpServletResponse response) {
        access.requireRunner(job);
        model.addAttribute("job", job);
        addLive(job, model);
        if (Boolean.FALSE.equals(model.getAttribute("going"))) {
            response.setHeader("HX-Refresh", "true");
        }
        return "runs/list :: #live";
    }

    @PostMapping("/stop")
    String stop(
            @PathVariable String job,
            @RequestParam Period period,
            HttpServletRequest request,
            RedirectAttributes next) {
        access.requireRunner(job);
        boolean asked = desk.stop(job, period, Visitor.actor(request));
        next.addFlashAttribute("done", asked ? "runs.stop.asked" : "runs.stop.nothing");
        return "redirect:/jobs/" + job + "/runs";
    }

    /** Lets a run go on that stopped, failed or was killed. */
    @PostMapping("/{run}/restart")
    String restart(
            @PathVariable String job, @PathVariable long run, HttpServletRequest request, RedirectAttributes next)
            throws IOException {
        access.requireRunner(job);
        Run there = find(job, run);
        try {
            desk.restart(jobs.get(job), there, Visitor.actor(request))
                    .ifPresentOrElse(
                            no -> next.addFlashAttribute(PROBLEM, "runs.refusal." + no),
                            () -> next.addFlashAttribute("done", "runs.restarted"));
        } catch (InvalidJobException e) {
            next.addFlashAttribute(PROBLEM, "runs.unsound");
        }
        return "redirect:/jobs/" + job + "/runs";
    }

    private Run find(String job, long run) {
        return runner.runs()
                .find(run)
                .filter(one -> one.job().equals(job))
                .orElseThrow(() -> new NotFoundException("no run " + run));
    }

    @GetMapping("/{run}")
    String show(@PathVariable String job, @PathVariable long run, Model model) throws IOException {
        access.requireRunner(job);
        Run there = find(job, run);
        model.addAttribute("job", job);
        model.addAttribute("title", jobs.title(job));
        model.addAttribute("line", Line.of(there));
        model.addAttribute("log", log.of(run));
        model.addAttribute(
                "latest",
                runner.runs()
                        .latestDone(job, there.period())
                        .filter(done -> done.id() == run)
                        .isPresent());
        model.addAttribute("continuation", continuation(job, there));
        return "runs/run";
    }

    /** With definitions that are wrong nothing goes on; the list of runs says what is wrong with them. */
    private RunDesk.Continuation continuation(String job, Run run) throws IOException {
        try {
            return desk.continuation(jobs.get(job), run);
        } catch (InvalidJobException e) {
            return RunDesk.Continuation.NONE;
        }
    }
}
