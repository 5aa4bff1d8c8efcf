package org.fubiao.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.fubiao.account.Account;
import org.fubiao.web.page.Visitor;
import org.springframework.web.filter.OncePerRequestFilter;

/** Leads whoever has a password that somebody else made to the page where it is changed, whatever was asked for. */
final class PasswordChangeFilter extends OncePerRequestFilter {
    private static final List<String> OPEN = List.of("/password", "/logout", "/error", "/assets/", "/webjars/");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean must = Visitor.account().filter(Account::mustChange).isPresent();
        if (must && OPEN.stream().noneMatch(request.getRequestURI()::startsWith)) {
            if (Requests.isForApi(request)) {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
            } else {
                response.sendRedirect(PasswordPage.PATH);
            }
        } else {
            chain.doFilter(request, response);
        }
    }
}
