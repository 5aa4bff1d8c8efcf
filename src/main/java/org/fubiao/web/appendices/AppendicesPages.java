package org.fubiao.web.appendices;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fubiao.batch.BatchRunner;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.closing.Closing;
import org.fubiao.closing.PeriodClosing;
import org.fubiao.job.Appendix;
import org.fubiao.job.Period;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.run.Run;
import org.fubiao.web.appendices.PublishedFiles.Published;
import org.fubiao.web.page.JobAccess;
import org.fubiao.web.page.NotFoundException;
import org.fubiao.web.page.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.WebRequest;

/** What the latest run of each period published. */
@Controller
@RequestMapping("/jobs/{job}/appendices")
class AppendicesPages {
    private final JobAccess access;
    private final JobCatalog jobs;
    private final PublishedFiles published;
    private final Downloads downloads;
    private final BatchRunner runner;
    private final PeriodClosing closing;

    AppendicesPages(
            JobAccess access,
            JobCatalog jobs,
            PublishedFiles published,
            Downloads downloads,
            BatchRunner runner,
            PeriodClosing closing) {
        this.access = access;
        this.jobs = jobs;
        this.published = published;
        this.downloads = downloads;
        this.runner = runner;
        this.closing = closing;
    }

    /**
     * A period with what there is of it.
     *
     * @param closed how it was signed off; null while it is open
     */
    record Block(
            Period period,
            Optional<Run> run,
            List<Title> appendices,
            List<Published> files,
            @Nullable Closing closed) {}

    /** An appendix that can be looked at. */
    record Title(String id, String text) {}

    @GetMapping
    String list(@PathVariable String job, Model model) throws IOException {
        access.requireReader(job);
        List<Block> blocks = new ArrayList<>();
        for (Period period : published.periods(job)) {
            blocks.add(new Block(
                    period,
                    runner.runs().latestDone(job, period),
                    titles(job, published.appendices(job, period)),
                    published.files(job, period, seesReview(job)),
                    closing.closings().current(job, period).orElse(null)));
        }
        model.addAttribute("job", job);
        model.addAttribute("title", jobs.title(job));
        model.addAttribute("blocks", blocks);
        return "appendices";
    }

    /** In the order of the job; what it does not know any more comes last. */
    private List<Title> titles(String job, List<String> ids) {
        List<Title> titles = new ArrayList<>();
        List<String> left = new ArrayList<>(ids);
        try {
            for (Appendix appendix : jobs.get(job).appendices()) {
                if (left.remove(appendix.id())) {
                    titles.add(new Title(appendix.id(), appendix.title()));
                }
            }
        } catch (InvalidJobException e) {
            // They are called by their numbers until the definitions are sound again.
            titles.clear();
            left = ids;
        }
        left.forEach(id -> titles.add(new Title(id, "附表" + id)));
        return titles;
    }

    private static boolean seesReview(String job) {
        return Visitor.account().filter(account -> account.runs(job)).isPresent();
    }

    /** One file, whole or in part. */
    @GetMapping("/{period}/files/{file}")
    ResponseEntity<Resource> download(@PathVariable String job, @PathVariable Period period, @PathVariable String file)
            throws IOException {
        access.requireReader(job);
        Published found = published
                .find(job, period, seesReview(job), file)
                .orElseThrow(() -> new NotFoundException("no file " + file));
        return downloads.file(found);
    }

    /** The numbers of an appendix for machines. */
    @GetMapping("/{period}/{id}/csv")
    ResponseEntity<Resource> csv(@PathVariable String job, @PathVariable Period period, @PathVariable String id)
            throws IOException {
        access.requireReader(job);
        Published found = published.csv(job, period, id).orElseThrow(() -> new NotFoundException("no appendix " + id));
        return downloads.file(found, "附表" + found.name(), new MediaType("text", "csv", StandardCharsets.UTF_8));
    }

    /** All files in one. */
    @GetMapping("/{period}/zip")
    void downloadAll(
            @PathVariable String job, @PathVariable Period period, WebRequest request, HttpServletResponse response)
            throws IOException {
        access.requireReader(job);
        List<Published> files = published.files(job, period, seesReview(job));
        if (files.isEmpty()) {
            throw new NotFoundException("nothing was published for " + period);
        }
        downloads.zip(jobs.title(job) + " " + period.describe() + ".zip", files, request, response);
    }
}
