package org.mingjia.ops.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.node.NodeValidationException;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Child JVM: one Elasticsearch node for as long as its life line holds.
 *
 * <p>Elasticsearch stands on the module path, this class alone on the class path: stable plugins
 * become modules and must be able to read the server's, and its check for duplicate classes reads
 * the class path.
 */
final class ElasticsearchChild {
    private ElasticsearchChild() {}

    public static void main(String[] arguments) {
        var home = Path.of(arguments[0]);
        var port = arguments[1];
        try {
            LogConfigurator.configureESLogging();
            FolderLock.holdAsChild(home);
            var node = node(home, port);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> close(node)));
            node.start();
            awaitShards(node);
            LifeLine.ready(Map.of("port", port));
        } catch (NodeValidationException | RuntimeException | LinkageError e) {
            e.printStackTrace();
            LifeLine.failed(String.valueOf(e.getMessage()));
            System.exit(1);
        }
        LifeLine.awaitTheEnd();
        System.exit(0);
    }

    private static Node node(Path home, String port) {
        var environment = new Environment(settings(home, port), home.resolve("config"));
        var plugins =
                PluginsLoader.createPluginsLoader(
                        PluginsLoader.loadModulesBundles(environment.modulesDir(), false),
                        PluginsLoader.loadPluginsBundles(environment.pluginsDir(), false),
                        Map.of());
        return new Node(environment, plugins);
    }

    /** A node answers before its indices do; one that stays red is left for the caller to see. */
    private static void awaitShards(Node node) {
        node.client()
                .admin()
                .cluster()
                .prepareHealth(TimeValue.timeValueSeconds(30))
                .setWaitForYellowStatus()
                .setTimeout(TimeValue.timeValueSeconds(30))
                .get();
    }

    private static Settings settings(Path home, String port) {
        return Settings.builder()
                .put("path.home", home.toString())
                .put("path.data", home.resolve("data").toString())
                .put("path.logs", home.resolve("logs").toString())
                .put("cluster.name", "mingjia")
                .put("node.name", "mingjia-embedded")
                .put("discovery.type", "single-node")
                // a small heap is often full of garbage, which is no reason to turn readers away
                .put("indices.breaker.total.use_real_memory", false)
                .put("http.host", "127.0.0.1")
                .put("http.port", port)
                .put("transport.host", "127.0.0.1")
                // nobody joins this node: any free port will do
                .put("transport.port", "0")
                // a developer's disk is often nearly full, which is no reason to refuse a few
                // megabytes
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
    }

    private static void close(Node node) {
        try {
            node.prepareForClose();
            node.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
