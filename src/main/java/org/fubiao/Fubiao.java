package org.fubiao;

/** Entry point of the program. */
public final class Fubiao {
    private Fubiao() {}

    public static void main(String[] args) {}
}
