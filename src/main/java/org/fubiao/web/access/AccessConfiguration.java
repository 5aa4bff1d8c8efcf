package org.fubiao.web.access;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import org.fubiao.account.Accounts;
import org.fubiao.account.ApiTokens;
import org.fubiao.account.LogIns;
import org.fubiao.account.Role;
import org.fubiao.audit.AuditLog;
import org.fubiao.web.page.Visitor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/** Which pages are for whom, and by what a request proves whose it is: a session, or the key of a program. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@Import({LoginPage.class, PasswordPage.class, AccountPage.class})
public class AccessConfiguration {
    /** Everything a page is made of comes from this server, and nothing of it stands in the page itself. */
    private static final String CONTENT =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final Duration YEAR = Duration.ofDays(365);

    AccessConfiguration() {}

    /** Requests that come with a key: no session, and no forged forms to fear, because no browser sends a key by itself. */
    @Bean
    @Order(1)
    SecurityFilterChain programs(HttpSecurity http, ApiTokens tokens, AuditLog audit) {
        Refusals refusals = new Refusals(audit);
        return http.securityMatcher(Requests::isByProgram)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                // A session that a request brings besides is left alone.
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
                        .sessionFixation(fixation -> fixation.none()))
                .headers(AccessConfiguration::headers)
                .addFilterBefore(new KeyFilter(tokens), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new BodyFilter(refusals), KeyFilter.class)
                .authorizeHttpRequests(pages -> {
                    // A key that got lost must not make others, nor change the password.
                    pages.requestMatchers("/account/**", PasswordPage.PATH, LoginPage.PATH)
                            .denyAll();
                    allow(pages);
                })
                .exceptionHandling(
                        answers -> answers.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }

    /** Requests of people. */
    @Bean
    @Order(2)
    SecurityFilterChain people(
            HttpSecurity http,
            Accounts accounts,
            LogIns logIns,
            AuditLog audit,
            SecurityContextRepository sessions,
            Clock clock) {
        Refusals refusals = new Refusals(audit);
        return http.headers(AccessConfiguration::headers)
                .securityContext(context -> context.securityContextRepository(sessions))
                .requestCache(cache -> cache.requestCache(wantedPage()))
                .authenticationProvider(new PasswordCheck(logIns, clock))
                .addFilterBefore(new SessionFilter(accounts, clock), CsrfFilter.class)
                .addFilterAfter(new BodyFilter(refusals), SessionFilter.class)
                .addFilterAfter(new PasswordChangeFilter(), AuthorizationFilter.class)
                .authorizeHttpRequests(AccessConfiguration::allow)
                .formLogin(form -> form.loginPage(LoginPage.PATH)
                        .failureHandler((request, response, why) -> response.sendRedirect(LoginPage.PATH + "?notice="
                                + (why instanceof LockedException ? LoginPage.Notice.WAIT : LoginPage.Notice.WRONG))))
                .logout(out -> out.addLogoutHandler((request, response, who) -> {
                            if (Visitor.account().isPresent()) {
                                logIns.loggedOut(Visitor.actor(request));
                            }
                        })
                        .logoutSuccessUrl(LoginPage.PATH + "?notice=" + LoginPage.Notice.OUT))
                .exceptionHandling(
                        answers -> answers.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }

    /** Not every database takes a NUL in a text, and nobody types one. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }

    @Bean
    FilterRegistrationBean<RefusedBodyFilter> refusedBodyFilter() {
        FilterRegistrationBean<RefusedBodyFilter> filter = new FilterRegistrationBean<>(new RefusedBodyFilter());
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.ERROR));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    SecurityContextRepository sessions() {
        return new HttpSessionSecurityContextRepository();
    }

    /** Where to go after the log-in: the page that was asked for, not what that page asks for by itself. */
    @SuppressWarnings("NullAway") // without a name for it, no parameter is added to the address of that page
    private static HttpSessionRequestCache wantedPage() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        cache.setRequestMatcher(request -> request.getMethod().equals(HttpMethod.GET.name())
                && !Requests.isByScript(request)
                && String.valueOf(request.getHeader("Accept")).contains("text/html"));
        return cache;
    }

    /** The table in the tests says the same for each page, and fails for a page that it does not name. */
    private static void allow(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry pages) {
        pages.requestMatchers(LoginPage.PATH, "/error", "/assets/**", "/webjars/**", "/health")
                .permitAll()
                .requestMatchers("/administration/**", "/metrics")
                .hasRole(Role.ADMINISTRATOR.name())
                .requestMatchers("/jobs/*/runs/**")
                .hasRole(Role.STATISTICIAN.name())
                .requestMatchers("/jobs/*/appendices/**")
                .hasAnyRole(Role.STATISTICIAN.name(), Role.VIEWER.name())
                .requestMatchers("/jobs/*/closing/**", "/jobs/*/trace/*/files/**")
                .hasRole(Role.STATISTICIAN.name())
                .requestMatchers("/jobs/*/submissions/**")
                .hasAnyRole(Role.STATISTICIAN.name(), Role.UNIT.name())
                .requestMatchers("/jobs/*/findings/**")
                .hasRole(Role.STATISTICIAN.name())
                .requestMatchers("/jobs/*", "/jobs/*/trace/**")
                .hasAnyRole(Role.STATISTICIAN.name(), Role.VIEWER.name())
                .anyRequest()
                .authenticated();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                .frameOptions(FrameOptionsConfig::deny)
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=()"))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                // Said only where the request came by https; other servers of the office are not ours to speak for.
                .httpStrictTransportSecurity(
                        https -> https.includeSubDomains(false).maxAgeInSeconds(YEAR.toSeconds()));
    }
}
