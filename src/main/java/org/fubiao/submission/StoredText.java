package org.fubiao.submission;

/** Texts of files as databases take them. */
final class StoredText {
    private StoredText() {}

    /** PostgreSQL stores no NUL; what a broken file has of them is kept as the character for what cannot be shown. */
    static String of(String text) {
        return text.replace('\u0000', '\uFFFD');
    }
}
