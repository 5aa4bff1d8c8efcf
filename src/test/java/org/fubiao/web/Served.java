package org.fubiao.web;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.fubiao.account.Account;
import org.fubiao.account.Accounts;
import org.fubiao.account.LogIns;
import org.fubiao.account.NewAccount;
import org.fubiao.account.Passwords;
import org.fubiao.account.Role;
import org.fubiao.audit.Actor;
import org.fubiao.audit.AuditLog;
import org.fubiao.batch.BatchRunner;
import org.fubiao.batch.Library;
import org.fubiao.batch.Progress;
import org.fubiao.batch.RunRequest;
import org.fubiao.catalog.JobCatalog;
import org.fubiao.job.Job;
import org.fubiao.job.loading.SoundDefinitions;
import org.fubiao.run.Run;
import org.fubiao.web.ServerSettings.Proxy;
import org.springframework.context.ApplicationContext;

/** A server on a port of its own, over a small job, with one account of each role whose password is known. */
public final class Served implements AutoCloseable {
    /** The password of all accounts. */
    public static final String PASSWORD = "Blue-Lanterns-42";

    private static final Actor TEST = new Actor("test", "");

    public final SettableClock clock = new SettableClock();
    public final Library library;
    private final BatchRunner runner;
    private final WebServer server;
    private final Map<Role, Account> accounts = new LinkedHashMap<>();

    private Served(Path folder, Proxy proxy) throws Exception {
        this.library = Library.reported(folder);
        this.runner = BatchRunner.open(library.work());
        this.server = WebServer.start(
                new ServerSettings(
                        "127.0.0.1",
                        0,
                        proxy,
                        folder.resolve("jobs"),
                        folder.resolve("input"),
                        folder.resolve("output"),
                        library.work(),
                        SoundDefinitions.NONE,
                        clock),
                runner);
    }

    /** Starts a server whose files are in a folder. */
    public static Served start(Path folder) throws Exception {
        return start(folder, Proxy.NONE);
    }

    /** Starts one that has a proxy in front of it. */
    static Served startBehindProxy(Path folder) throws Exception {
        return start(folder, Proxy.LOCAL);
    }

    private static Served start(Path folder, Proxy proxy) throws Exception {
        Served served = new Served(folder, proxy);
        for (Role role : Role.values()) {
            served.accounts.put(role, served.make(role.name(), role, Library.ID));
        }
        return served;
    }

    /** Makes an account with the known password, which need not be changed. */
    public Account make(String name, Role role, String job) {
        Account made = makeNew(name, role, job, PASSWORD + "?");
        LogIns logIns = bean(LogIns.class);
        logIns.change(made, PASSWORD + "?", PASSWORD, "").ifPresent(objection -> {
            throw new IllegalStateException("the password is not taken: " + objection);
        });
        return bean(Accounts.class).find(made.id()).orElseThrow();
    }

    /** Makes an account with a password that must be changed. */
    public Account makeNew(String name, Role role, String job, String password) {
        NewAccount wanted = new NewAccount(
                name,
                name + " 同志",
                role,
                role == Role.ADMINISTRATOR ? Set.of() : Set.of(job),
                role == Role.UNIT ? "T01" : null);
        return bean(Accounts.class).make(wanted, password, TEST).orElseThrow();
    }

    /** Makes the account of a unit with the known password, which need not be changed. */
    public Account makeUnit(String name, String code) {
        Account made = bean(Accounts.class)
                .make(new NewAccount(name, name, Role.UNIT, Set.of(Library.ID), code), PASSWORD + "?", TEST)
                .orElseThrow();
        bean(LogIns.class).change(made, PASSWORD + "?", PASSWORD, "").ifPresent(objection -> {
            throw new IllegalStateException("the password is not taken: " + objection);
        });
        return bean(Accounts.class).find(made.id()).orElseThrow();
    }

    public Account account(Role role) {
        return bean(Accounts.class).named(role.name()).orElseThrow();
    }

    public <T> T bean(Class<T> type) {
        return context().getBean(type);
    }

    public AuditLog audit() {
        return bean(AuditLog.class);
    }

    public Passwords passwords() {
        return bean(Passwords.class);
    }

    /** Runs the job once, as the command line would. */
    public Run run() throws Exception {
        Job job = new JobCatalog(library.jobs(), SoundDefinitions.NONE).get(Library.ID);
        RunRequest request = new RunRequest(
                job,
                Library.PERIOD,
                library.input().resolveSibling("."),
                library.output().resolve(Library.ID),
                library.work(),
                "");
        return runner.run(request, Progress.SILENT).run();
    }

    public BatchRunner runner() {
        return runner;
    }

    ApplicationContext context() {
        return server.context();
    }

    public String address() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Somebody who has not logged in. */
    public Client anonymous() {
        return new Client(address());
    }

    /** Somebody who has logged in. */
    public Client as(Role role) throws Exception {
        return as(role.name(), PASSWORD);
    }

    public Client as(String name, String password) throws Exception {
        Client client = anonymous();
        client.logIn(name, password);
        return client;
    }

    /** Ends the server, and leaves the work folder open. */
    public void closeServer() {
        server.close();
    }

    @Override
    public void close() {
        server.close();
        runner.close();
    }
}
