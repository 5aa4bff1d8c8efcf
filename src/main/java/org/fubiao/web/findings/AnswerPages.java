package org.fubiao.web.findings;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fubiao.account.Account;
import org.fubiao.answering.AnswerDesk;
import org.fubiao.answering.AnswerDesk.Person;
import org.fubiao.answering.AnswerDesk.Refusal;
import org.fubiao.answering.Scope;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.finding.FindingIdentity;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.publishing.PublishedReview.FindingLine;
import org.fubiao.reviewing.ReviewShelf;
import org.fubiao.reviewing.ReviewShelf.Reviewed;
import org.fubiao.run.Run;
import org.fubiao.web.page.JobAccess;
import org.fubiao.web.page.NotFoundException;
import org.fubiao.web.page.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One finding: all that is said of it, and what is answered to it. Which one is meant, the run and its number in that say. */
@Controller
@RequestMapping("/jobs/{job}/findings/{run}/{number}")
class AnswerPages {
    private static final String PROBLEM = "problem";
    private static final String DONE = "done";

    private final JobAccess access;
    private final JobCatalog jobs;
    private final ReviewShelf shelf;
    private final AnswerDesk desk;
    private final Clock clock;

    AnswerPages(JobAccess access, JobCatalog jobs, ReviewShelf shelf, AnswerDesk desk, Clock clock) {
        this.access = access;
        this.jobs = jobs;
        this.shelf = shelf;
        this.desk = desk;
        this.clock = clock;
    }

    /** A finding of the latest run, and of what job it is; without a job while its definitions are wrong. */
    private record Subject(
            Run run,
            FindingLine line,
            String mend,
            @Nullable Job job) {
        Optional<Given> given(AnswerDesk desk) {
            return Optional.ofNullable(job).map(one -> new Given(one, run.period(), desk));
        }
    }

    private Subject find(String job, long run, int number) throws IOException {
        Reviewed latest = shelf.find(job, run)
                // A later run may have published other findings under the same numbers.
                .orElseThrow(() -> new NotFoundException("run " + run + " is not the latest of a period"));
        FindingLine line = latest.review()
                .finding(number)
                .orElseThrow(() -> new NotFoundException("no finding " + number + " in run " + run));
        return new Subject(latest.run(), line, latest.review().mend().getOrDefault(line.code(), ""), definitions(job));
    }

    private @Nullable Job definitions(String job) {
        try {
            return jobs.get(job);
        } catch (InvalidJobException e) {
            return null;
        }
    }

    @GetMapping
    String show(@PathVariable String job, @PathVariable long run, @PathVariable int number, Model model)
            throws IOException {
        access.requireRunner(job);
        Subject subject = find(job, run, number);
        FindingLine line = subject.line();
        model.addAttribute("job", job);
        model.addAttribute("title", jobs.title(job));
        model.addAttribute("run", subject.run());
        model.addAttribute("line", line);
        model.addAttribute("mend", subject.mend());
        Optional<Given> given = subject.given(desk);
        model.addAttribute(
                "explanations", given.map(one -> one.explanations(line)).orElse(List.of()));
        model.addAttribute("waivers", given.map(one -> one.waivers(line)).orElse(List.of()));
        model.addAttribute("explainable", given.isPresent() && line.isExplainable());
        boolean waivable = given.isPresent() && Scope.isWaivable(line.code(), line.severity(), line.unit());
        model.addAttribute("waivable", waivable);
        if (waivable) {
            addScopes(given.get(), subject, model);
        }
        return "findings/finding";
    }

    private void addScopes(Given given, Subject subject, Model model) {
        FindingLine line = subject.line();
        Job job = java.util.Objects.requireNonNull(subject.job());
        Optional<Form> form =
                given.scope(line).filter(scope -> !scope.form().isEmpty()).flatMap(scope -> given.formOf(line));
        boolean ofField = !line.field().isEmpty()
                && Scope.mayNameField(job, line.code())
                && form.filter(one -> one.fields().stream()
                                .anyMatch(column -> column.name().equals(line.field())))
                        .isPresent();
        model.addAttribute("ofField", ofField);
        boolean ofItem = Scope.mayNameItem(job, line.code());
        model.addAttribute(
                "items",
                form.filter(one -> ofItem && one.isMatrix())
                        .map(one -> one.items().stream().map(Form.Item::name).toList())
                        .orElse(List.of()));
        model.addAttribute(
                "keys",
                form.filter(one -> ofItem && !one.isMatrix()).map(Form::key).orElse(List.of()));
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("nextYear", LocalDate.now(clock).plusYears(1));
    }

    private static Person person(Account account, HttpServletRequest request) {
        return new Person(Visitor.actor(request), account.display());
    }

    @PostMapping("/explain")
    String explain(
            @PathVariable String job,
            @PathVariable long run,
            @PathVariable int number,
            @RequestParam String text,
            @RequestParam int seen,
            HttpServletRequest request,
            RedirectAttributes next)
            throws IOException {
        Account account = access.requireRunner(job);
        Subject subject = find(job, run, number);
        Optional<FindingIdentity> about = subject.given(desk).flatMap(given -> given.about(subject.line()));
        if (about.isEmpty() || subject.job() == null || !subject.line().isExplainable()) {
            throw new NotFoundException("finding " + number + " cannot be explained");
        }
        Optional<Refusal> refusal = desk.explain(
                subject.job(),
                subject.run().period(),
                run,
                about.get(),
                subject.line().values(),
                text,
                seen,
                person(account, request));
        tell(refusal, "findings.explained", next);
        refusal.ifPresent(no -> next.addFlashAttribute("draft", text));
        return back(job, run, number);
    }

    private static void tell(Optional<Refusal> refusal, String done, RedirectAttributes next) {
        refusal.ifPresentOrElse(
                no -> next.addFlashAttribute(PROBLEM, "findings.refusal." + no),
                () -> next.addFlashAttribute(DONE, done));
    }

    private static String back(String job, long run, int number) {
        return "redirect:/jobs/" + job + "/findings/" + run + "/" + number;
    }

    /**
     * Asks for a waiver: of the finding's field alone, if that is wanted, and of the row alone that the fields {@code item}
     * identify, if they are not all empty.
     */
    @PostMapping("/waiver")
    String ask(
            @PathVariable String job,
            @PathVariable long run,
            @PathVariable int number,
            @RequestParam String reason,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            @RequestParam(defaultValue = "false") boolean field,
            @RequestParam int seen,
            HttpServletRequest request,
            RedirectAttributes next)
            throws IOException {
        Account account = access.requireRunner(job);
        Subject subject = find(job, run, number);
        FindingLine line = subject.line();
        Optional<Scope> wide = subject.given(desk).flatMap(given -> given.scope(line));
        if (wide.isEmpty() || subject.job() == null || !Scope.isWaivable(line.code(), line.severity(), line.unit())) {
            throw new NotFoundException("finding " + number + " cannot be waived");
        }
        List<String> named = new ArrayList<>();
        // As they came: a list that Spring makes of one value is split at its commas.
        String[] item = request.getParameterValues("item");
        if (item != null && Stream.of(item).anyMatch(value -> !value.isBlank())) {
            Stream.of(item).map(String::strip).forEach(named::add);
        }
        Scope scope =
                new Scope(wide.get().rule(), wide.get().unit(), wide.get().form(), named, field ? line.field() : "");
        Optional<Refusal> refusal =
                desk.ask(subject.job(), subject.run().period(), scope, reason, until, seen, person(account, request));
        tell(refusal, "findings.asked", next);
        refusal.ifPresent(no -> next.addFlashAttribute("draft", reason));
        return back(job, run, number);
    }
}
