package org.fubiao.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the pages until it is told to end. */
@Command(name = "serve", description = "启动服务：用浏览器办理汇总、下载附表、管理账号。按 Ctrl+C 停止。")
final class ServeCommand extends DatabaseCommand {
    @Option(names = "--port", paramLabel = "端口", defaultValue = "8080", description = "监听的端口（默认：${DEFAULT-VALUE}）")
    int port;

    @Option(
            names = "--address",
            paramLabel = "地址",
            defaultValue = "127.0.0.1",
            description = "监听的地址；默认只有本机能访问，0.0.0.0 为所有网络（默认：${DEFAULT-VALUE}）")
    String address = "127.0.0.1";

    @Option(
            names = "--behind-proxy",
            arity = "0..1",
            paramLabel = "位置",
            defaultValue = "none",
            fallbackValue = "local",
            description = "前面有反向代理（HTTPS），访问者的地址以它所说的为准：local 在本机（默认），private 在内网，如容器的宿主机")
    String behindProxy = "none";

    @Option(names = "--json-log", description = "日志每行写成一个 JSON 对象，供日志系统收集")
    boolean jsonLog;

    @Option(names = "--reset-admin", description = "启动时重置管理员 admin 的密码（无人记得密码时用），新密码只显示这一次")
    boolean resetAdmin;

    @Option(
            names = "--input",
            paramLabel = "目录",
            defaultValue = "input",
            description = "报送文件目录，其下按“任务/报告期”存放（默认：${DEFAULT-VALUE}）")
    Path input = Path.of("input");

    @Option(names = "--output", paramLabel = "目录", defaultValue = "output", description = "附表输出目录（默认：${DEFAULT-VALUE}）")
    Path output = Path.of("output");

    @Override
    int execute() throws Exception {
        if (port < 0 || port > 65_535) {
            throw jobs.usage("--port 应在 0 至 65535 之间，而不是 " + port);
        }
        if (!List.of("none", "local", "private").contains(behindProxy)) {
            throw jobs.usage("--behind-proxy 后应写 local（代理在本机）或 private（在内网），而不是“" + behindProxy + "”");
        }
        if (jsonLog) {
            LogLines.asJson();
        }
        // In a class of its own, so that other commands load nothing of the server.
        return Serving.until(this, jobs.folder());
    }
}
