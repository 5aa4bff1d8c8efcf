package org.fubiao.doctor;

/**
 * Something that is not as it was left. All texts are for users.
 *
 * @param place the file, or what else it is about
 * @param problem what was expected and what was found
 * @param remedy what to do about it
 */
public record Fault(String place, String problem, String remedy) {
    /** All of it in one line. */
    public String describe() {
        return place + "：" + problem + "。" + remedy + "。";
    }
}
