package org.mingjia.beacon;

import org.mingjia.platform.MingjiaSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which beacon this market waits for. */
@Configuration(proxyBeanMethods = false)
class BeaconWiring {

    @Bean
    Beacon beacon(MingjiaSettings settings) {
        return settings.beacon() == null ? new CommitReveal() : new DrandBeacon(settings.beacon());
    }
}
