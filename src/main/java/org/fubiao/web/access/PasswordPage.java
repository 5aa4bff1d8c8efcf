package org.fubiao.web.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.fubiao.account.Account;
import org.fubiao.account.Accounts;
import org.fubiao.account.LogIns;
import org.fubiao.account.LogIns.Objection;
import org.fubiao.web.page.Visitor;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where people change their password. */
@Controller
class PasswordPage {
    static final String PATH = "/password";

    private final LogIns logIns;
    private final Accounts accounts;
    private final SecurityContextRepository sessions;
    private final Clock clock;

    PasswordPage(LogIns logIns, Accounts accounts, SecurityContextRepository sessions, Clock clock) {
        this.logIns = logIns;
        this.accounts = accounts;
        this.sessions = sessions;
        this.clock = clock;
    }

    @GetMapping(PATH)
    String show() {
        return "password";
    }

    @PostMapping(PATH)
    String change(
            @RequestParam String present,
            @RequestParam String wanted,
            @RequestParam String again,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        Account me = Visitor.account().orElseThrow();
        if (!wanted.equals(again)) {
            model.addAttribute("objection", "DIFFERENT");
            return "password";
        }
        Optional<Objection> objection = logIns.change(me, present, wanted, request.getRemoteAddr());
        if (objection.isPresent()) {
            model.addAttribute("objection", objection.get().name());
            return "password";
        }
        // All sessions of the account have ended with the old password; this one goes on under a new name.
        request.changeSessionId();
        Account changed = accounts.find(me.id()).orElseThrow();
        sessions.saveContext(
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                        LoggedIn.of(changed, clock.instant()), null, List.of())),
                request,
                response);
        next.addFlashAttribute("done", "password.done");
        return "redirect:/";
    }
}
