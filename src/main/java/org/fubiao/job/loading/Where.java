package org.fubiao.job.loading;

/**
 * The definition that a message is about, in the words of its author.
 *
 * @param thing the definition: {@code 字段“承诺时限”}; empty for the file itself
 * @param key a key of it; empty for the whole
 */
record Where(String thing, String key) {
    static final Where TOP = new Where("", "");

    Where key(String name) {
        return new Where(toString(), name);
    }

    /** A named definition inside this one, such as a field among the fields. */
    Where entry(String noun, String name) {
        return inside(noun + "“" + name + "”");
    }

    /** The definition at this place of a list, counting from 1. */
    Where item(String noun, int number) {
        if (noun.isEmpty()) {
            return new Where(spaced(toString(), "第" + number + "项"), "");
        }
        return inside("第" + number + (noun.equals("规则") ? "条" : "个") + noun);
    }

    private Where inside(String inner) {
        return new Where(thing.isEmpty() ? inner : spaced(thing, "的" + inner), "");
    }

    @Override
    public String toString() {
        if (key.isEmpty()) {
            return thing;
        }
        return thing.isEmpty() ? key : spaced(thing, "的 " + key);
    }

    /** Latin words stand apart from Chinese ones. */
    private static String spaced(String left, String right) {
        boolean latin = !left.isEmpty() && left.charAt(left.length() - 1) < 0x80;
        return latin ? left + " " + right : left + right;
    }
}
