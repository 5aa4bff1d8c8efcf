package org.fubiao.web.access;

import org.fubiao.web.page.Visitor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where people log in. */
@Controller
class LoginPage {
    static final String PATH = "/login";

    /** What the page says above the form. */
    enum Notice {
        WRONG,
        WAIT,
        ENDED,
        OUT
    }

    @GetMapping(PATH)
    String show(@RequestParam(required = false) Notice notice, Model model) {
        if (Visitor.account().isPresent()) {
            return "redirect:/";
        }
        model.addAttribute("notice", notice);
        return "login";
    }
}
