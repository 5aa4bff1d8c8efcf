package org.fubiao.plausibility;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The reason for a correction, as the name of its file states it: {@code 学法用法考试情况（更正，原因：漏报一个处室）.xlsx}. */
final class StatedReason {
    private static final Pattern REASON = Pattern.compile(
            "(?:原因|理由)\\s*(?:[:：=＝_\\-—－]+|[为是])\\s*([^/（）()\\[\\]【】]*[\\p{L}\\p{N}][^/（）()\\[\\]【】]*)");

    private StatedReason() {}

    /** What follows 原因 or 理由, up to the end of the brackets or of the name; empty if there is nothing. */
    static String in(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        Matcher reason = REASON.matcher(dot < 0 ? name : name.substring(0, dot));
        return reason.find() ? reason.group(1).strip() : "";
    }
}
