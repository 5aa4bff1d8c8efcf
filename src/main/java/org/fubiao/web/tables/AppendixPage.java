package org.fubiao.web.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Appendix;
import org.fubiao.job.Job;
import org.fubiao.job.Period;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.publishing.AppendixLayout;
import org.fubiao.publishing.PublishedTables;
import org.fubiao.run.Run;
import org.fubiao.totals.AppendixTable;
import org.fubiao.web.page.JobAccess;
import org.fubiao.web.page.NotFoundException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** An appendix of the latest run as a page. */
@Controller
class AppendixPage {
    private static final int LINES = 200;

    private final JobAccess access;
    private final JobCatalog jobs;
    private final Tables tables;

    AppendixPage(JobAccess access, JobCatalog jobs, Tables tables) {
        this.access = access;
        this.jobs = jobs;
        this.tables = tables;
    }

    @GetMapping("/jobs/{job}/appendices/{period}/{id}")
    String show(
            @PathVariable String job,
            @PathVariable Period period,
            @PathVariable String id,
            @RequestParam(defaultValue = "1") int page,
            Model model)
            throws IOException, SQLException {
        access.requireReader(job);
        Run run = tables.latest(job, period).orElseThrow(() -> new NotFoundException("no run of " + period));
        int from = (Math.max(1, Math.min(page, Integer.MAX_VALUE / LINES)) - 1) * LINES;
        Optional<Tables.Source> source = tables.source(run);
        AppendixView view;
        if (source.isPresent()) {
            AppendixTable table =
                    source.get().appendix(id).orElseThrow(() -> new NotFoundException("no appendix " + id));
            view = AppendixView.of(table, from, LINES);
            model.addAttribute("file", new AppendixLayout(table).fileName());
            neighbours(
                    source.get().job().appendices().stream().map(Appendix::id).toList(), id, model);
        } else {
            view = published(run, id, from);
            model.addAttribute("file", "");
        }
        if (from > 0 && from >= view.rows()) {
            throw new NotFoundException("no page " + page);
        }
        model.addAttribute("job", job);
        model.addAttribute("title", jobs.title(job));
        model.addAttribute("period", period);
        model.addAttribute("id", id);
        model.addAttribute("run", run);
        model.addAttribute("view", view);
        model.addAttribute("traced", source.isPresent());
        model.addAttribute("page", from / LINES + 1);
        model.addAttribute("pages", Math.max(1, (view.rows() + LINES - 1) / LINES));
        return "tables/appendix";
    }

    private static void neighbours(List<String> ids, String id, Model model) {
        int place = ids.indexOf(id);
        model.addAttribute("before", place > 0 ? ids.get(place - 1) : "");
        model.addAttribute("after", place < ids.size() - 1 ? ids.get(place + 1) : "");
    }

    private AppendixView published(Run run, String id, int from) throws IOException {
        Path folder = PublishedTables.folder(run.output(), run.id(), run.started())
                .orElseThrow(() -> new NotFoundException("the output of run " + run.id() + " is gone"));
        PublishedTables.Table table =
                new PublishedTables(folder).appendix(id).orElseThrow(() -> new NotFoundException("no appendix " + id));
        return AppendixView.of(table, title(run.job(), id), run.period().describe(), from, LINES);
    }

    private String title(String job, String id) {
        try {
            Job now = jobs.get(job);
            return now.appendices().stream()
                    .filter(appendix -> appendix.id().equals(id))
                    .map(Appendix::title)
                    .findFirst()
                    .orElse("附表" + id);
        } catch (InvalidJobException e) {
            return "附表" + id;
        }
    }
}
