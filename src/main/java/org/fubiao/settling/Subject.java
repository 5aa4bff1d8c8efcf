package org.fubiao.settling;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a finding is about, wherever it stands in a file: the row by what identifies it, and the values.
 *
 * @param key label of a row of a matrix form, or values of the fields that identify a row of a list; none if nothing does
 * @param item the same in words; where nothing identifies a row, its content; empty where no row is meant
 * @param values hash of the values
 * @param shown the values in words
 */
public record Subject(List<String> key, String item, String values, String shown) {
    private static final int LONGEST = 160;
    private static final int HASH_BYTES = 16;

    public Subject {
        key = List.copyOf(key);
    }

    /** @param values alternately what a value is called, and the value */
    static Subject of(List<String> key, String item, List<String> values, String shown) {
        return new Subject(key, bounded(plain(item)), hash(values), plain(shown));
    }

    /** As it comes back from a cell, whatever program saved it: without breaks of lines and the like. */
    private static String plain(String text) {
        return text.replaceAll("[\\s\\p{Cntrl}\\p{Z}]+", " ").strip();
    }

    /** What is long is cut, and still told from others that begin alike. */
    private static String bounded(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "…" + hash(List.of(text)).substring(0, HASH_BYTES);
    }

    private static String hash(List<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                // With its length, so that no text runs into the next.
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
