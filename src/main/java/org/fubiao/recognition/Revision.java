package org.fubiao.recognition;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far the name of a file or sheet says that it is a correction. */
final class Revision {
    private static final Pattern WORD = Pattern.compile("更正|修订|修改|更新|订正|改正|勘误|重报|补报|重新报送|再次报送");
    private static final Pattern COUNT = Pattern.compile("第\\s*(\\d{1,2})\\s*(?:次|版|稿)");
    private static final Pattern VERSION = Pattern.compile("(?<![A-Za-z])[vV]\\s*(\\d{1,2})(?!\\d)");
    /** What a program appends to the name of a second copy. */
    private static final Pattern COPY = Pattern.compile("[（(]\\s*([2-9]|1\\d)\\s*[）)]$");

    private Revision() {}

    /** 0 for a first submission, 1 for 更正 and the like, n for 第n次, v-n and a name that ends with (n). */
    static int of(String name) {
        String plain = ChineseDigits.toArabic(name);
        int revision = WORD.matcher(plain).find() ? 1 : 0;
        revision = Math.max(revision, number(COUNT.matcher(plain)));
        revision = Math.max(revision, number(VERSION.matcher(plain)));
        return Math.max(revision, number(COPY.matcher(plain.strip())));
    }

    private static int number(Matcher matcher) {
        // A stored name that is sent back says it twice, and the last time it is higher.
        return matcher.results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .max()
                .orElse(0);
    }
}
