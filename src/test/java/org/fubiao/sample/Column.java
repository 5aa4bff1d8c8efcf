package org.fubiao.sample;

/**
 * A column of a form as units print it.
 *
 * @param group head above it, empty if none
 * @param head head of the column
 * @param older how forms of earlier years called it, without a group; the present name if it never changed
 * @param uom unit of measure, empty if none
 */
record Column(String group, String head, String older, String uom) {

    /** Reads {@code 组/栏|旧名|单位}; group, older name and unit of measure may be missing. */
    static Column parse(String text) {
        String[] parts = text.split("\\|", -1);
        int slash = parts[0].indexOf('/');
        String group = slash < 0 ? "" : parts[0].substring(0, slash);
        String head = parts[0].substring(slash + 1);
        String older = parts.length > 1 && !parts[1].isEmpty() ? parts[1] : head;
        return new Column(group, head, older, parts.length > 2 ? parts[2] : "");
    }
}
