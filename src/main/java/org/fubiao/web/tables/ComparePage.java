package org.fubiao.web.tables;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.fubiao.batch.BatchRunner;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.run.Run;
import org.fubiao.web.page.JobAccess;
import org.fubiao.web.page.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Two runs of a job and period side by side. */
@Controller
class ComparePage {
    private static final String PROBLEM = "problem";

    private final JobAccess access;
    private final JobCatalog jobs;
    private final BatchRunner runner;
    private final Tables tables;

    ComparePage(JobAccess access, JobCatalog jobs, BatchRunner runner, Tables tables) {
        this.access = access;
        this.jobs = jobs;
        this.runner = runner;
        this.tables = tables;
    }

    /** Without numbers of runs, the latest is compared with the one before; with one only, that with the one before it. */
    @GetMapping("/jobs/{job}/runs/compare")
    String compare(
            @PathVariable String job,
            @RequestParam(required = false) @Nullable Long from,
            @RequestParam(required = false) @Nullable Long to,
            Model model)
            throws SQLException {
        access.requireRunner(job);
        List<Run> done = runner.runs().of(job).stream()
                .filter(run -> run.state() == Run.State.DONE)
                .toList();
        Run now = to == null ? done.stream().findFirst().orElse(null) : find(done, to);
        Run before = from != null
                ? find(done, from)
                : now == null ? null : previous(done, now).orElse(null);
        model.addAttribute("job", job);
        model.addAttribute("title", jobs.title(job));
        model.addAttribute("runs", done);
        model.addAttribute("from", before);
        model.addAttribute("to", now);
        if (before == null || now == null) {
            model.addAttribute(PROBLEM, "compare.single");
        } else if (!before.period().equals(now.period())) {
            model.addAttribute(PROBLEM, "compare.periods");
        } else {
            show(job, before, now, model);
        }
        return "tables/compare";
    }

    private void show(String job, Run before, Run now, Model model) throws SQLException {
        try {
            Optional<ChangesView> changes = tables.changes(before, now);
            if (changes.isEmpty()) {
                model.addAttribute(PROBLEM, "compare.gone");
                return;
            }
            model.addAttribute("changes", changes.get());
            model.addAttribute(
                    "traced",
                    runner.runs()
                            .latestDone(job, now.period())
                            .filter(latest -> latest.id() == now.id())
                            .isPresent());
        } catch (InvalidJobException e) {
            model.addAttribute(PROBLEM, "runs.unsound");
        }
    }

    private static Run find(List<Run> done, long id) {
        return done.stream()
                .filter(run -> run.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotFoundException("no run " + id));
    }

    private static Optional<Run> previous(List<Run> done, Run now) {
        return done.stream()
                .filter(run -> run.id() < now.id() && run.period().equals(now.period()))
                .findFirst();
    }
}
