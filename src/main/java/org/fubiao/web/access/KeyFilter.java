package org.fubiao.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.fubiao.account.ApiTokens;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a program in that has a key, for this one request. */
final class KeyFilter extends OncePerRequestFilter {
    private final ApiTokens tokens;

    KeyFilter(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
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
        String key = Requests.key(request);
        if (key != null) {
            tokens.use(key)
                    .ifPresent(account ->
                            SecurityContextHolder.setContext(new SecurityContextImpl(new Identity(account))));
        }
        chain.doFilter(request, response);
    }
}
