package org.fubiao.web.appendices;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.fubiao.batch.BatchRunner;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Period;
import org.fubiao.run.Run;
import org.fubiao.web.appendices.PublishedFiles.Published;
import org.fubiao.web.page.JobAccess;
import org.fubiao.web.page.NotFoundException;
import org.fubiao.web.page.Visitor;
import org.springframework.core.io.Resource;
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

    AppendicesPages(
            JobAccess access, JobCatalog jobs, PublishedFiles published, Downloads downloads, BatchRunner runner) {
        this.access = access;
        this.jobs = jobs;
        this.published = published;
        this.downloads = downloads;
        this.runner = runner;
    }

    /** A period with what there is of it. */
    record Block(Period period, Optional<Run> run, List<Published> files) {}

    @GetMapping
    String list(@PathVariable String job, Model model) throws IOException {
        access.requireReader(job);
        List<Block> blocks = new java.util.ArrayList<>();
        for (Period period : published.periods(job)) {
            blocks.add(new Block(
                    period, runner.runs().latestDone(job, period), published.files(job, period, seesReview(job))));
        }
        model.addAttribute("job", job);
        model.addAttribute("title", jobs.title(job));
        model.addAttribute("blocks", blocks);
        return "appendices";
    }

    private static boolean seesReview(String job) {
        return Visitor.account().filter(account -> account.runs(job)).isPresent();
    }

    /** One file, whole or in part. */
    @GetMapping("/{period}/{file}")
    ResponseEntity<Resource> download(@PathVariable String job, @PathVariable Period period, @PathVariable String file)
            throws IOException {
        access.requireReader(job);
        Published found = published
                .find(job, period, seesReview(job), file)
                .orElseThrow(() -> new NotFoundException("no file " + file));
        return downloads.file(found);
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
