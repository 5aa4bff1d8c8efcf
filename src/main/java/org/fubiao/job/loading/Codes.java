package org.fubiao.job.loading;

import java.util.HashMap;
import java.util.Map;
import org.fubiao.finding.FindingCode;

/** The codes of rules and reconciliations: unique in the job, and none of Fubiao's own. */
final class Codes {
    private final Map<String, String> places = new HashMap<>();

    Codes() {
        for (FindingCode code : FindingCode.values()) {
            places.put(code.code(), "系统的审核问题“" + code.title() + "”");
        }
    }

    /** Takes the code of a rule or reconciliation. */
    void claim(Value definition) {
        definition.get("code").filter(Value::isText).ifPresent(code -> {
            String place = code.file().name() + " 第" + code.line() + "行";
            String before = places.putIfAbsent(code.text(), place);
            if (before != null) {
                code.problem("编号“" + code.text() + "”重复，" + before + "已用", "请换一个编号。");
            }
        });
    }
}
