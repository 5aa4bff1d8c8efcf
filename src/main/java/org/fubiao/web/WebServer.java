package org.fubiao.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fubiao.account.Accounts;
import org.fubiao.account.Accounts.FirstPassword;
import org.fubiao.batch.BatchRunner;
import org.fubiao.control.UnreadableDatabaseException;
import org.fubiao.upload.UploadDesk;
import org.fubiao.web.ServerSettings.Proxy;
import org.fubiao.web.api.ApiConfiguration;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The running server. */
public final class WebServer implements AutoCloseable {
    /** The bundles of words: of the frame and the pages that administrate and run, then by what the others are about. */
    static final List<String> WORDS =
            List.of("messages", "words.job", "words.submissions", "words.review", "words.tables", "words.api");

    /** How long the end waits for each of: files that are being checked, requests, the server itself. */
    static final Duration REST = Duration.ofSeconds(10);

    private static final String RESOURCES = "classpath:/org/fubiao/web/";

    private final ServletWebServerApplicationContext context;

    private WebServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts the server over a work folder that is open already, and stays so when the server ends.
     *
     * @throws ServerException if the port is taken, or a setting is wrong
     */
    public static WebServer start(ServerSettings settings, BatchRunner runner) throws ServerException {
        // The log is set up already, for all commands alike.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        SpringApplication application = new SpringApplication(ServerConfiguration.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setBannerMode(org.springframework.boot.Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        // Whoever started the server ends it, and the work folder after it: in that order.
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(properties(settings));
        application.addInitializers(fresh -> open(fresh, settings, runner));
        try {
            return new WebServer((ServletWebServerApplicationContext) application.run());
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof UnreadableDatabaseException wrong) {
                    throw new ServerException(wrong.getMessage() + "。", e);
                }
                if (cause instanceof PortInUseException taken) {
                    throw new ServerException("端口 " + taken.getPort() + " 已被其他程序占用，请用 --port 另指定一个端口。", e);
                }
            }
            throw e;
        }
    }

    private static void open(ConfigurableApplicationContext context, ServerSettings settings, BatchRunner runner) {
        // As singletons that are there already, which the context does not close.
        context.getBeanFactory().registerSingleton("settings", settings);
        context.getBeanFactory().registerSingleton("runner", runner);
        context.getBeanFactory().registerSingleton("clock", settings.clock());
    }

    private static Map<String, Object> properties(ServerSettings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.main.lazy-initialization", "false");
        properties.put("server.address", settings.address());
        properties.put("server.port", settings.port());
        properties.put("server.shutdown", "graceful");
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", REST.toSeconds() + "s");
        // What ends them earlier is in package access; this is for those of visitors who never log in.
        properties.put("server.servlet.session.timeout", "30m");
        properties.put("server.servlet.session.cookie.name", "FUBIAO");
        properties.put("server.servlet.session.cookie.http-only", "true");
        properties.put("server.servlet.session.cookie.same-site", "lax");
        properties.put("server.servlet.session.tracking-modes", "cookie");
        properties.put("server.compression.enabled", "true");
        properties.put("server.tomcat.threads.max", "50");
        properties.put("server.tomcat.max-http-form-post-size", "256KB");
        // Each of the three may be set in the environment: FUBIAO_UPLOAD_LARGEST=100MB.
        properties.put("fubiao.upload.largest", "50MB");
        properties.put("fubiao.upload.request", "500MB");
        properties.put("fubiao.upload.reserve", "256MB");
        // A file that is too large is answered like any other; what a request may bring is bounded as a whole.
        properties.put("spring.servlet.multipart.max-file-size", "-1");
        properties.put("spring.servlet.multipart.max-request-size", "${fubiao.upload.request}");
        properties.put(
                "spring.servlet.multipart.location",
                UploadDesk.waiting(settings.work()).toAbsolutePath().toString());
        properties.put("server.tomcat.max-part-count", "120");
        properties.put("server.tomcat.max-part-header-size", "4KB");
        if (settings.proxy() != Proxy.NONE) {
            properties.put("server.forward-headers-strategy", "native");
        }
        // Otherwise all private addresses are believed.
        if (settings.proxy() == Proxy.LOCAL) {
            properties.put("server.tomcat.remoteip.internal-proxies", "127\\.\\d+\\.\\d+\\.\\d+|::1|0:0:0:0:0:0:0:1");
        }
        properties.putAll(ApiConfiguration.documentProperties());
        properties.put("spring.web.error.whitelabel.enabled", "false");
        properties.put("spring.web.resources.static-locations", RESOURCES + "assets/");
        properties.put("spring.web.resources.chain.strategy.content.enabled", "true");
        properties.put("spring.web.resources.cache.cachecontrol.max-age", "30d");
        properties.put("spring.mvc.static-path-pattern", "/assets/**");
        properties.put(
                "spring.messages.basename",
                WORDS.stream().map(words -> "org.fubiao.web." + words).collect(Collectors.joining(",")));
        properties.put("spring.messages.fallback-to-system-locale", "false");
        properties.put("spring.thymeleaf.prefix", RESOURCES + "templates/");
        return properties;
    }

    /** The first administrator, made where there is no account yet. */
    public Optional<FirstPassword> makeFirstAdministrator() {
        return context.getBean(Accounts.class).makeFirst();
    }

    /** Gives the first administrator a new password, where nobody knows it any more; empty if there is no such account. */
    public Optional<FirstPassword> resetFirstAdministrator() {
        return context.getBean(Accounts.class).resetFirst();
    }

    /** The port on which it listens. */
    public int port() {
        org.springframework.boot.web.server.WebServer server = context.getWebServer();
        return server == null ? -1 : server.getPort();
    }

    /** For tests: what it is made of. */
    ConfigurableApplicationContext context() {
        return context;
    }

    /** Takes no more requests, lets those that are going on end, and has runs come to rest. */
    @Override
    public void close() {
        context.close();
    }
}
