package org.fubiao.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Locale;
import org.fubiao.account.Account;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame of every page shows. */
@ControllerAdvice
class PageModel {
    private final Times times;

    PageModel(Clock clock) {
        this.times = new Times(clock);
    }

    /** The account that is logged in, if any. */
    @ModelAttribute("me")
    @Nullable Account me() {
        return Visitor.account().orElse(null);
    }

    @ModelAttribute("times")
    Times times() {
        return times;
    }

    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        return request.getRequestURI();
    }

    @ModelAttribute("english")
    boolean english(Locale locale) {
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
    }
}
