package org.fubiao.job.loading;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fubiao.finding.FindingCode;
import org.fubiao.finding.Severity;
import org.fubiao.job.Consequence;

/** The codes of rules and reconciliations: unique in the job, and none of Fubiao's own. */
final class Codes {
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, Severity> levels = new HashMap<>();
    private final Map<String, Consequence> consequences = new HashMap<>();
    private final Set<String> reconciliations = new HashSet<>();

    Codes() {
        for (FindingCode code : FindingCode.values()) {
            places.put(code.code(), "系统的审核问题“" + code.title() + "”");
            levels.put(code.code(), code.severity());
        }
    }

    /** Takes the code of a rule or reconciliation. */
    void claim(Value definition) {
        definition.get("code").filter(Value::isText).ifPresent(code -> {
            String place = code.file().name() + " 第" + code.line() + "行";
            String before = places.putIfAbsent(code.text(), place);
            if (before == null) {
                levels.put(code.text(), FormParser.level(definition));
                if (definition.has("left")) {
                    reconciliations.add(code.text());
                }
                if (!definition.flag("trial", false)) {
                    definition
                            .get("blocks")
                            .filter(Value::isSound)
                            .ifPresent(word ->
                                    consequences.put(code.text(), Format.constant(Consequence.class, word.text())));
                }
            } else {
                code.problem("编号“" + code.text() + "”重复，" + before + "已用", "请换一个编号。");
            }
        });
    }

    /** How bad a failure of this code is; empty if nothing has the code. */
    Optional<Severity> level(String code) {
        return Optional.ofNullable(levels.get(code));
    }

    /** What a failure of this code keeps out of the totals. */
    Consequence consequence(String code) {
        return consequences.getOrDefault(code, Consequence.NOTHING);
    }

    /** Whether this is the code of a reconciliation. */
    boolean isReconciliation(String code) {
        return reconciliations.contains(code);
    }

    /** All codes, in their order. */
    List<String> all() {
        return levels.keySet().stream().sorted().toList();
    }
}
