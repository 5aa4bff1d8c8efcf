package org.fubiao.receipt;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names for receipts: whose they are and for which file, safe in every file system, and each only once. */
public final class ReceiptNames {
    private static final String BEGIN = "回执 ";
    private static final Pattern UNSAFE = Pattern.compile("[\\\\/:*?\"<>|#%\\p{Cntrl}]");

    /** A Chinese character takes three of the 255 bytes that a name may have. */
    private static final int LONGEST = 70;

    private final Set<String> taken = new HashSet<>();

    /**
     * The name of the next receipt.
     *
     * @param unit name of the unit, empty if it is not known
     * @param path of the file that is answered
     * @param extension of the receipt, with the dot
     */
    public String next(String unit, String path, String extension) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        String stem = dot <= 0 ? file : file.substring(0, dot);
        // An answer to an answer is called like it.
        String begin = stem.startsWith(BEGIN) ? "" : BEGIN;
        String whose = unit.isEmpty() || stem.contains(unit) ? "" : unit + " ";
        String name = UNSAFE.matcher(begin + whose + stem).replaceAll("_").strip();
        name = name.length() <= LONGEST ? name : name.substring(0, LONGEST).strip();
        String free = name + extension;
        for (int again = 2; !taken.add(free.toLowerCase(Locale.ROOT)); again++) {
            free = name + "-" + again + extension;
        }
        return free;
    }
}
