package org.fubiao.web.administration;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fubiao.account.Account;
import org.fubiao.account.Accounts;
import org.fubiao.account.Accounts.FirstPassword;
import org.fubiao.account.NewAccount;
import org.fubiao.account.Passwords;
import org.fubiao.account.Role;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.web.page.NotFoundException;
import org.fubiao.web.page.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** All accounts, and each of them. */
@Controller
@RequestMapping("/administration/accounts")
class AccountsPages {
    /** A unit's account comes from its job, with those of the other units. */
    private static final List<Role> ROLES = List.of(Role.STATISTICIAN, Role.VIEWER, Role.ADMINISTRATOR);

    private static final String LIST = "redirect:/administration/accounts";
    private static final String PROBLEM = "problem";
    private static final int LONGEST_NAME = 200;

    private final Accounts accounts;
    private final Passwords passwords;
    private final JobCatalog jobs;

    AccountsPages(Accounts accounts, Passwords passwords, JobCatalog jobs) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.jobs = jobs;
    }

    @ModelAttribute("roles")
    List<Role> roles() {
        return ROLES;
    }

    /** Titles of the jobs by id. */
    @ModelAttribute("titles")
    Map<String, String> titles() {
        Map<String, String> titles = new TreeMap<>();
        jobs.ids().forEach(id -> titles.put(id, jobs.title(id)));
        return titles;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Role role,
            Model model) {
        String wanted = q.strip().toLowerCase(Locale.ROOT);
        model.addAttribute(
                "accounts",
                accounts.all().stream()
                        .filter(account -> role == null || account.role() == role)
                        .filter(account -> account.name().contains(wanted)
                                || account.display().toLowerCase(Locale.ROOT).contains(wanted))
                        .toList());
        model.addAttribute("q", q);
        model.addAttribute("role", role);
        model.addAttribute("all", Role.values());
        return "administration/accounts";
    }

    @GetMapping("/new")
    String askForNew() {
        return "administration/new-account";
    }

    @PostMapping
    String make(
            @RequestParam String name,
            @RequestParam String display,
            @RequestParam Role role,
            @RequestParam(name = "jobs", defaultValue = "") Set<String> granted,
            HttpServletRequest request,
            RedirectAttributes next) {
        next.addFlashAttribute("typed", Map.of("name", name, "display", display, "role", role, "jobs", granted));
        if (!NewAccount.isName(name) || !ROLES.contains(role) || !isDisplay(display)) {
            next.addFlashAttribute(PROBLEM, "accounts.bad");
            return LIST + "/new";
        }
        String password = passwords.random();
        NewAccount wanted = new NewAccount(name, display, role, known(granted), null);
        Optional<Account> made = accounts.make(wanted, password, Visitor.actor(request));
        if (made.isEmpty()) {
            next.addFlashAttribute(PROBLEM, "accounts.taken");
            return LIST + "/new";
        }
        next.addFlashAttribute("first", new FirstPassword(made.get().name(), password));
        return LIST + "/" + made.get().id();
    }

    @GetMapping("/{account}")
    String show(@PathVariable long account, Model model) {
        Account there = find(account);
        model.addAttribute("account", there);
        Set<String> missing = new TreeSet<>(there.jobs());
        missing.removeAll(jobs.ids());
        model.addAttribute("missing", missing);
        return "administration/account";
    }

    @PostMapping("/{account}")
    String change(
            @PathVariable long account,
            @RequestParam String display,
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(name = "jobs", defaultValue = "") Set<String> granted,
            HttpServletRequest request,
            RedirectAttributes next) {
        Account there = find(account);
        if (!isDisplay(display)) {
            next.addFlashAttribute(PROBLEM, "accounts.bad");
            return LIST + "/" + account;
        }
        Role wanted = role == null ? there.role() : role;
        Set<String> kept = known(granted);
        // The folder of a job may be away for a while: its rights are not, until somebody takes them away.
        granted.stream().filter(there.jobs()::contains).forEach(kept::add);
        return answer(accounts.change(account, display, wanted, kept, Visitor.actor(request)), account, next);
    }

    @PostMapping("/{account}/disable")
    String disable(@PathVariable long account, HttpServletRequest request, RedirectAttributes next) {
        find(account);
        return answer(accounts.disable(account, Visitor.actor(request)), account, next);
    }

    @PostMapping("/{account}/enable")
    String enable(@PathVariable long account, HttpServletRequest request, RedirectAttributes next) {
        find(account);
        accounts.enable(account, Visitor.actor(request));
        return answer(Optional.empty(), account, next);
    }

    @PostMapping("/{account}/password")
    String resetPassword(@PathVariable long account, HttpServletRequest request, RedirectAttributes next) {
        Account there = find(account);
        String password = accounts.resetPassword(account, Visitor.actor(request));
        next.addFlashAttribute("first", new FirstPassword(there.name(), password));
        return LIST + "/" + account;
    }

    private static String answer(Optional<Accounts.Refusal> refusal, long account, RedirectAttributes next) {
        refusal.ifPresentOrElse(
                why -> next.addFlashAttribute(PROBLEM, "accounts.refusal." + why),
                () -> next.addFlashAttribute("done", "accounts.saved"));
        return LIST + "/" + account;
    }

    private Account find(long id) {
        return accounts.find(id).orElseThrow(() -> new NotFoundException("no account " + id));
    }

    private Set<String> known(Set<String> wanted) {
        Set<String> known = new TreeSet<>(wanted);
        known.retainAll(jobs.ids());
        return known;
    }

    private static boolean isDisplay(String text) {
        return !text.isBlank() && text.strip().length() <= LONGEST_NAME;
    }
}
