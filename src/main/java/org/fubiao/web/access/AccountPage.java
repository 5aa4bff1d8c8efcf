package org.fubiao.web.access;

import jakarta.servlet.http.HttpServletRequest;
import org.fubiao.account.Account;
import org.fubiao.account.ApiTokens;
import org.fubiao.web.page.NotFoundException;
import org.fubiao.web.page.Visitor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own account, and the keys with which programs act for it. */
@Controller
class AccountPage {
    private static final int LONGEST_TITLE = 100;
    private static final int MOST_KEYS = 20;
    private static final String HERE = "redirect:/account";

    private final ApiTokens tokens;

    AccountPage(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping("/account")
    String show(Model model) {
        model.addAttribute("tokens", tokens.of(Visitor.account().orElseThrow()));
        return "account";
    }

    @PostMapping("/account/tokens")
    String make(@RequestParam String title, HttpServletRequest request, RedirectAttributes next) {
        Account me = Visitor.account().orElseThrow();
        String name = title.strip();
        if (name.isEmpty() || name.length() > LONGEST_TITLE) {
            next.addFlashAttribute("problem", "account.token.title.bad");
        } else if (tokens.of(me).size() >= MOST_KEYS) {
            next.addFlashAttribute("problem", "account.token.many");
        } else {
            next.addFlashAttribute("token", tokens.make(me, name, Visitor.actor(request)));
        }
        return HERE;
    }

    @PostMapping("/account/tokens/{token}/revoke")
    String revoke(@PathVariable long token, HttpServletRequest request, RedirectAttributes next) {
        if (!tokens.revoke(Visitor.account().orElseThrow(), token, Visitor.actor(request))) {
            throw new NotFoundException("no key " + token);
        }
        next.addFlashAttribute("done", "account.token.revoked");
        return HERE;
    }
}
