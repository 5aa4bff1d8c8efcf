package org.fubiao.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.fubiao.account.Account;
import org.fubiao.account.Accounts;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds for each request of a session the account as it is now. A session ends when nobody used it for a while, when it is old,
 * and when its account was changed.
 */
final class SessionFilter extends OncePerRequestFilter {
    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration LONGEST = Duration.ofHours(12);
    private static final String LAST_USED = SessionFilter.class.getName();

    private final Accounts accounts;
    private final Clock clock;

    SessionFilter(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        // The page that tells of an error is one like any other.
        return false;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        // What is answered later is answered to the same account.
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication remembered = SecurityContextHolder.getContext().getAuthentication();
        HttpSession session = request.getSession(false);
        if (session != null && remembered != null && remembered.getPrincipal() instanceof LoggedIn in) {
            Optional<Account> account = isOver(session, in) ? Optional.empty() : now(in);
            if (account.isPresent()) {
                SecurityContextHolder.setContext(new SecurityContextImpl(new Identity(account.get())));
                note(request, session);
            } else {
                session.invalidate();
                SecurityContextHolder.clearContext();
            }
        }
        chain.doFilter(request, response);
    }

    private Optional<Account> now(LoggedIn in) {
        return accounts.find(in.account()).filter(account -> account.enabled() && account.stamp() == in.stamp());
    }

    private boolean isOver(HttpSession session, LoggedIn in) {
        Instant now = clock.instant();
        Instant used = session.getAttribute(LAST_USED) instanceof Instant last ? last : in.at();
        return now.isAfter(in.at().plus(LONGEST)) || now.isAfter(used.plus(IDLE));
    }

    /** What a page asks for by itself, so as to be up to date, is not use. */
    private void note(HttpServletRequest request, HttpSession session) {
        if (!Requests.isByItself(request)) {
            session.setAttribute(LAST_USED, clock.instant());
        }
    }
}
