package org.mingjia.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    private final Instant anHourAgo = Instant.now().minus(Duration.ofHours(1));

    @Test
    void whatADeadProcessLeftIsRemovedAndNothingElse(@TempDir Path folder) throws IOException {
        Path left = file(folder.resolve("mingjia-upload1.part"), 2);
        Path part = file(folder.resolve("spring-multipart-7/1.multipart"), 2);
        Path underWay = file(folder.resolve("mingjia-upload2.part"), 0);
        Path besides = file(folder.resolve("spring-multipart-7/2.multipart"), 0);
        Path others = file(folder.resolve("somebody-elses.part"), 200);
        Path data = file(folder.resolve("mingjia-e2e-1/postgres/PG_VERSION"), 200);

        assertThat(Leftovers.remove(folder, anHourAgo)).isEqualTo(2);

        assertThat(left).doesNotExist();
        assertThat(part).doesNotExist();
        assertThat(underWay).exists();
        assertThat(besides).exists();
        assertThat(others).exists();
        assertThat(data).exists();
    }

    @Test
    void aLinkIsNotFollowed(@TempDir Path folder) throws IOException {
        Path elsewhere = file(folder.resolve("elsewhere"), 2);
        Path link = folder.resolve("mingjia-upload3.part");
        Files.createSymbolicLink(link, elsewhere);

        assertThat(Leftovers.remove(folder, anHourAgo)).isZero();

        assertThat(elsewhere).exists();
    }

    private static Path file(Path path, int hoursOld) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "in the clear");
        Instant then = Instant.now().minus(Duration.ofHours(hoursOld));
        Files.setLastModifiedTime(path, FileTime.from(then));
        return path;
    }
}
