package org.fubiao.publishing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.Temporal;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hashes what outputs are made of: records of lists, texts, numbers and further records. Equal contents have equal hashes, in
 * every process; different contents have different ones, because every value stands with its type and length.
 */
final class ContentHash {
    /** What was hashed by itself stands for itself wherever it occurs again. Filled before threads share it. */
    private final IdentityHashMap<Object, byte[]> known = new IdentityHashMap<>();

    private final Map<Class<?>, Method[]> accessors = new ConcurrentHashMap<>();

    /** Hash of a record, to be remembered: it occurs in several contents. */
    void know(Record content) {
        try {
            MessageDigest digest = digest();
            add(digest, content);
            known.put(content, digest.digest());
        } catch (UnknownTypeException e) {
            // It will be met again in each content that holds it.
            return;
        }
    }

    /** Hash of all parts in their order; empty if any is of a type whose content cannot be told. */
    Optional<String> of(Object... parts) {
        try {
            MessageDigest digest = digest();
            add(digest, List.of(parts));
            return Optional.of(HexFormat.of().formatHex(digest.digest()));
        } catch (UnknownTypeException e) {
            return Optional.empty();
        }
    }

    private void add(MessageDigest digest, @Nullable Object value) throws UnknownTypeException {
        byte[] hash = value == null ? null : known.get(value);
        if (value == null) {
            put(digest, 'n', new byte[0]);
        } else if (hash != null) {
            put(digest, 'h', hash);
        } else if (value instanceof String text) {
            put(digest, 's', text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof List<?> list) {
            size(digest, 'l', list.size());
            for (Object item : list) {
                add(digest, item);
            }
        } else if (value instanceof Record content) {
            add(digest, content);
        } else if (value instanceof Enum<?> constant) {
            put(
                    digest,
                    'e',
                    (constant.getDeclaringClass().getName() + '.' + constant.name()).getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Number || value instanceof Boolean || value instanceof Temporal) {
            put(digest, 'v', (value.getClass().getName() + ' ' + value).getBytes(StandardCharsets.UTF_8));
        } else {
            throw new UnknownTypeException();
        }
    }

    private void add(MessageDigest digest, Record content) throws UnknownTypeException {
        Method[] parts = accessors.computeIfAbsent(content.getClass(), ContentHash::accessors);
        put(digest, 'r', content.getClass().getName().getBytes(StandardCharsets.UTF_8));
        size(digest, 'c', parts.length);
        for (Method part : parts) {
            try {
                add(digest, part.invoke(content));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot look into " + content.getClass(), e);
            }
        }
    }

    private static Method[] accessors(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Method[] accessors = new Method[components.length];
        for (int i = 0; i < components.length; i++) {
            accessors[i] = components[i].getAccessor();
            accessors[i].setAccessible(true);
        }
        return accessors;
    }

    private static void put(MessageDigest digest, char type, byte[] bytes) {
        size(digest, type, bytes.length);
        digest.update(bytes);
    }

    private static void size(MessageDigest digest, char type, int size) {
        digest.update(ByteBuffer.allocate(Character.BYTES + Integer.BYTES)
                .putChar(type)
                .putInt(size)
                .flip());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static final class UnknownTypeException extends Exception {
        private static final long serialVersionUID = 1;
    }
}
