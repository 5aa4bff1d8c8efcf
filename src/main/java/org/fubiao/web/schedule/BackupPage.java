package org.fubiao.web.schedule;

import jakarta.servlet.http.HttpServletRequest;
import org.fubiao.audit.Action;
import org.fubiao.audit.AuditLog;
import org.fubiao.running.BackupDesk;
import org.fubiao.web.page.Visitor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Backing up while the server runs. */
@Controller
@RequestMapping("/administration/backup")
class BackupPage {
    private static final int SHOWN = 20;
    private final BackupDesk desk;
    private final AuditLog audit;

    BackupPage(BackupDesk desk, AuditLog audit) {
        this.desk = desk;
        this.audit = audit;
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("folder", desk.folder().map(Object::toString).orElse(""));
        model.addAttribute("going", desk.isGoing());
        model.addAttribute("backups", audit.find(new AuditLog.Filter("", Action.BACKUP, "", null, null), 0, SHOWN));
        return "schedule/backup";
    }

    @PostMapping
    String start(HttpServletRequest request, RedirectAttributes next) {
        if (desk.start(Visitor.actor(request))) {
            next.addFlashAttribute("done", "schedule.backup.begun");
        } else {
            next.addFlashAttribute("problem", "schedule.backup.not");
        }
        return "redirect:/administration/backup";
    }
}
