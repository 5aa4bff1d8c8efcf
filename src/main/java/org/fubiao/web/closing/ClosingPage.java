package org.fubiao.web.closing;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fubiao.account.Account;
import org.fubiao.batch.BatchRunner;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.closing.Closing;
import org.fubiao.closing.PeriodClosing;
import org.fubiao.closing.PeriodClosing.Check;
import org.fubiao.closing.Signer;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.run.Run;
import org.fubiao.web.page.BusyException;
import org.fubiao.web.page.JobAccess;
import org.fubiao.web.page.Visitor;
import org.fubiao.web.tables.Tables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a period is signed off and opened again, and what was restated after that. */
@Controller
@RequestMapping("/jobs/{job}/closing")
class ClosingPage {
    private static final String PROBLEM = "problem";
    private static final int LONGEST_REASON = 500;

    private final JobAccess access;
    private final JobCatalog jobs;
    private final BatchRunner runner;
    private final PeriodClosing closing;
    private final Tables tables;

    ClosingPage(JobAccess access, JobCatalog jobs, BatchRunner runner, PeriodClosing closing, Tables tables) {
        this.access = access;
        this.jobs = jobs;
        this.runner = runner;
        this.closing = closing;
        this.tables = tables;
    }

    /** A closing, and what became of the outputs that it is about. */
    record Line(Closing closing, Check check) {}

    /** Of one period; without one, of the latest that was totalled. */
    @GetMapping
    String show(@PathVariable String job, @RequestParam(required = false) @Nullable Period period, Model model)
            throws IOException, SQLException {
        access.requireRunner(job);
        List<Period> periods = runner.runs().donePeriods(job);
        model.addAttribute("job", job);
        model.addAttribute("title", jobs.title(job));
        model.addAttribute("periods", periods);
        Period shown = period == null ? periods.stream().findFirst().orElse(null) : period;
        model.addAttribute("period", shown);
        if (shown != null) {
            describe(job, shown, model);
        }
        return "closing";
    }

    private void describe(String job, Period period, Model model) throws IOException, SQLException {
        Optional<Run> latest = runner.runs().latestDone(job, period);
        List<Line> history = new ArrayList<>();
        for (Closing one : closing.closings().of(job, period)) {
            history.add(new Line(one, closing.look(one)));
        }
        model.addAttribute("latest", latest.orElse(null));
        model.addAttribute("stray", closing.stray(job, period).orElse(null));
        model.addAttribute("history", history);
        model.addAttribute(
                "current",
                history.stream()
                        .filter(line -> line.closing().isClosed())
                        .findFirst()
                        .orElse(null));
        if (latest.isPresent()) {
            model.addAttribute("statement", statement(job, latest.get()));
            restated(latest.get(), history, model);
        }
    }

    private String statement(String job, Run run) {
        int appendices = 0;
        int figures = 0;
        try {
            Job definition = jobs.get(job);
            appendices = definition.appendices().size();
            figures = definition.figures().size();
        } catch (InvalidJobException e) {
            // What was published stands whatever becomes of the definitions: it is only not counted here.
            return "本人已审核“" + job + "”" + run.period().describe() + "第" + run.id()
                    + "批汇总结果，确认无误，同意封账。自签署时起，该报告期已出的附表和报告数字不再变动。";
        }
        return "本人已审核“" + jobs.title(job) + "”" + run.period().describe() + "第" + run.id() + "批汇总结果（附表" + appendices
                + "张、报告数字" + figures + "个），确认无误，同意封账。自签署时起，该报告期已出的附表和报告数字不再变动。";
    }

    /** What the latest run published otherwise than what was signed off last before it. */
    private void restated(Run latest, List<Line> history, Model model) throws SQLException {
        Optional<Closing> signed = history.stream()
                .map(Line::closing)
                .filter(one -> one.run() < latest.id())
                .findFirst();
        if (signed.isEmpty()) {
            return;
        }
        model.addAttribute("signed", signed.get());
        try {
            tables.changes(runner.runs().get(signed.get().run()), latest)
                    .ifPresentOrElse(
                            changes -> model.addAttribute("changes", changes),
                            () -> model.addAttribute("incomparable", "compare.gone"));
        } catch (BusyException e) {
            // The period can be signed off all the same.
            model.addAttribute("incomparable", "compare.busy");
        } catch (InvalidJobException e) {
            model.addAttribute("incomparable", "runs.unsound");
        }
    }

    @PostMapping
    String close(
            @PathVariable String job,
            @RequestParam Period period,
            @RequestParam long run,
            @RequestParam(defaultValue = "false") boolean confirmed,
            HttpServletRequest request,
            RedirectAttributes next)
            throws IOException {
        Account account = access.requireRunner(job);
        Optional<Run> signed = runner.runs().find(run).filter(one -> one.job().equals(job));
        if (!confirmed || signed.isEmpty()) {
            next.addFlashAttribute(PROBLEM, confirmed ? "closing.refusal.OTHER_RUN" : "closing.confirm.missing");
            return back(job, period);
        }
        Signer signer = new Signer(Visitor.actor(request), account.display());
        closing.close(job, period, run, statement(job, signed.get()), signer)
                .ifPresentOrElse(
                        no -> next.addFlashAttribute(PROBLEM, "closing.refusal." + no),
                        () -> next.addFlashAttribute("done", "closing.closed.done"));
        return back(job, period);
    }

    /** Reads all that was signed off of a period and compares it: too much for each look at the page. */
    @PostMapping("/verify")
    String verify(@PathVariable String job, @RequestParam Period period, RedirectAttributes next) throws IOException {
        access.requireRunner(job);
        for (Closing one : closing.closings().of(job, period)) {
            closing.verify(one);
        }
        next.addFlashAttribute("done", "closing.verified");
        return back(job, period);
    }

    @PostMapping("/reopen")
    String reopen(
            @PathVariable String job,
            @RequestParam Period period,
            @RequestParam String reason,
            HttpServletRequest request,
            RedirectAttributes next)
            throws IOException {
        Account account = access.requireRunner(job);
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            next.addFlashAttribute(PROBLEM, "closing.reason.bad");
            return back(job, period);
        }
        PeriodClosing.Reopened reopened =
                closing.reopen(job, period, why, new Signer(Visitor.actor(request), account.display()));
        next.addFlashAttribute(
                reopened == PeriodClosing.Reopened.DONE ? "done" : PROBLEM, "closing.reopened." + reopened);
        return back(job, period);
    }

    private static String back(String job, Period period) {
        return "redirect:/jobs/" + job + "/closing?period=" + period;
    }
}
