package org.fubiao.job.loading;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML file of a job folder.
 *
 * @param name path below the job folder
 */
record YamlFile(String name, Problems problems) {
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setAllowDuplicateKeys(true).build();

    /** Reads a file and checks its shape; empty if it has nothing that could be looked into further. */
    static Optional<Value> read(String name, String text, Shape shape, Problems problems) {
        YamlFile file = new YamlFile(name, problems);
        Optional<Node> root;
        try {
            root = new Compose(SETTINGS).composeString(text);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            problems.add(name, line, "", "不符合 YAML 的写法", advice(String.valueOf(e.getProblem())));
            return Optional.empty();
        } catch (YamlEngineException e) {
            problems.add(name, 0, "", "不符合 YAML 的写法", advice(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
        if (root.isEmpty()) {
            problems.add(name, 0, "", "文件是空的，应为" + shape.expected(), "请填写，或删去此文件。");
            return Optional.empty();
        }
        if (containsItself(root.get(), Collections.newSetFromMap(new IdentityHashMap<>()))) {
            problems.add(name, 0, "", "引用（*）绕成了圈", "请改为直接书写。");
            return Optional.empty();
        }
        Value value = new Value(file, root.get(), root.get(), Where.TOP, shape);
        ShapeCheck.check(value);
        return Optional.of(value);
    }

    private static String advice(String problem) {
        if (problem.contains("mapping values are not allowed")) {
            return "一行里多了一个冒号：含冒号的文字要加引号，或检查上一行的缩进。";
        }
        if (problem.contains("sequence entries are not allowed")) {
            return "“- ”开头的行没有与同一列表的其他行对齐，或写在了键的后面。";
        }
        if (problem.contains("could not find expected ':'")) {
            return "本行或上一行少了冒号，或没有与同一层对齐。";
        }
        if (problem.contains("'\\t")) {
            return "缩进不能用制表符（Tab），请改用空格。";
        }
        if (problem.contains("block end")) {
            return "本行或上一行没有与同一层对齐：同一层的键左边要对齐，下一层多缩进两格；也可能是括号或引号不成对。";
        }
        if (problem.contains("end of stream") || problem.contains("stream end") || problem.contains("expected ','")) {
            return "括号或引号不成对，或列表中少了逗号。";
        }
        return "请检查缩进、引号和冒号后的空格。";
    }

    private static boolean containsItself(Node node, Set<Node> above) {
        if (!above.add(node)) {
            return true;
        }
        boolean found = false;
        if (node instanceof SequenceNode list) {
            found = list.getValue().stream().anyMatch(item -> containsItself(item, above));
        } else if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                found |= containsItself(entry.getKeyNode(), above) || containsItself(entry.getValueNode(), above);
            }
        }
        above.remove(node);
        return found;
    }
}
