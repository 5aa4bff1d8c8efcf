package org.fubiao.recognition;

import java.util.regex.Pattern;

/** The words by which a unit says in a list that it has nothing to report (零报告). */
final class NilReport {
    private static final int LONGEST = 24;
    private static final Pattern STATEMENT = Pattern.compile("(?:零报告|无|没有|无此项|无(?:此项|此类|相关|有关)?(?:事项|情况|数据|内容|业务)"
            + "|(?:本|我)(?:年度?|季度|月|期|报告期|单位|部门|局|委|办).{0,6}?(?:无(?![障偿害线形])|没有|未(?:发生|开展|产生|涉及)).{0,14})[。.！]?");

    private NilReport() {}

    /** Whether a text says so: {@code 零报告}, {@code 无}, {@code 本年度无此类事项。} */
    static boolean isStatement(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && STATEMENT.matcher(text).matches();
    }
}
