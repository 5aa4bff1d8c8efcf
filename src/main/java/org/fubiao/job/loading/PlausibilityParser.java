package org.fubiao.job.loading;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fubiao.job.PlausibilityCheck;
import org.fubiao.job.PlausibilityCheck.Against;
import org.fubiao.job.PlausibilityCheck.FormerVersion;
import org.fubiao.job.PlausibilityCheck.LastPeriod;
import org.fubiao.job.PlausibilityCheck.Peers;
import org.jspecify.annotations.Nullable;

/** What is checked for plausibility: {@code plausibility.yml}. */
final class PlausibilityParser {
    /** As Iglewicz and Hoaglin recommend. */
    private static final BigDecimal LIMIT = new BigDecimal("3.5");

    private static final int FEWEST = 8;

    private final Codes codes;
    private final Measures measures;

    PlausibilityParser(Codes codes, Measures measures) {
        this.codes = codes;
        this.measures = measures;
    }

    List<PlausibilityCheck> parse(Value file) {
        List<PlausibilityCheck> checks = new ArrayList<>();
        for (Value value : file.items()) {
            codes.claim(value);
            value.get("measure").ifPresent(measures::find);
            against(value)
                    .ifPresent(against -> checks.add(new PlausibilityCheck(
                            value.text("code", ""),
                            value.text("title", ""),
                            value.text("measure", ""),
                            against,
                            value.text("message", ""))));
        }
        return checks;
    }

    private Optional<Against> against(Value check) {
        return check.get("change")
                .<Against>map(change -> new LastPeriod(number(change, "ratio"), number(change, "at-least")))
                .or(() -> check.get("correction")
                        .map(change -> new FormerVersion(number(change, "ratio"), number(change, "at-least"))))
                .or(() -> check.get("peers").map(peers -> peers(check, peers)));
    }

    private Peers peers(Value check, Value peers) {
        BigDecimal limit = peers.number("limit").orElse(LIMIT);
        if (limit.signum() <= 0) {
            peers.problemAt("limit", "写的是“" + limit + "”，限度应大于 0", "通常用 3.5；省略即可。");
        }
        return new Peers(
                limit,
                number(peers, "at-least"),
                peers.text("among", "kind").equals("kind"),
                peers.whole("fewest", FEWEST),
                per(check, peers));
    }

    private @Nullable String per(Value check, Value peers) {
        Optional<Value> per = peers.get("per");
        per.ifPresent(measures::find);
        if (per.isPresent() && per.get().text().equals(check.text("measure", ""))) {
            per.get().problem("“" + per.get().text() + "”就是所审核的指标，相除总是 1", "请写另一个指标，如户数、人数。");
        }
        return per.map(Value::text).orElse(null);
    }

    private static BigDecimal number(Value owner, String key) {
        BigDecimal number = owner.number(key).orElse(BigDecimal.ZERO);
        if (number.signum() < 0) {
            owner.problemAt(key, "写的是“" + number + "”，不能小于 0", "");
        }
        return number;
    }
}
