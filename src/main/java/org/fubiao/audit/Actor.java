package org.fubiao.audit;

/**
 * Who does something.
 *
 * @param name of the account
 * @param address of the machine from which it is asked for
 */
public record Actor(String name, String address) {
    /** The program itself. */
    public static final Actor PROGRAM = new Actor("fubiao", "");
}
