package org.fubiao.cli;

import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in Chinese what is wrong with a command line, and where to look it up; picocli's own words are English. */
final class UsageError {
    private UsageError() {}

    static String describe(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        return message(problem) + System.lineSeparator() + "用 "
                + command.getCommandSpec().qualifiedName() + " --help 查看用法。";
    }

    private static String message(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (problem instanceof MissingParameterException missing) {
            return missing.getMissing().stream().map(UsageError::name).collect(Collectors.joining("、", "缺少", "，请补上。"));
        }
        if (problem instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + "写了不止一次，请只写一次。";
        }
        ArgSpec about = problem.getArgSpec();
        if (about != null && about.type() == int.class) {
            return name(about) + "应为整数，而不是“" + problem.getValue() + "”。";
        }
        Throwable told = problem.getCause() == null ? problem : problem.getCause();
        return String.valueOf(told.getMessage());
    }

    private static String unmatched(UnmatchedArgumentException unmatched) {
        String first = unmatched.getUnmatched().get(0);
        if (unmatched.isUnknownOption()) {
            return "没有选项“" + first + "”。";
        }
        String commands =
                String.join("、", unmatched.getCommandLine().getSubcommands().keySet());
        return commands.isEmpty() ? "多了一项“" + first + "”。" : "没有命令“" + first + "”。可用的命令：" + commands + "。";
    }

    private static String name(ArgSpec spec) {
        return spec instanceof OptionSpec option ? "选项“" + option.longestName() + "”" : "“" + spec.paramLabel() + "”";
    }
}
