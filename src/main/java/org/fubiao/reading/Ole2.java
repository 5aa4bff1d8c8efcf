package org.fubiao.reading;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.fubiao.reading.XlsRecords.Unusual;

/**
 * A file of old office programs, which holds streams as a file system does, in sectors that are chained by a table. Understands
 * what is plainly so; the library understands the rest.
 */
final class Ole2 {
    private static final long MAGIC = 0xE11A_B1A1_E011_CFD0L;
    private static final int HEADER_BYTES = 512;
    private static final int HEADER_SECTORS = 109;
    private static final int ENTRY_BYTES = 128;
    private static final int STREAM = 2;
    private static final int ROOT = 5;
    private static final int DEEPEST = 64;
    /** A shorter stream stands in one that all of them share, in small sectors. */
    private static final int SHORT_BYTES = 4096;

    private static final int SMALL_SHIFT = 6;

    private final byte[] bytes;
    private final int shift;
    private final int[] next;
    private final byte[] directory;
    private final Map<String, Integer> entries = new HashMap<>();

    private Ole2(byte[] bytes) throws Unusual {
        this.bytes = bytes;
        require(bytes.length >= HEADER_BYTES);
        require(((i32(bytes, 4) & 0xFFFF_FFFFL) << 32 | (i32(bytes, 0) & 0xFFFF_FFFFL)) == MAGIC);
        this.shift = u16(bytes, 30);
        int tables = i32(bytes, 44);
        // A table of more sectors is itself chained.
        require((shift == 9 || shift == 12) && tables > 0 && tables <= HEADER_SECTORS && i32(bytes, 72) == 0);
        require(u16(bytes, 32) == SMALL_SHIFT && i32(bytes, 56) == SHORT_BYTES);
        byte[] table = new byte[tables << shift];
        for (int i = 0; i < tables; i++) {
            int sector = i32(bytes, 76 + 4 * i);
            System.arraycopy(bytes, place(bytes, 1, shift, sector), table, i << shift, 1 << shift);
        }
        this.next = numbers(table);
        this.directory = chain(i32(bytes, 48), Integer.MAX_VALUE);
        require(directory.length >= ENTRY_BYTES && directory[66] == ROOT);
        addEntries(i32(directory, 76), 0);
    }

    static Ole2 of(byte[] bytes) throws Unusual {
        return new Ole2(bytes);
    }

    private static void require(boolean usual) throws Unusual {
        XlsRecords.require(usual);
    }

    /** What stands in the outermost folder forms a tree. */
    private void addEntries(int entry, int depth) throws Unusual {
        if (entry == -1) {
            return;
        }
        require(entry > 0 && entry < directory.length / ENTRY_BYTES && depth < DEEPEST);
        int at = entry * ENTRY_BYTES;
        int nameBytes = u16(directory, at + 64);
        require(nameBytes >= 2 && nameBytes <= 64);
        String name = new String(directory, at, nameBytes - 2, StandardCharsets.UTF_16LE);
        require(entries.put(name, at) == null);
        addEntries(i32(directory, at + 68), depth + 1);
        addEntries(i32(directory, at + 72), depth + 1);
    }

    /** The names of what stands in the outermost folder. */
    Set<String> names() {
        return entries.keySet();
    }

    /** The content of a stream of the outermost folder. */
    byte[] read(String name) throws Unusual {
        int at = entries.getOrDefault(name, -1);
        require(at >= 0 && directory[at + 66] == STREAM);
        int first = i32(directory, at + 116);
        int size = i32(directory, at + 120);
        require(size > 0 && size <= bytes.length);
        byte[] content;
        if (size < SHORT_BYTES) {
            int[] nextSmall = numbers(chain(i32(bytes, 60), Integer.MAX_VALUE));
            byte[] small = chain(i32(directory, 116), Integer.MAX_VALUE);
            content = chain(small, 0, SMALL_SHIFT, nextSmall, first, size);
        } else {
            content = chain(first, size);
        }
        require(content.length == size);
        return content;
    }

    private byte[] chain(int first, int size) throws Unusual {
        return chain(bytes, 1, shift, next, first, size);
    }

    /** The sectors of a chain, as many as there are or are needed for so many bytes. */
    private static byte[] chain(byte[] from, int firstSector, int shift, int[] next, int first, int size)
            throws Unusual {
        int needed = (int) Math.min(((long) size + (1 << shift) - 1) >> shift, next.length);
        byte[] content = new byte[Math.min(needed, 8) << shift];
        int sectors = 0;
        for (int sector = first; sector >= 0 && sectors < needed; sector = next[sector]) {
            require(sector < next.length);
            if (sectors << shift == content.length) {
                content = Arrays.copyOf(content, size == Integer.MAX_VALUE ? 2 * content.length : needed << shift);
            }
            System.arraycopy(from, place(from, firstSector, shift, sector), content, sectors << shift, 1 << shift);
            sectors++;
        }
        return Arrays.copyOf(content, Math.min(size, sectors << shift));
    }

    /** Where a sector begins, all of which must be there. */
    private static int place(byte[] from, int firstSector, int shift, int sector) throws Unusual {
        require(sector >= 0 && ((long) sector + firstSector + 1) << shift <= from.length);
        return (sector + firstSector) << shift;
    }

    private static int[] numbers(byte[] bytes) {
        int[] numbers = new int[bytes.length / 4];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i32(bytes, 4 * i);
        }
        return numbers;
    }

    private static int i32(byte[] bytes, int at) {
        return u16(bytes, at) | u16(bytes, at + 2) << 16;
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
    }
}
