package org.mingjia.sheets;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.Refusal.ImportRefused;
import org.mingjia.platform.Refusal.RowError;
import org.mingjia.platform.Refused;

/** Collects what is wrong with an import: all of it is counted, the first part is kept. */
public final class RowErrors {

    private final int most;
    private final List<RowError> kept = new ArrayList<>();
    private long count;

    /** None yet; {@code most} are kept. */
    public RowErrors(int most) {
        this.most = most;
    }

    /** One more; the members as in {@link RowError}. */
    public void add(String file, int line, @Nullable String column, String rule, String detail) {
        add(new RowError(file, line, column, rule, detail));
    }

    /** One more. */
    public void add(RowError error) {
        count++;
        if (kept.size() < most) {
            kept.add(error);
        }
    }

    /** Whether nothing was wrong so far. */
    public boolean none() {
        return count == 0;
    }

    /** Goes on when nothing was wrong so far. */
    public void refuseIfAny() {
        if (count > 0) {
            throw new Refused(new ImportRefused(List.copyOf(kept), count));
        }
    }
}
