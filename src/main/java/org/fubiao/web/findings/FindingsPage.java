package org.fubiao.web.findings;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fubiao.answering.AnswerDesk;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Period;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.publishing.PublishedReview.FindingLine;
import org.fubiao.reviewing.ReviewShelf;
import org.fubiao.reviewing.ReviewShelf.Reviewed;
import org.fubiao.web.findings.FindingFilter.Facet;
import org.fubiao.web.findings.FindingFilter.Found;
import org.fubiao.web.page.Attachments;
import org.fubiao.web.page.JobAccess;
import org.fubiao.web.page.NotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The findings that the latest run of a period published, to be looked through and taken away. */
@Controller
@RequestMapping("/jobs/{job}/findings")
class FindingsPage {
    private static final int ON_A_PAGE = 50;

    private final JobAccess access;
    private final JobCatalog jobs;
    private final ReviewShelf shelf;
    private final AnswerDesk desk;

    FindingsPage(JobAccess access, JobCatalog jobs, ReviewShelf shelf, AnswerDesk desk) {
        this.access = access;
        this.jobs = jobs;
        this.shelf = shelf;
        this.desk = desk;
    }

    /** A finding with what was answered to it since. */
    record Item(FindingLine line, @Nullable String since) {}

    /**
     * The findings of a rule that stand on the page.
     *
     * @param count how many there are that fit, on all pages
     * @param mend what to do, where the rule says it; otherwise each message does
     */
    record Section(String code, String title, String mend, long count, List<Item> items) {}

    @GetMapping
    String list(
            @PathVariable String job,
            @RequestParam(required = false) @Nullable Period period,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam Map<String, String> fields,
            Model model)
            throws IOException {
        access.requireRunner(job);
        List<Period> periods = shelf.periods(job);
        Period wanted = period != null ? period : periods.stream().findFirst().orElse(null);
        Optional<Reviewed> reviewed = wanted == null ? Optional.empty() : shelf.latest(job, wanted);
        model.addAttribute("job", job);
        model.addAttribute("title", jobs.title(job));
        model.addAttribute("periods", periods);
        model.addAttribute("period", wanted);
        model.addAttribute("run", reviewed.map(Reviewed::run).orElse(null));
        if (reviewed.isPresent()) {
            add(job, reviewed.get(), FindingFilter.of(fields), page, model);
        }
        return "findings/list";
    }

    private void add(String job, Reviewed reviewed, FindingFilter filter, int page, Model model) {
        Found found = filter.apply(reviewed.review().findings());
        List<FindingLine> findings = found.findings();
        int pages = Math.max(1, (findings.size() + ON_A_PAGE - 1) / ON_A_PAGE);
        int shown = Math.min(Math.max(1, page), pages);
        List<FindingLine> part =
                findings.subList((shown - 1) * ON_A_PAGE, Math.min(findings.size(), shown * ON_A_PAGE));
        model.addAttribute("facets", Facet.values());
        model.addAttribute("filter", filter);
        model.addAttribute("choices", found.choices());
        model.addAttribute("count", findings.size());
        model.addAttribute("hidden", filter.text().isEmpty() ? hidden(findings) : 0);
        model.addAttribute("page", shown);
        model.addAttribute("pages", pages);
        model.addAttribute("query", query(reviewed.run().period(), filter));
        model.addAttribute(
                "sections",
                sections(part, found, reviewed, given(job, reviewed.run().period())));
        model.addAttribute(
                "asked",
                desk.waivers(job, reviewed.run().period()).stream()
                        .filter(one -> one.state() == org.fubiao.answering.PageWaiver.State.ASKED)
                        .count());
    }

    /** While the definitions are wrong, nothing can be answered. */
    private Optional<Given> given(String job, Period period) {
        try {
            return Optional.of(new Given(jobs.get(job), period, desk));
        } catch (InvalidJobException e) {
            return Optional.empty();
        }
    }

    /** How many there are that are not listed: of a large group some are. */
    private static long hidden(List<FindingLine> findings) {
        Set<List<Object>> groups = new HashSet<>();
        return findings.stream()
                        .filter(one -> groups.add(List.of(
                                one.code(),
                                one.severity(),
                                one.unit(),
                                one.form(),
                                one.file(),
                                one.sheet(),
                                one.field(),
                                one.count())))
                        .mapToLong(FindingLine::count)
                        .sum()
                - findings.size();
    }

    /** The filter as a part of addresses. */
    private static String query(Period period, FindingFilter filter) {
        UriComponentsBuilder query = UriComponentsBuilder.newInstance().queryParam("period", period.toString());
        for (Facet facet : Facet.values()) {
            if (!filter.get(facet).isEmpty()) {
                query.queryParam(facet.field(), "{" + facet.field() + "}");
            }
        }
        if (!filter.text().isEmpty()) {
            query.queryParam("q", "{q}");
        }
        Map<String, Object> values = new java.util.HashMap<>();
        for (Facet facet : Facet.values()) {
            values.put(facet.field(), filter.get(facet));
        }
        values.put("q", filter.text());
        return query.encode().buildAndExpand(values).toUriString();
    }

    private static List<Section> sections(
            List<FindingLine> part, Found found, Reviewed reviewed, Optional<Given> given) {
        List<Section> sections = new ArrayList<>();
        Map<String, Long> counts =
                found.findings().stream().collect(Collectors.groupingBy(FindingLine::code, Collectors.counting()));
        for (FindingLine line : part) {
            Item item = new Item(line, given.map(one -> one.since(line)).orElse(null));
            Section last = sections.isEmpty() ? null : sections.get(sections.size() - 1);
            if (last == null || !last.code().equals(line.code())) {
                last = new Section(
                        line.code(),
                        line.title(),
                        mend(reviewed, line),
                        counts.getOrDefault(line.code(), 0L),
                        new ArrayList<>());
                sections.add(last);
            }
            last.items().add(item);
        }
        return sections;
    }

    /** What to do, unless the title says so. */
    private static String mend(Reviewed reviewed, FindingLine line) {
        String mend = reviewed.review().mend().getOrDefault(line.code(), "");
        return line.title().contains(mend) ? "" : mend;
    }

    /** All that fits the filter, in one file. */
    @GetMapping("/export")
    void export(
            @PathVariable String job,
            @RequestParam Period period,
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam Map<String, String> fields,
            HttpServletResponse response)
            throws IOException {
        access.requireRunner(job);
        Reviewed reviewed = shelf.latest(job, period)
                .orElseThrow(() -> new NotFoundException("nothing was published for " + period));
        List<FindingLine> findings =
                FindingFilter.of(fields).apply(reviewed.review().findings()).findings();
        boolean workbook = format.equals("xlsx");
        String name = jobs.title(job) + " " + period.describe() + " 审核问题." + (workbook ? "xlsx" : "csv");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, private");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, Attachments.named(name));
        if (workbook) {
            response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
            FindingExport.workbook(findings, reviewed.review().mend(), response.getOutputStream());
        } else {
            response.setContentType("text/csv;charset=UTF-8");
            FindingExport.csv(findings, reviewed.review().mend(), response.getOutputStream());
        }
    }
}
