package org.mingjia.ops.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * All of the sample: catalogue, agencies with their prices, demo accounts. What is there already is
 * left alone.
 *
 * @param folder the sample's files
 * @param passwords those of the accounts that it makes
 * @param progress is told each step
 */
record SampleData(Path folder, StackPasswords passwords, Consumer<String> progress) {

    void load(URI api) {
        boolean filled = loadCatalogue(api);
        loadAgencies(api);
        if (filled) {
            progress.accept(
                    SampleCatalogue.awaitFindable(api)
                            ? "search finds the catalogue"
                            : "search is still being filled; it answers from PostgreSQL meanwhile");
        }
    }

    private boolean loadCatalogue(URI api) {
        long items = SampleCatalogue.itemsIn(api);
        if (items > 0) {
            progress.accept("the register holds %d service items".formatted(items));
            return false;
        }
        progress.accept("loading the sample catalogue");
        new SampleCatalogue(folder).load(api, ApiProcess.OPERATOR, passwords.operator());
        progress.accept(
                "the sample catalogue is published: %d service items"
                        .formatted(SampleCatalogue.itemsIn(api)));
        return true;
    }

    private void loadAgencies(URI api) {
        if (SampleAgencies.admittedAt(api) > 0) {
            return;
        }
        progress.accept("registering the sample agencies and the demo accounts");
        var sample = new SampleAgencies(api, folder, passwords);
        sample.apply();
        sample.admit();
        progress.accept(new SamplePrices(folder).publish(sample));
        sample.sanction();
        DemoAccounts.make(api, passwords);
        progress.accept("%d agencies can be seen".formatted(SampleAgencies.admittedAt(api)));
    }
}
