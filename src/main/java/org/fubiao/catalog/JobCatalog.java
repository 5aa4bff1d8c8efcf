package org.fubiao.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.fubiao.compute.Compute;
import org.fubiao.job.Job;
import org.fubiao.job.loading.InvalidJobException;
import org.fubiao.job.loading.JobLoader;
import org.fubiao.job.loading.SoundDefinitions;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that there are. A job is read again when one of the files changes that say what it is; what is wrong with it is kept as
 * long, too. However many ask at once, it is read once.
 */
public final class JobCatalog {
    private final Path folder;
    private final SoundDefinitions sound;
    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();

    /** What came of reading a job: the job, or why there is none. */
    private record Loaded(
            String state, @Nullable Job job, @Nullable InvalidJobException wrong) {
        Job get() {
            if (wrong != null) {
                throw wrong;
            }
            return Objects.requireNonNull(job);
        }
    }

    /** Where a job is kept, and the lock under which it is read. */
    private static final class Shelf {
        private volatile @Nullable Loaded kept;

        @Nullable Loaded find(String state) {
            Loaded known = kept;
            return known != null && known.state().equals(state) ? known : null;
        }
    }

    public JobCatalog(Path folder, SoundDefinitions sound) {
        this.folder = folder;
        this.sound = sound;
    }

    /** The ids of all jobs, sorted. */
    public List<String> ids() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> Files.exists(child.resolve("job.yml")))
                    .map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A job as its files say now.
     *
     * @throws InvalidJobException if they are wrong
     */
    public Job get(String id) {
        if (!ids().contains(id)) {
            throw new IllegalArgumentException("no job " + id);
        }
        Shelf shelf = shelves.computeIfAbsent(id, one -> new Shelf());
        Loaded known = shelf.find(state(id));
        return (known != null ? known : load(id, shelf)).get();
    }

    private Loaded load(String id, Shelf shelf) {
        synchronized (shelf) {
            // Somebody may have read it meanwhile, and the files may have changed meanwhile.
            String state = state(id);
            Loaded known = shelf.find(state);
            if (known == null) {
                known = load(id, state);
                shelf.kept = known;
            }
            return known;
        }
    }

    private Loaded load(String id, String state) {
        try {
            return new Loaded(state, JobLoader.load(folder.resolve(id), Compute::alone, sound), null);
        } catch (InvalidJobException e) {
            return new Loaded(state, null, e);
        }
    }

    /** The title of a job; its id while its definitions are wrong. */
    public String title(String id) {
        try {
            return get(id).title();
        } catch (InvalidJobException e) {
            return id;
        }
    }

    /** Names, sizes and times of the files of a job, and of those of the others that it may refer to. */
    private String state(String id) {
        StringBuilder state = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve(id))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(file, state);
            }
            for (String other : ids()) {
                for (String name : JobLoader.READ_OF_OTHERS) {
                    Path file = folder.resolve(other).resolve(name);
                    if (!other.equals(id) && Files.isRegularFile(file)) {
                        add(file, state);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return state.toString();
    }

    private static void add(Path file, StringBuilder state) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            state.append(file)
                    .append(' ')
                    .append(attributes.size())
                    .append(' ')
                    .append(attributes.lastModifiedTime())
                    .append('\n');
        } catch (NoSuchFileException e) {
            // Taken away just now: the state without it is another one, too.
            return;
        }
    }
}
