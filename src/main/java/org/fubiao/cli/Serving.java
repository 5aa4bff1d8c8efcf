package org.fubiao.cli;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.fubiao.account.Accounts.FirstPassword;
import org.fubiao.batch.BatchRunner;
import org.fubiao.web.ServerException;
import org.fubiao.web.ServerSettings;
import org.fubiao.web.ServerSettings.Proxy;
import org.fubiao.web.WebServer;

/** Keeps the server running until the process is told to end. */
final class Serving {
    private Serving() {}

    static int until(ServeCommand command, Path jobs) throws Exception {
        ServerSettings settings = new ServerSettings(
                command.address,
                command.port,
                Proxy.valueOf(command.behindProxy.toUpperCase(Locale.ROOT)),
                jobs,
                command.input,
                command.output,
                command.work.path,
                command.work.sound(),
                Clock.system(ZoneId.systemDefault()));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        // The server ends first, then the work folder is closed; the process waits for both.
        Thread onShutdown = new Thread(() -> end(asked, ended), "fubiao-serve-stop");
        Runtime.getRuntime().addShutdownHook(onShutdown);
        try (BatchRunner runner = BatchRunner.open(settings.work());
                WebServer server = WebServer.start(settings, runner)) {
            greet(command.out(), settings, server, command.resetAdmin);
            asked.await();
            return ExitCode.DONE;
        } catch (ServerException e) {
            return command.fail(e.getMessage());
        } finally {
            ended.countDown();
        }
    }

    private static void end(CountDownLatch asked, CountDownLatch ended) {
        asked.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void greet(PrintWriter out, ServerSettings settings, WebServer server, boolean resetAdmin)
            throws Exception {
        InetAddress address = InetAddress.getByName(settings.address());
        out.println("附表服务已启动，请用浏览器打开 http://" + (address.isAnyLocalAddress() ? "本机地址" : settings.address()) + ":"
                + server.port() + "/");
        if (!address.isLoopbackAddress() && settings.proxy() == Proxy.NONE) {
            out.println("注意：网络上的访问没有加密。正式使用请在前面设 HTTPS 反向代理，只让它访问本服务，并加 --behind-proxy。");
        }
        Optional<FirstPassword> made = server.makeFirstAdministrator();
        made.ifPresent(first -> print(out, "首次启动，已建立管理员账号，初始密码只显示这一次，登录后须修改：", first));
        if (resetAdmin && made.isEmpty()) {
            server.resetFirstAdministrator()
                    .ifPresentOrElse(
                            first -> print(out, "已重置管理员的密码，新密码只显示这一次，登录后须修改：", first),
                            () -> out.println("没有管理员账号 admin，未作重置。"));
        }
        out.println("按 Ctrl+C 停止服务。");
        out.flush();
    }

    private static void print(PrintWriter out, String words, FirstPassword first) {
        out.println(words);
        out.println("  账号      " + first.account());
        out.println("  初始密码  " + first.password());
    }
}
