package org.fubiao.web.overview;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Form;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.Unit;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.publishing.PublishedReview;
import org.fubiao.publishing.PublishedReview.FigureLine;
import org.fubiao.reviewing.ReviewShelf;
import org.fubiao.reviewing.ReviewShelf.Reviewed;
import org.fubiao.web.page.JobAccess;
import org.fubiao.web.page.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What the latest run of a period published, at a glance. */
@Controller
class OverviewPage {
    private final JobAccess access;
    private final JobCatalog jobs;
    private final ReviewShelf shelf;

    OverviewPage(JobAccess access, JobCatalog jobs, ReviewShelf shelf) {
        this.access = access;
        this.jobs = jobs;
        this.shelf = shelf;
    }

    /**
     * A figure as the table shows it.
     *
     * @param change since the last run that read something else
     * @param changeOfPeriod against the period before
     * @param growth the same as a share
     */
    record Figure(
            String id,
            String quoted,
            String value,
            String uom,
            String appendix,
            String change,
            String changeOfPeriod,
            String growth) {
        static Figure of(FigureLine line) {
            BigDecimal now = line.exact().isEmpty() ? null : new BigDecimal(line.exact());
            BigDecimal before = line.exactLastPeriod().isEmpty() ? null : new BigDecimal(line.exactLastPeriod());
            BigDecimal change = now == null || before == null ? null : now.subtract(before);
            return new Figure(
                    line.id(),
                    line.quoted(),
                    Numbers.shown(line.exact()),
                    line.uom(),
                    line.appendix(),
                    Numbers.signed(line.change()),
                    change == null
                            ? ""
                            : Numbers.signed(
                                    change.setScale(Math.min(2, change.scale()), java.math.RoundingMode.HALF_UP)),
                    change == null || before == null || line.uom().equals("%") ? "" : Numbers.growth(change, before));
        }
    }

    /** A sentence on what a unit's correction would move; share is null where it is too small to be shown. */
    record Sentence(
            String code,
            String title,
            String unit,
            String name,
            String difference,
            String where,
            String measure,
            String total,
            @Nullable String share) {
        static Sentence of(Shift shift) {
            BigDecimal difference = shift.gap().difference();
            BigDecimal total = shift.gap().publishedTotal();
            return new Sentence(
                    shift.gap().code(),
                    shift.gap().title(),
                    shift.gap().key(),
                    shift.gap().name(),
                    difference == null ? "" : Numbers.plain(difference.abs()),
                    shift.gap().publishedIn(),
                    shift.gap().publishedAs(),
                    total == null ? "" : Numbers.plain(total),
                    Numbers.share(shift.share()));
        }
    }

    @GetMapping("/jobs/{job}")
    String show(@PathVariable String job, @RequestParam(required = false) @Nullable Period period, Model model)
            throws IOException {
        access.requireReader(job);
        boolean review = Visitor.account().filter(account -> account.runs(job)).isPresent();
        List<Period> periods = shelf.periods(job);
        Period wanted = period != null ? period : periods.stream().findFirst().orElse(null);
        Optional<Reviewed> found = wanted == null ? Optional.empty() : shelf.latest(job, wanted);
        model.addAttribute("job", job);
        model.addAttribute("title", jobs.title(job));
        model.addAttribute("periods", periods);
        model.addAttribute("period", wanted);
        model.addAttribute("review", review);
        model.addAttribute("run", found.map(Reviewed::run).orElse(null));
        found.ifPresent(reviewed -> add(job, reviewed, review, model));
        return "overview";
    }

    private void add(String id, Reviewed reviewed, boolean review, Model model) {
        PublishedReview published = reviewed.review();
        Period period = reviewed.run().period();
        Optional<Job> job = definitions(id).map(one -> one.during(period));
        Map<String, String> kinds = new LinkedHashMap<>();
        job.ifPresent(one -> {
            for (Unit unit : one.units()) {
                kinds.put(unit.code(), unit.kind());
            }
        });
        List<String> order =
                job.map(one -> one.forms().stream().map(Form::title).toList()).orElse(List.of());
        model.addAttribute("before", period.kind().previousWord());
        model.addAttribute("board", Board.of(published.reports(), order, kinds, review));
        model.addAttribute(
                "figures", published.figures().stream().map(Figure::of).toList());
        if (review) {
            model.addAttribute("attention", Attention.of(published).topics());
            model.addAttribute(
                    "sentences", Shift.of(published).stream().map(Sentence::of).toList());
        }
    }

    /** They only say in which order and groups things stand: what was published is shown without them, too. */
    private Optional<Job> definitions(String id) {
        try {
            return Optional.of(jobs.get(id));
        } catch (InvalidJobException e) {
            return Optional.empty();
        }
    }
}
