package org.mingjia;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After every class, whatever instances it started beside the test's own work no longer. */
public final class GuestsRest implements AfterAllCallback {

    @Override
    public void afterAll(ExtensionContext context) {
        Scratch.rest();
    }
}
