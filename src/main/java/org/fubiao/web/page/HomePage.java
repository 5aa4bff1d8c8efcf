package org.fubiao.web.page;

import java.util.List;
import org.fubiao.account.Account;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.loading.InvalidJobException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: what there is to do for whoever logged in. */
@Controller
class HomePage {
    private final JobCatalog jobs;

    HomePage(JobCatalog jobs) {
        this.jobs = jobs;
    }

    /** A job as the list shows it. */
    record Line(String id, String title) {}

    @GetMapping("/")
    String show(Model model) {
        Account me = Visitor.account().orElseThrow();
        List<String> there = jobs.ids();
        model.addAttribute(
                "jobs",
                me.jobs().stream()
                        .filter(there::contains)
                        .map(id -> new Line(id, jobs.title(id)))
                        .toList());
        model.addAttribute("unit", unit(me));
        return "home";
    }

    /** The name of the unit whose account it is; its code, while the job cannot say. */
    private String unit(Account me) {
        String code = me.unit();
        if (code == null) {
            return "";
        }
        try {
            return me.jobs().stream()
                    .filter(jobs.ids()::contains)
                    .map(id -> jobs.get(id).unitName(code))
                    .findFirst()
                    .orElse(code);
        } catch (InvalidJobException e) {
            return code;
        }
    }
}
