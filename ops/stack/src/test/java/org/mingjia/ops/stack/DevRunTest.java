package org.mingjia.ops.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevRunTest {
    @TempDir Path root;

    @BeforeEach
    void layOutABuiltProject() throws IOException {
        var target = Files.createDirectories(root.resolve("marketplace-api/target"));
        writeStandIn(target.resolve("mingjia-marketplace-api-1.jar"));
        var plugins = Files.createDirectories(root.resolve("search-index/analysis/target"));
        writePlugin(
                plugins.resolve("mingjia-search-analysis-1-plugin.zip"),
                target.resolve("mingjia-marketplace-api-1.jar"));
        var sample = Files.createDirectories(root.resolve("ops/sample-data"));
        for (String file : SampleCatalogue.FILES) {
            Files.writeString(sample.resolve(file + ".csv"), "code\r\n1\r\n");
        }
        // unpacked once for all tests of this module
        var cache = Files.createDirectories(Path.of("target/stack-cache")).toAbsolutePath();
        Files.createSymbolicLink(
                Files.createDirectories(root.resolve(".mingjia")).resolve("cache"), cache);
    }

    @Test
    void itLoadsTheSampleThenAKillLeavesNoProcess() throws Exception {
        var launcher = launch("--port", "0", "--pg-port", "0", "--es-port", "0", "--no-train");
        try (var output = launcher.inputReader(StandardCharsets.UTF_8)) {
            var said = readUntil(launcher, output, "Ctrl-C");

            assertThat(said).anyMatch(line -> line.contains("published: 8 service items"));
            assertThat(Files.getPosixFilePermissions(root.resolve(".mingjia/passwords.properties")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            var family = launcher.descendants().toList();
            assertThat(family).hasSizeGreaterThanOrEqualTo(4);

            launcher.destroyForcibly();

            for (ProcessHandle member : family) {
                assertThat(member.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
            }
        }
    }

    @Test
    void aTakenPortIsOneClearMessageAndExitCodeTwo() throws Exception {
        try (var squatter = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var launcher = launch("--port", Integer.toString(squatter.getLocalPort()));

            var complaint =
                    new String(launcher.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(complaint.lines())
                    .containsExactly(
                            "ops/run: port %d on 127.0.0.1 is taken by another program; choose another with --port"
                                    .formatted(squatter.getLocalPort()));
            assertThat(launcher.waitFor()).isEqualTo(2);
        }
    }

    @Test
    void anUnknownOptionAndAnImpossiblePortAreNamed() throws Exception {
        var unknown = launch("--frsh");
        assertThat(new String(unknown.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("--frsh");
        assertThat(unknown.waitFor()).isEqualTo(2);

        var impossible = launch("--pg-port", "70000");
        assertThat(new String(impossible.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("--pg-port", "70000");
        assertThat(impossible.waitFor()).isEqualTo(2);
    }

    private Process launch(String... options) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                JavaCommand.java(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                DevRun.class.getName(),
                                root.toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).start();
    }

    private static List<String> readUntil(Process launcher, BufferedReader output, String end)
            throws IOException {
        var lines = new ArrayList<String>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.contains(end)) {
                return lines;
            }
        }
        var complaint =
                new String(launcher.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        throw new AssertionError("the launcher ended after " + lines + ": " + complaint);
    }

    private static void writeStandIn(Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInApi.class.getName());
        try (var output = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            var name = StandInApi.class.getName().replace('.', '/') + ".class";
            output.putNextEntry(new JarEntry(name));
            try (var stream = DevRunTest.class.getResourceAsStream("/" + name)) {
                stream.transferTo(output);
            }
        }
    }

    /** The smallest thing that Elasticsearch takes for a stable plugin. */
    private static void writePlugin(Path zip, Path jar) throws IOException {
        try (var output = new ZipOutputStream(Files.newOutputStream(zip))) {
            entry(
                    output,
                    "stable-plugin-descriptor.properties",
                    """
                    name=stand-in
                    description=nothing
                    version=1
                    elasticsearch.version=%s
                    java.version=21
                    """
                            .formatted(StackVersions.elasticsearch()));
            entry(output, "named_components.json", "{}");
            output.putNextEntry(new ZipEntry("stand-in.jar"));
            Files.copy(jar, output);
            output.closeEntry();
        }
    }

    private static void entry(ZipOutputStream output, String name, String text) throws IOException {
        output.putNextEntry(new ZipEntry(name));
        output.write(text.getBytes(StandardCharsets.UTF_8));
        output.closeEntry();
    }
}
