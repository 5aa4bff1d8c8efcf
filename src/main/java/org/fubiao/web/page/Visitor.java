package org.fubiao.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.fubiao.account.Account;
import org.fubiao.audit.Actor;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who is asking. */
public final class Visitor {
    private Visitor() {}

    /** The account whose request this is; empty if nobody has logged in. */
    public static Optional<Account> account() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Account account
                ? Optional.of(account)
                : Optional.empty();
    }

    /** As the audit log calls whoever is asking. */
    public static Actor actor(HttpServletRequest request) {
        return new Actor(account().map(Account::name).orElse(""), request.getRemoteAddr());
    }
}
