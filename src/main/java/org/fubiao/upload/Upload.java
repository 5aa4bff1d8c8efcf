package org.fubiao.upload;

import java.time.Instant;
import java.util.List;
import org.fubiao.job.Period;
import org.jspecify.annotations.Nullable;

/**
 * A file that was sent through the pages.
 *
 * @param who name of the account
 * @param address of the machine from which it came
 * @param unit code of the unit whose it is; empty if that is not known
 * @param name of the file, made safe
 * @param path below the period's input folder; null if it was refused
 * @param forms ids of the forms in it that can be used
 * @param revision how far its stored name says that it is a correction
 */
public record Upload(
        long id,
        Instant at,
        String who,
        String address,
        String job,
        Period period,
        String unit,
        String name,
        @Nullable String path,
        String sha256,
        long size,
        Verdict verdict,
        Reason reason,
        long errors,
        long warnings,
        long notes,
        List<String> forms,
        int revision) {
    public Upload {
        forms = List.copyOf(forms);
    }

    /** The name under which it was stored; as it was sent, if it was not. */
    public String storedName() {
        return path == null ? name : path.substring(path.lastIndexOf('/') + 1);
    }
}
