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
        return noun.isEmpty() ? new Where(this + "第" + number + "项", "") : inside("第" + number + "个" + noun);
    }

    private Where inside(String inner) {
        return new Where(thing.isEmpty() ? inner : thing + "的" + inner, "");
    }

    @Override
    public String toString() {
        if (key.isEmpty()) {
            return thing;
        }
        return thing.isEmpty() ? key : thing + "的 " + key;
    }
}
