package org.fubiao.web.findings;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.fubiao.account.Account;
import org.fubiao.answering.AnswerDesk;
import org.fubiao.answering.AnswerDesk.Person;
import org.fubiao.answering.AnswerDesk.Refusal;
import org.fubiao.answering.PageWaiver;
import org.fubiao.answering.PageWaiver.State;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.reviewing.ReviewShelf;
import org.fubiao.web.page.JobAccess;
import org.fubiao.web.page.NotFoundException;
import org.fubiao.web.page.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The waivers that were asked for on pages: another statistician grants or refuses them here. */
@Controller
@RequestMapping("/jobs/{job}/findings/waivers")
class WaiverPages {
    private final JobAccess access;
    private final JobCatalog jobs;
    private final ReviewShelf shelf;
    private final AnswerDesk desk;

    WaiverPages(JobAccess access, JobCatalog jobs, ReviewShelf shelf, AnswerDesk desk) {
        this.access = access;
        this.jobs = jobs;
        this.shelf = shelf;
        this.desk = desk;
    }

    /** A waiver with the names of what it is about. */
    record Line(PageWaiver waiver, String unit, String form, boolean own) {}

    @GetMapping
    String list(@PathVariable String job, @RequestParam(required = false) @Nullable Period period, Model model) {
        Account me = access.requireRunner(job);
        List<Period> periods = shelf.periods(job);
        Period wanted = period != null ? period : periods.stream().findFirst().orElse(null);
        model.addAttribute("job", job);
        model.addAttribute("title", jobs.title(job));
        model.addAttribute("periods", periods);
        model.addAttribute("period", wanted);
        List<PageWaiver> waivers = new ArrayList<>(wanted == null ? List.of() : desk.waivers(job, wanted));
        Collections.reverse(waivers);
        Optional<Job> definitions = definitions(job);
        model.addAttribute(
                "waivers",
                waivers.stream().map(one -> line(one, definitions, me)).toList());
        return "findings/waivers";
    }

    private Optional<Job> definitions(String job) {
        try {
            return Optional.of(jobs.get(job));
        } catch (InvalidJobException e) {
            return Optional.empty();
        }
    }

    private static Line line(PageWaiver waiver, Optional<Job> job, Account me) {
        String unit = waiver.scope().unit();
        String form = waiver.scope().form();
        return new Line(
                waiver,
                job.map(one -> one.unitName(unit)).orElse(unit),
                job.stream()
                        .flatMap(one -> one.forms().stream())
                        .filter(one -> one.id().equals(form))
                        .map(Form::title)
                        .findFirst()
                        .orElse(form),
                waiver.askedBy().equals(me.name()) || waiver.asked().equals(me.display()));
    }

    /** Grants, refuses, or takes back. */
    @PostMapping("/{waiver}")
    String decide(
            @PathVariable String job,
            @PathVariable long waiver,
            @RequestParam State decision,
            @RequestParam State seen,
            HttpServletRequest request,
            RedirectAttributes next) {
        Account account = access.requireRunner(job);
        PageWaiver there = desk.waiver(job, waiver).orElseThrow(() -> new NotFoundException("no waiver " + waiver));
        Job definitions = definitions(job).orElseThrow(() -> new NotFoundException("the definitions are wrong"));
        Optional<Refusal> refusal = there.state() == seen
                ? desk.decide(definitions, there, decision, new Person(Visitor.actor(request), account.display()))
                : Optional.of(Refusal.MEANWHILE);
        refusal.ifPresentOrElse(
                no -> next.addFlashAttribute("problem", "findings.refusal." + no),
                () -> next.addFlashAttribute("done", "findings.decided." + decision));
        return "redirect:/jobs/" + job + "/findings/waivers?period=" + there.period();
    }
}
