package org.mingjia.ops.stack;

import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * All of the sample: catalogue, agencies with their prices, demo accounts. What is there already is
 * left alone.
 *
 * @param folder the sample's files
 * @param stack whose passwords are those of the accounts that it makes
 * @param progress is told each step
 */
record SampleData(Path folder, EmbeddedStack stack, Consumer<String> progress) {

    /** An annual rating is of those who were admitted before its year. */
    private static final String AGE =
            "update agency set admitted_on = admitted_on - 800 where admitted_on is not null";

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
        new SampleCatalogue(folder).load(api, ApiProcess.OPERATOR, stack.passwords().operator());
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
        var sample = new SampleAgencies(api, folder, stack.passwords());
        sample.apply();
        sample.admit();
        progress.accept(new SamplePrices(folder).publish(sample));
        sample.sanction();
        DemoAccounts.make(api, stack.passwords());
        age();
        progress.accept("%d agencies can be seen".formatted(SampleAgencies.admittedAt(api)));
    }

    /**
     * As if the agencies had been admitted more than two years ago, so that the rating of last year
     * has somebody in it. Nothing in the service can date an admission back: it is done past it, as
     * the schema's owner.
     */
    private void age() {
        try (var connection =
                        DriverManager.getConnection(
                                stack.jdbcUrl(), stack.ownerUser(), stack.ownerPassword());
                var statement = connection.createStatement()) {
            statement.executeUpdate(AGE);
        } catch (SQLException e) {
            throw new StackFailure("the sample's agencies could not be dated back", e);
        }
    }
}
